import type { CoretaxFiles, CoretaxPreview, CoretaxRowView } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { minorText, parseDecimal, toMinor } from '../../core/money/index.ts'
import { type CoretaxInvoice, type CoretaxRow, checkCoretax, coretaxFile, invoicesPerFile, taxDigits } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { coretaxSales } from './coretax-sales.ts'
import { filingOf } from './notes.ts'
import { ppnRatesOn, taxCountry, unitCode } from './tables.ts'

interface Wanted { readonly from: string; readonly to: string; readonly documents?: readonly string[] | undefined }

interface Checked { readonly rows: readonly CoretaxRow[]; readonly exports: number; readonly npwp: string }

function check(book: Book, wanted: Wanted, today: string): Checked {
  const { sales, exports } = coretaxSales(book, wanted.from, wanted.to, wanted.documents)
  const company = masterOf(book.projections.sql, 'company', null)?.fields ?? {}
  const own = (name: string): string => (typeof company[name] === 'string' ? company[name] : '')
  const months = [...new Set(sales.map(({ date }) => date.slice(0, 7)))]
  const rows = checkCoretax(sales, {
    today, seller: { npwp: own('npwp'), nitku: own('nitku') }, filed: new Set(months.filter((month) => filingOf(book, 'ppn', 'report', month) !== null)),
    unitCode, countryCode: taxCountry, rates: ppnRatesOn,
  })
  return { rows, exports, npwp: taxDigits(own('npwp')) }
}

export function coretaxPreview(book: Book, wanted: Wanted, today: string): CoretaxPreview {
  const { rows, exports } = check(book, wanted, today)
  const ready = rows.filter(({ invoice }) => invoice !== null)
  const total = (pick: (row: CoretaxRow) => string): string => minorText(ready.reduce((sum, row) => { const value = parseDecimal(pick(row)); return sum + (value ? toMinor(value, 'IDR') : 0) }, 0))
  return {
    rows: rows.map(rowView), ready: ready.length, refused: rows.length - ready.length, exports,
    sums: { taxBase: total((row) => row.taxBase), otherTaxBase: total((row) => row.otherTaxBase), vat: total((row) => row.vat) },
  }
}

/** @throws RefusalError CORETAX_EMPTY; CORETAX_REFUSED unless the refused rows are to be left out */
export function coretaxFiles(book: Book, wanted: Wanted & { readonly skipBad: boolean }, today: string): CoretaxFiles {
  const { rows, npwp } = check(book, wanted, today)
  const invoices = rows.flatMap(({ invoice }): CoretaxInvoice[] => (invoice === null ? [] : [invoice]))
  const refused = rows.length - invoices.length
  if (refused > 0 && !wanted.skipBad) throw new RefusalError(refuse('CORETAX_REFUSED', { count: refused }))
  if (invoices.length === 0) throw new RefusalError(refuse('CORETAX_EMPTY', { from: wanted.from, to: wanted.to }))
  const files: CoretaxFiles['files'][number][] = []
  for (let at = 0; at < invoices.length; at += invoicesPerFile) {
    const part = invoices.length > invoicesPerFile ? `_${at / invoicesPerFile + 1}` : ''
    const xml = coretaxFile(npwp, invoices.slice(at, at + invoicesPerFile))
    files.push({ fileName: `coretax_${wanted.from}_${wanted.to}${part}.xml`, mediaType: 'application/xml', base64: Buffer.from(xml, 'utf8').toString('base64') })
  }
  return { files, written: invoices.length, rows: rows.map(rowView) }
}

function rowView({ sale, findings, invoice, taxBase, otherTaxBase, vat }: CoretaxRow): CoretaxRowView {
  return { id: sale.id, number: sale.number, date: sale.date, buyer: sale.buyer.code, buyerName: sale.buyer.name, trxCode: invoice?.trxCode ?? sale.trxCode ?? '', taxBase, otherTaxBase, vat, findings, isReady: invoice !== null }
}
