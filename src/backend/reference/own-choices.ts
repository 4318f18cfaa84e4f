import type { ReferenceName } from '../../contract/index.ts'
import { folderData, hsDigits, packagesOf } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'

/** Folders that are looked at: the newest, so that old habits fade. */
const looked = 100
const remembered = new WeakMap<Book, { key: string; uses: ReadonlyMap<ReferenceName, ReadonlyMap<string, number>> }>()

/** How often each code was used in the newest folders of the book and in its products. */
export function ownChoices(book: Book, list: ReferenceName): ReadonlyMap<string, number> {
  const { sql } = book.projections
  const key = sql.value<string>("SELECT count(*) || ' ' || coalesce(max(at), '') FROM shipment") ?? ''
  const known = remembered.get(book)
  if (known?.key === key) return known.uses.get(list) ?? none
  const uses = new Map<ReferenceName, Map<string, number>>()
  const count = (name: ReferenceName, code: string | undefined): void => {
    if (code === undefined || code === '') return
    const of = uses.get(name) ?? new Map<string, number>()
    of.set(code, (of.get(code) ?? 0) + 1)
    uses.set(name, of)
  }
  for (const doc of sql.values<string>('SELECT doc FROM shipment ORDER BY at DESC, doc LIMIT ?', looked)) {
    const data = folderData((book.document(doc)?.['fields'] ?? {}) as Readonly<Record<string, unknown>>)
    count('incoterms', data.incoterm)
    count('currencies', data.currency)
    for (const country of [data.buyer?.country, data.company?.country]) count('countries', country)
    for (const port of [data.shipment?.portLoading, data.shipment?.portDischarge, data.shipment?.portTransit]) count('ports', port)
    count('customsOffices', data.shipment?.kppbc)
    count('containers', data.shipment?.containerType)
    count('paymentTerms', data.payment?.term)
    count('transportModes', data.shipment?.mode)
    for (const document of data.pebDocuments ?? []) count('documentCodes', document.code)
    for (const line of data.lines ?? []) {
      count('hs', line.hs8 === undefined ? undefined : dotted(line.hs8))
      count('units', line.unit)
      for (const pack of packagesOf(line)) count('packages', pack.typeCode)
    }
  }
  remembered.set(book, { key, uses })
  return uses.get(list) ?? none
}

const none: ReadonlyMap<string, number> = new Map()
const dotted = (code: string): string => hsDigits(code).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1.$2.$3')
