import type { ReportNames } from '../../core/report-layout/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import type { TextLanguage } from '../error-text.ts'

/** What codes are called in the reader's language; each is read once per report. */
export function reportNamesOf(book: Book, language: TextLanguage): ReportNames {
  const { projections } = book
  const nameOf = (type: 'account' | 'product' | 'party' | 'warehouse', code: string): string => {
    const fields = masterOf(projections.sql, type, code)?.fields
    const name = fields?.['name']
    if (typeof name === 'object' && name !== null) return String((name as Record<string, unknown>)[language] ?? '')
    const translated = language === 'en' ? fields?.['nameEn'] : language === 'zh' ? fields?.['nameZh'] : undefined
    return typeof translated === 'string' && translated !== '' ? translated : typeof name === 'string' ? name : ''
  }
  return {
    account: remembered((code) => nameOf('account', code)), product: remembered((code) => nameOf('product', code)), party: remembered((code) => nameOf('party', code)),
    warehouse: remembered((code) => nameOf('warehouse', code)),
    documentId: (eventId) => projections.view().event(eventId)?.docId ?? '',
    about: remembered((eventId) => {
      const event = projections.view().event(eventId)
      const docId = event?.docId
      const body = docId === undefined ? undefined : (book.document(docId) as unknown as { posting?: { party?: string | null }, event?: Readonly<Record<string, unknown>> } | undefined)
      const party = body?.posting?.party
      const note = body?.event?.['note']
      return (party ? nameOf('party', party) || party : '') || (typeof note === 'string' ? note : '')
    }),
    document: remembered((eventId) => {
      const docId = projections.view().event(eventId)?.docId
      const number = docId === undefined ? undefined : book.document(docId)?.['number']
      return typeof number === 'string' ? number : ''
    }),
  }
}

function remembered(find: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find(key)
    known.set(key, found)
    return found
  }
}
