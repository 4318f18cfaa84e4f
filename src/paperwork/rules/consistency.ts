import { compareDecimals, fixedText } from '../../core/money/index.ts'
import { cubicMetreText, decimalOrNull, hsDigits, kilogramText, scaled } from '../../core/shipment/index.ts'
import type { Found, Rule, RuleInput } from '../types.ts'
import { declarationDocuments } from './customs.ts'
import { filled } from './general.ts'
import { at, error, squeezed, typed, warning } from './reading.ts'

/**
 * The matrix of values that must be the same on every paper (domain notes "export papers", 2.42). What the program prints follows
 * from one folder and cannot differ; what was typed on one paper, or read from one that others made, can.
 */
interface Shared {
  readonly name: string
  /** Paper that leads. */
  readonly paper: string
  readonly value: (input: RuleInput) => string | undefined
  readonly kind: 'text' | 'figure' | 'weight'
}

const invoiceNo = ({ data }: RuleInput): string | undefined => data.papers?.['commercialInvoice']?.no
const shared: readonly Shared[] = [
  { name: 'sellerName', paper: 'commercial-invoice', kind: 'text', value: ({ data }) => data.company?.sellerName },
  { name: 'packages', paper: 'packing-list', kind: 'figure', value: ({ figures }) => (figures.rows.length === 0 ? undefined : String(figures.packages.packages)) },
  { name: 'grossWeightKg', paper: 'packing-list', kind: 'weight', value: ({ figures }) => (figures.rows.length === 0 ? undefined : kilogramText(figures.packages.gross)) },
  { name: 'netWeightKg', paper: 'packing-list', kind: 'weight', value: ({ figures }) => (figures.rows.length === 0 ? undefined : kilogramText(figures.packages.net)) },
  { name: 'volumeCbm', paper: 'packing-list', kind: 'weight', value: ({ figures }) => (figures.rows.length === 0 ? undefined : cubicMetreText(figures.packages.volume)) },
  { name: 'invoiceAmount', paper: 'commercial-invoice', kind: 'figure', value: ({ figures }) => fixedText(figures.total, figures.exponent) },
  { name: 'currency', paper: 'commercial-invoice', kind: 'text', value: ({ data }) => data.currency },
  { name: 'marks', paper: 'commercial-invoice', kind: 'text', value: ({ data }) => data.shipment?.marks?.join(' ') },
  { name: 'portLoading', paper: 'shipping-instruction', kind: 'text', value: ({ data }) => data.shipment?.portLoading },
  { name: 'portDischarge', paper: 'shipping-instruction', kind: 'text', value: ({ data }) => data.shipment?.portDischarge },
  { name: 'vessel', paper: 'shipping-instruction', kind: 'text', value: ({ data }) => data.shipment?.vessel ?? data.shipment?.flight },
  { name: 'voyage', paper: 'shipping-instruction', kind: 'text', value: ({ data }) => data.shipment?.voyage },
  { name: 'invoiceNo', paper: 'commercial-invoice', kind: 'text', value: invoiceNo },
  { name: 'invoiceDate', paper: 'commercial-invoice', kind: 'text', value: ({ data }) => data.papers?.['commercialInvoice']?.date },
]

/** Papers whose own rules compare these already, or that speak of other papers. */
const ownRules: ReadonlySet<string> = new Set(['blDraft'])

function apart(kind: Shared['kind'], a: string, b: string): 'same' | 'near' | 'different' {
  if (kind === 'text') return squeezed(a) === squeezed(b) ? 'same' : 'different'
  const [left, right] = [decimalOrNull(a), decimalOrNull(b)]
  if (left === null || right === null) return 'different'
  if (compareDecimals(left, right) === 0) return 'same'
  const [x, y] = [scaled(left, 6), scaled(right, 6)]
  const gap = x > y ? x - y : y - x
  return kind === 'weight' && gap * 200n <= (y < 0n ? -y : y) ? 'near' : 'different'
}

function contradictions(input: RuleInput): { field: string; params: Readonly<Record<string, string>>; isNear: boolean }[] {
  const list: { field: string; params: Readonly<Record<string, string>>; isNear: boolean }[] = []
  for (const key of Object.keys(input.data.papers ?? {})) {
    if (ownRules.has(key)) continue
    for (const { name, paper, value, kind } of shared) {
      const said = typed(input.data, key, name)
      const right = value(input)
      if (said === undefined || !filled(right)) continue
      const result = apart(kind, said, right)
      if (result !== 'same') list.push({ field: at(key, name), params: { paperA: key, a: said, paperB: paper, b: right, field: name }, isNear: result === 'near' })
    }
  }
  return list
}

/** The declaration names invoice and packing list by number and date: these are those of the papers. */
function declared({ data }: RuleInput): Found[] {
  if (data.pebDocuments === undefined) return []
  return declarationDocuments(data).flatMap(({ code, no, date }, index): Found[] => {
    const paper = code === '380' ? 'commercialInvoice' : code === '217' ? 'packingList' : null
    const own = paper === null ? undefined : data.papers?.[paper]
    if (own === undefined || paper === null) return []
    const differs = (a: string | undefined, b: string | undefined, name: string): Found[] => (filled(a) && filled(b) && a !== b ? [{ field: `pebDocuments[${index}].${name}`, params: { paperA: 'peb-data', a, paperB: paper, b, field: name } }] : [])
    return [...differs(no, own.no, 'no'), ...differs(date, own.date, 'date')]
  })
}

/** The tariff code of one product is the same on all its lines. */
function oneCode({ data }: RuleInput): Found[] {
  const first = new Map<string, string>()
  return (data.lines ?? []).flatMap((line, index): Found[] => {
    const [sku, hs] = [line.sku ?? '', hsDigits(line.hs8).slice(0, 6)]
    if (sku === '' || hs === '') return []
    const before = first.get(sku)
    first.set(sku, before ?? hs)
    return before === undefined || before === hs ? [] : [{ field: `lines[${index}].hs8`, params: { paperA: sku, a: hs, paperB: sku, b: before, field: 'HS' } }]
  })
}

export const consistencyRules: readonly Rule[] = [
  error('XD-001', 'UCP 600 art.14(d)', (input) => [...contradictions(input).filter(({ isNear }) => !isNear).map(({ field, params }) => ({ field, params })), ...declared(input), ...oneCode(input)]),
  warning('XD-002', 'custom', (input) => contradictions(input).filter(({ isNear }) => isNear).map(({ field, params }) => ({ field, params }))),
]
