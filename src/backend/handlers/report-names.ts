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
  const party = remembered((code) => nameOf('party', code))
  // One indexed row per document: a long ledger names thousands, and their whole bodies would be read for two words each.
  const posted = remembered((eventId) => projections.sql.row<{ doc: string; number: string | null; party: string | null; note: string }>('SELECT doc, number, party, note FROM posted WHERE event_id = ? ORDER BY ord LIMIT 1', eventId) ?? null)
  return {
    account: remembered((code) => nameOf('account', code)), product: remembered((code) => nameOf('product', code)), party, warehouse: remembered((code) => nameOf('warehouse', code)),
    document: (eventId) => posted(eventId)?.number ?? '',
    documentId: (eventId) => posted(eventId)?.doc ?? '',
    about: remembered((eventId) => {
      const row = posted(eventId)
      if (row === null) return ''
      return row.party === null ? row.note : party(row.party) || row.party
    }),
  }
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find(key)
    known.set(key, found)
    return found
  }
}
