import type { AccountRow } from '../../contract/index.ts'
import type { Language } from '../kit/index.ts'
import { call, useCall } from '../client/index.ts'
import type { PickOption, PickSource } from '../kit/line-grid/index.ts'
import { sortHits } from './goods-grid.tsx'
import { accountName } from './master-facts.ts'

/** Finds accounts by code or any part of their name; those that a journal may not touch are left out. */
export function accountSource(onPick: PickSource['onPick'], span: number, isAllowed: (code: string) => boolean = () => true): PickSource {
  return {
    span, onPick,
    find: async (text): Promise<readonly PickOption[]> => {
      const hits = await call('search.find', { text, kinds: ['account'], limit: 20 })
      return sortHits(hits, text).filter((hit) => isAllowed(hit.code)).slice(0, 8).map((hit) => ({ id: hit.code, label: hit.title }))
    },
  }
}

/** Finds parties for a cell. */
export function partySource(onPick: PickSource['onPick'], span = 1): PickSource {
  return {
    span, onPick,
    find: async (text) => sortHits(await call('search.find', { text, kinds: ['party'], limit: 8 }), text).map((hit) => ({ id: hit.code, label: hit.title })),
  }
}

/** Every account by code: few enough to hold, and needed for names, currencies and control. */
export function useAccounts(): { byCode: ReadonlyMap<string, AccountRow>; nameOf(code: string, language: Language): string } {
  const rows = (useCall('list.page', { list: 'accounts', offset: 0, limit: 1000 }, { topics: ['accounts', 'book'] }).data?.rows ?? []) as readonly AccountRow[]
  const byCode = new Map(rows.map((row) => [row.code, row]))
  return { byCode, nameOf: (code, language) => accountName(byCode.get(code)?.name, language) }
}

export const currencyOfAccount = (account: AccountRow | undefined): string => (account === undefined || account.currency === 'base' || account.currency === '*' ? 'IDR' : account.currency)
