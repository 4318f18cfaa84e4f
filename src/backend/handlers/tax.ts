import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import { coretaxFiles, coretaxPreview, exportNoteOf, readDecree, setExportNote, setFiling, setRates, taxOverview, taxRules } from '../tax/index.ts'
import type { Handlers } from '../context.ts'

type TaxNames =
  | 'tax.overview' | 'tax.markFiled' | 'tax.rules' | 'tax.readRates' | 'tax.setRates' | 'tax.coretax' | 'tax.coretaxFile' | 'tax.exportNote' | 'tax.setExportNote'

export const taxHandlers: Handlers<TaxNames> = {
  'tax.overview': ({ book, today }, { from, to }) => taxOverview(book(), today(), from, to),

  'tax.markFiled': ({ book, session, today }, { obligation, act, period, filing }) => {
    setFiling(book(), obligation, act, period, filing, session.author, today())
    return { done: true }
  },

  'tax.rules': ({ today }) => {
    const now = today()
    return taxRules().map(({ code, value, from, to, source, verify }) => ({ code, value, from, to, source, verify: verify === true, isNow: from <= now && (to === null || now <= to) }))
  },

  'tax.readRates': ({ book, today }, { text }) => readDecree(book(), text, today()),

  'tax.setRates': ({ book, session }, { from, decree, rates }) => setRates(book(), from, decree, rates, session.author),

  'tax.coretax': ({ book, today }, wanted) => coretaxPreview(book(), wanted, today()),

  'tax.coretaxFile': ({ book, today }, wanted) => coretaxFiles(book(), wanted, today()),

  'tax.exportNote': ({ book }, { id }) => exportNoteOf(book(), id, shipmentOf(book(), id)),

  'tax.setExportNote': ({ book, session, today }, { id, note }) => {
    shipmentOf(book(), id)
    setExportNote(book(), id, note, session.author, today())
    return { done: true }
  },
}

/** What the invoice itself says of its shipment. @throws RefusalError DOCUMENT_NOT_FOUND for what is no sales invoice */
function shipmentOf(book: Book, id: string): Readonly<Record<string, unknown>> {
  const document = book.document(id)
  const event = document?.['type'] === 'salesInvoice' ? document['event'] : undefined
  if (typeof event !== 'object' || event === null) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  const shipment = (event as Record<string, unknown>)['shipment']
  return typeof shipment === 'object' && shipment !== null ? (shipment as Record<string, unknown>) : {}
}
