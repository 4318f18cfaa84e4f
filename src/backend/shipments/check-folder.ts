import type { ShipmentFinding } from '../../contract/index.ts'
import { type ShipmentData, hsDigits } from '../../core/shipment/index.ts'
import { type BookFacts, type Finding, checkShipment, findingMessage, fixOf, sourceOf } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { type ReferenceLists, nearestEntry } from '../reference/index.ts'

/** What the rules may know beside the folder: the lists of codes, and what other folders of the book hold. */
export function factsOf(book: Book, lists: ReferenceLists, data: ShipmentData, folder: string | null): BookFacts {
  const { sql } = book.projections
  const number = data.papers?.['commercialInvoice']?.no
  const order = data.order?.buyerOrderNo
  const other = folder ?? ''
  // Another shipment took the number; a corrected file of the same shipment, under the same name, did not.
  const inUse = number === undefined ? [] : sql.values<string>('SELECT invoice FROM shipment WHERE invoice = ? AND doc <> ? AND reference <> coalesce((SELECT reference FROM shipment WHERE doc = ?), \'\') LIMIT 1', number, other, other)
  return {
    hsCodes: hsCodes(lists),
    portNamed: (text) => {
      const { known, nearest } = nearestEntry(lists.list('ports'), text)
      return { known, nearest: nearest === null ? null : `${nearest.code} ${nearest.name.en}` }
    },
    ...(inUse.length > 0 ? { numbersInUse: inUse } : {}),
    ...(order === undefined || order === '' ? {} : confirmedElsewhere(book, order, other)),
    lockedThrough: book.projections.view().lockedThrough() ?? '',
  }
}

let shippedCodes: { readonly rows: unknown; readonly codes: ReadonlySet<string> } | null = null
function hsCodes(lists: ReferenceLists): ReadonlySet<string> {
  const { rows } = lists.list('hs')
  if (shippedCodes?.rows !== rows) shippedCodes = { rows, codes: new Set(rows.map(({ code }) => hsDigits(code))) }
  return shippedCodes.codes
}

/** The confirmation of the same purchase order that another folder has. */
function confirmedElsewhere(book: Book, order: string, folder: string): Pick<BookFacts, 'orderConfirmedBy'> {
  const no = book.projections.sql.value<string>(
    "SELECT p.number FROM shipment_paper p JOIN shipment s ON s.doc = p.folder WHERE p.kind = 'issued' AND p.type = 'order-confirmation' AND p.folder <> ? AND instr(s.words, ?) > 0 ORDER BY p.at LIMIT 1", folder, order,
  )
  return no === undefined || no === null ? {} : { orderConfirmedBy: no }
}

export function checkFolder(book: Book, lists: ReferenceLists, data: ShipmentData, folder: string | null, today: string): ShipmentFinding[] {
  return checkShipment(data, today, factsOf(book, lists, data, folder)).map((finding) => {
    const view = findingView(finding, data, today)
    return view.fix === null && ['GEN-013', 'GEN-014', 'PEB-007'].includes(finding.code) && /^lines\[\d+\]\.hs8$/.test(finding.field) ? { ...view, fix: tariffFix(book, lists, data, finding.field) } : view
  })
}

/** The code that the product carries, or the only one of the list below the six digits that were typed. */
function tariffFix(book: Book, lists: ReferenceLists, data: ShipmentData, field: string): ShipmentFinding['fix'] {
  const line = data.lines?.[Number(/\d+/.exec(field)?.[0])]
  const typed = hsDigits(line?.hs8)
  const own = hsDigits(String(masterOf(book.projections.sql, 'product', line?.sku ?? '')?.fields['hsCode'] ?? ''))
  const below = typed.length === 6 ? lists.list('hs').rows.filter(({ code }) => hsDigits(code).startsWith(typed)) : []
  const code = own.length === 8 && own !== typed ? own.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1.$2.$3') : below.length === 1 ? below[0]?.code : undefined
  return code === undefined ? null : { label: { id: `Pakai ${code}`, en: `Use ${code}`, zh: `用${code}` }, changes: { [field]: code } }
}

export function findingView(finding: Finding, data: ShipmentData, today: string): ShipmentFinding {
  return {
    code: finding.code, severity: finding.severity, paper: finding.paper, field: finding.field, source: sourceOf(finding.code),
    message: { id: findingMessage(finding, 'id'), en: findingMessage(finding, 'en'), zh: findingMessage(finding, 'zh') },
    fix: fixOf(finding, data, today),
  }
}
