import type { Language } from './format.ts'
import { useLanguage } from './reader.ts'

interface Named {
  readonly name: string
  readonly nameZh: string | null
}

/** Both names of a party in the reader's order: who reads English sees the Latin one first. The second is empty where there is but one. */
export function partyNames({ name, nameZh }: Named, language: Language): readonly [first: string, second: string] {
  if (!nameZh || nameZh === name) return [name, '']
  return language === 'en' && name !== '' ? [name, nameZh] : [nameZh, name]
}

/** A party in a row of a list: its name, with the other one small beside it. */
export function PartyName(named: Named) {
  const [first, second] = partyNames(named, useLanguage())
  if (second === '') return first || '–'
  return <><span {...langOf(first === named.nameZh)}>{first}</span> <small {...langOf(second === named.nameZh)}>{second}</small></>
}

export const langOf = (isChinese: boolean): { lang?: string } => (isChinese ? { lang: 'zh-Hans' } : {})
