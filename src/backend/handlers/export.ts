import type { Book } from '../../store/book/index.ts'
import { canonicalJson } from '../../core/document/index.ts'
import { minorText } from '../../core/money/index.ts'
import type { Handlers } from '../context.ts'
import { companyName } from '../book-keeper.ts'
import { csvFile, csvNumber, csvText } from '../reporting/csv.ts'
import { exportAccounts, ledgerLines } from '../reporting/book-ledger.ts'
import { beancountText, journalText, linesInBase } from '../reporting/plain-text-ledger.ts'
import { reportNamesOf } from './report-names.ts'

export const exportHandlers: Handlers<'book.export'> = {
  'book.export': ({ book, today }, { kind, language, inBase }) => {
    const open = book()
    const file = (extension: string, mediaType: string, text: string) => ({ fileName: `${kind}_${today()}.${extension}`, mediaType, base64: Buffer.from(text, 'utf8').toString('base64') })
    const names = reportNamesOf(open, language)
    const lines = () => (inBase === true ? linesInBase(ledgerLines(open)) : ledgerLines(open))
    switch (kind) {
      case 'journal':
        return file('journal', 'text/plain;charset=utf-8', journalText(lines(), exportAccounts(open, today(), names.account), companyName(open)))
      case 'beancount':
        return file('beancount', 'text/plain;charset=utf-8', beancountText(lines(), exportAccounts(open, today(), names.account), companyName(open)))
      case 'csv':
        return file('csv', 'text/csv;charset=utf-8', csvOf(open, names.account))
      case 'json':
        return file('json', 'application/json', jsonOf(open))
    }
  },
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
