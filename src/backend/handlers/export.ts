import type { Book } from '../../store/book/index.ts'
import { canonicalJson } from '../../core/document/index.ts'
import { minorText } from '../../core/money/index.ts'
import { listPage } from '../../store/projections/index.ts'
import type { Handlers } from '../context.ts'
import { companyName } from '../book-keeper.ts'
import { csvFile, csvNumber, csvText } from '../reporting/csv.ts'
import { type ExportAccount, type ExportLine, beancountText, journalText, linesInBase } from '../reporting/plain-text-ledger.ts'
import { reportNamesOf } from './report-names.ts'

export const exportHandlers: Handlers<'book.export'> = {
  'book.export': ({ book, today }, { kind, language, inBase }) => {
    const open = book()
    const file = (extension: string, mediaType: string, text: string) => ({ fileName: `${kind}_${today()}.${extension}`, mediaType, base64: Buffer.from(text, 'utf8').toString('base64') })
    const names = reportNamesOf(open, language)
    const lines = () => (inBase === true ? linesInBase(ledgerLines(open)) : ledgerLines(open))
    switch (kind) {
      case 'journal':
        return file('journal', 'text/plain;charset=utf-8', journalText(lines(), accountsOf(open, today(), names.account), companyName(open)))
      case 'beancount':
        return file('beancount', 'text/plain;charset=utf-8', beancountText(lines(), accountsOf(open, today(), names.account), companyName(open)))
      case 'csv':
        return file('csv', 'text/csv;charset=utf-8', csvOf(open, names.account))
      case 'json':
        return file('json', 'application/json', jsonOf(open))
    }
  },
}

function ledgerLines(book: Book): IterableIterator<ExportLine> {
  return book.projections.sql.iterate<ExportLine>(
    'SELECT l.date, l.n AS entry, p.event, p.event_id AS eventId, p.number, l.account, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n ORDER BY l.date, p.ord, l.account, l.currency',
  )
}

function accountsOf(book: Book, today: string, nameOf: (code: string) => string): ExportAccount[] {
  const accounts: ExportAccount[] = []
  for (;;) {
    const { rows, total } = listPage(book.projections.sql, 'accounts', { today, offset: accounts.length, limit: 1000 })
    accounts.push(...rows.map(({ code, type }) => ({ code, type, name: nameOf(code) })))
    if (rows.length === 0 || accounts.length >= total) return accounts
  }
}

function csvOf(book: Book, nameOf: (code: string) => string): string {
  const rows = [['date', 'number', 'event', 'id', 'account', 'accountName', 'currency', 'amount', 'base']]
  for (const line of ledgerLines(book)) {
    rows.push([
      line.date, csvText(line.number ?? ''), line.event, csvText(line.eventId), csvText(line.account), csvText(nameOf(line.account)), line.currency, csvNumber(minorText(line.amount, line.currency)),
      csvNumber(minorText(line.base)),
    ])
  }
  return csvFile(rows)
}

/** Every document as it stands, one a line and in order of id: two books with the same documents give the same bytes. */
function jsonOf(book: Book): string {
  const lines: string[] = []
  for (const document of book.revisions.iterateWinners()) lines.push(canonicalJson(document))
  return `{"documents":[\n${lines.join(',\n')}\n]}\n`
}
