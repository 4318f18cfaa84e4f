import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MasterType, MasterView } from '../../contract/index.ts'
import { call, queryClient } from '../client/index.ts'
import type { Language } from '../kit/format.ts'

/** What a document needs of a good, read from the master data. */
export interface ProductFacts {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly nameZh: string
  readonly kind: 'goods' | 'service'
  readonly unit: string
  /** Base unit first; factor: base units in one of this. */
  readonly units: readonly { readonly unit: string; readonly factor: string }[]
  readonly hsCode: string
  readonly salePrice: string
  readonly saleCurrency: string
  readonly purchasePrice: string
  readonly purchaseCurrency: string
  readonly packaging: Readonly<Record<string, unknown>>
}

export interface PartyFacts {
  readonly code: string
  readonly name: string
  readonly nameZh: string
  readonly address: readonly string[]
  readonly country: string
  readonly taxId: string
  readonly uscc: string
  readonly termsDays: number
  readonly currency: string
  readonly incoterm: string
  readonly incotermPlace: string
  readonly paymentTerm: string
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function productFacts(view: MasterView): ProductFacts {
  const fields = view.fields
  const unit = textOf(fields['unit']) || 'pcs'
  const others = Array.isArray(fields['units']) ? (fields['units'] as { unit?: unknown; factor?: unknown }[]) : []
  const units = [{ unit, factor: '1' }, ...others.map((other) => ({ unit: textOf(other.unit), factor: textOf(other.factor) })).filter((other) => other.unit !== '' && other.unit !== unit)]
  const packaging = fields['packaging']
  return {
    code: view.code, name: textOf(fields['name']), nameEn: textOf(fields['nameEn']), nameZh: textOf(fields['nameZh']), kind: fields['kind'] === 'service' ? 'service' : 'goods', unit, units,
    hsCode: textOf(fields['hsCode']), salePrice: textOf(fields['salePrice']), saleCurrency: textOf(fields['saleCurrency']) || 'IDR',
    purchasePrice: textOf(fields['purchasePrice']), purchaseCurrency: textOf(fields['purchaseCurrency']) || 'IDR',
    packaging: typeof packaging === 'object' && packaging !== null && !Array.isArray(packaging) ? (packaging as Record<string, unknown>) : {},
  }
}

export function partyFacts(view: MasterView): PartyFacts {
  const fields = view.fields
  const address = fields['address']
  const terms = Number(fields['termsDays'] ?? 0)
  return {
    code: view.code, name: textOf(fields['name']), nameZh: textOf(fields['nameZh']),
    address: Array.isArray(address) ? address.map(String) : textOf(address).split('\n').filter((row) => row !== ''),
    country: textOf(fields['country']), taxId: textOf(fields['taxId']) || textOf(fields['npwp']), uscc: textOf(fields['uscc']), termsDays: Number.isInteger(terms) ? terms : 0,
    currency: textOf(fields['defaultCurrency']) || textOf(fields['currency']), incoterm: textOf(fields['incoterm']), incotermPlace: textOf(fields['incotermPlace']), paymentTerm: textOf(fields['paymentTerm']),
  }
}

/** The name of a good as the reader calls it: its own where it has one in that language. */
export function productName(product: Pick<ProductFacts, 'name' | 'nameEn' | 'nameZh'>, language: Language): string {
  return (language === 'en' ? product.nameEn : language === 'zh' ? product.nameZh : '') || product.name
}

/**
 * What a line calls its good. A line keeps the name that it was written with; where that is only one of the good's names, each reader
 * sees their own, and what a person typed stays as it is.
 */
export function goodsText(description: string, product: Pick<ProductFacts, 'name' | 'nameEn' | 'nameZh'> | undefined, language: Language): string {
  if (product === undefined) return description
  return description === '' || [product.name, product.nameEn, product.nameZh].includes(description) ? productName(product, language) : description
}

/** The name of a chart's account: in three languages, or one plain text for accounts that were added. */
export function accountName(name: unknown, language: Language): string {
  if (typeof name === 'string') return name
  if (typeof name !== 'object' || name === null) return ''
  const names = name as Record<string, string>
  return names[language] ?? names['en'] ?? ''
}

const masterTopics = { party: ['parties', 'book'], product: ['products', 'book'], account: ['accounts', 'book'], warehouse: ['settings', 'stock', 'book'], company: ['settings', 'book'], exchangeRate: ['rates', 'book'] } as const

const masterQuery = (type: MasterType, code: string) => ({
  queryKey: ['master.get', { type, code }], queryFn: () => call('master.get', { type, code }), meta: { topics: masterTopics[type] },
})

/** Reads one master record now: what follows a pick. Null when there is none of this code. */
export async function fetchMaster(type: MasterType, code: string): Promise<MasterView | null> {
  try {
    return await queryClient.fetchQuery(masterQuery(type, code))
  } catch {
    return null
  }
}

/** Live master records by code; those on their way or unknown are absent. */
export function useMasters(type: MasterType, codes: readonly string[]): ReadonlyMap<string, MasterView> {
  const unique = [...new Set(codes.filter((code) => code !== ''))].sort()
  const results = useQueries({ queries: unique.map((code) => masterQuery(type, code)) })
  const stamp = results.map((result) => result.dataUpdatedAt).join()
  // The results are new arrays at every render; their time stamps say when one really changed.
  return useMemo(() => new Map(results.flatMap((result, index) => (result.data ? [[unique[index] as string, result.data] as const] : []))), [stamp, unique.join('\u0000')])
}

export function useProducts(codes: readonly string[]): ReadonlyMap<string, ProductFacts> {
  const masters = useMasters('product', codes)
  return useMemo(() => new Map([...masters].map(([code, view]) => [code, productFacts(view)])), [masters])
}

export function useParty(code: string): PartyFacts | null {
  const masters = useMasters('party', [code])
  return useMemo(() => {
    const view = masters.get(code)
    return view ? partyFacts(view) : null
  }, [masters, code])
}
