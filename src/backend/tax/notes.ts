import type { ExportNote, ProceedsReason, TaxFiling } from '../../contract/index.ts'
import { proceedsReasons } from '../../contract/index.ts'
import { isPlainDate } from '../../core/calendar/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import type { TaxAct, TaxObligation } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { dotsOf, editedFields, envelope } from '../posting/apply-event.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is noted beside the ledger is one small document per matter, found by its id; two devices' notes merge field by field. */
const idOf = (key: string): string => `taxNote:${key}`

function read(book: Book, key: string): Fields | null {
  const fields = book.document(idOf(key))?.['fields']
  return typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? (fields as Fields) : null
}

function write(book: Book, key: string, fields: Fields, author: string, date: string): void {
  book.transaction(() => {
    const known = book.document(idOf(key))
    if (known) {
      book.write([editedFields(book, known as unknown as MutableDocument, fields, author)])
      return
    }
    const device = book.device.code
    const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
    const document: MutableDocument = { ...envelope(book, idOf(key), 'taxNote', author), clock: { [device]: 1 }, dots: dotsOf(set, device, 1), fields: set, eventId: idOf(key), date }
    book.write([{ ...document }])
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const filingKey = (obligation: TaxObligation, act: TaxAct, period: string): string => `filed/${obligation}/${act}/${period}`

/** When a return was filed or a tax paid, as a person noted it. */
export function filingOf(book: Book, obligation: TaxObligation, act: TaxAct, period: string): TaxFiling | null {
  const fields = read(book, filingKey(obligation, act, period))
  const date = text(fields?.['date'])
  return isPlainDate(date) ? { date, reference: text(fields?.['reference']) } : null
}

export function setFiling(book: Book, obligation: TaxObligation, act: TaxAct, period: string, filing: TaxFiling | null, author: string, today: string): void {
  if (filing === null && read(book, filingKey(obligation, act, period)) === null) return
  write(book, filingKey(obligation, act, period), { date: filing?.date ?? null, reference: filing?.reference ?? null }, author, today)
}

/** What is noted of an export; what is not comes from its invoice's shipment. */
export function exportNoteOf(book: Book, docId: string, shipment: Fields): ExportNote {
  const fields = read(book, `export/${docId}`)
  const own = (name: string, given: unknown): string => text(fields?.[name]) || text(given)
  const pebDate = own('pebDate', shipment['pebDate'])
  const reason = text(fields?.['reason'])
  return {
    pebNo: own('pebNo', shipment['pebNo']), pebDate: isPlainDate(pebDate) ? pebDate : null, office: own('office', shipment['kppbc']), fob: text(fields?.['fob']) || null,
    reason: proceedsReasons.includes(reason as ProceedsReason) ? (reason as ProceedsReason) : null, note: text(fields?.['note']),
  }
}

export function setExportNote(book: Book, docId: string, note: ExportNote, author: string, today: string): void {
  const fields = Object.fromEntries(Object.entries(note).map(([name, value]) => [name, value === '' ? null : value]))
  write(book, `export/${docId}`, fields, author, today)
}
