import { memberOf } from '../document/index.ts'

/**
 * What a field of master data or a draft is to a merge.
 * - `set`: things of which order and number mean nothing; both sides' stay
 * - `text`: words; equal up to spacing, or one going on where the other ends, they are one
 * - `lines`: lines of an address; as text
 * - `quantity`: a number that is no money; equal numbers are one, however they are written
 * - `money`: an amount or a price: never merged
 * - `reference`: names another document, by its code or id
 * - `choice`: one of a few words, or yes and no
 * - `rows`: the lines of a document; equal up to the order of their members
 */
export type FieldKind = 'set' | 'text' | 'lines' | 'quantity' | 'money' | 'reference' | 'choice' | 'rows'

const kinds: Readonly<Record<FieldKind, readonly string[]>> = {
  set: ['barcodes', 'tags', 'emails', 'phones', 'alsoKnownAs', 'receipts', 'taxedDeposits', 'keywords'],
  lines: ['address', 'addressZh'],
  quantity: ['weightKg', 'termsDays', 'grossWeightKg', 'reorderLevel', 'lifeMonths', 'repeatDay', 'quantity', 'packages'],
  money: ['salePrice', 'amount', 'discount', 'rate', 'taxRate', 'bankCharge', 'cost', 'residual', 'labour', 'overhead', 'fromAmount', 'toAmount', 'exemptTurnover', 'freight', 'insurance', 'creditLimit', 'depositPercent'],
  reference: ['customer', 'supplier', 'account', 'warehouse', 'from', 'to', 'order', 'invoice', 'receipt', 'delivery', 'target', 'replaces', 'joinedInto', 'parent'],
  choice: [
    'kind', 'inventory', 'costing', 'vatRegistered', 'vatCollector', 'country', 'countryOrigin', 'currency', 'defaultCurrency', 'saleCurrency', 'baseCurrency', 'tax', 'deliver', 'taxIdKind', 'repeat', 'incoterm', 'by',
    'taxUnit', 'goodsCode', 'hsCode', 'taxpayer', 'incomeTax', 'type', 'cash', 'event', 'date', 'dueDate', 'period', 'startPeriod', 'year',
  ],
  rows: ['lines', 'units', 'billOfMaterials', 'accounts', 'receivables', 'payables', 'stock', 'consume', 'produce', 'allocations', 'deposits', 'advances', 'withheld', 'rates', 'packaging', 'bank', 'shipping', 'shipment'],
  text: [],
}
const kindOf = new Map<string, FieldKind>((Object.entries(kinds) as [FieldKind, readonly string[]][]).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)))

/** The kind of a field by its name; what no list knows is text. */
export function fieldKind(name: string): FieldKind {
  return kindOf.get(memberOf(name) ?? name) ?? 'text'
}
