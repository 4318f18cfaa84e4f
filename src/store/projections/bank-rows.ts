import { isPlainDate } from '../../core/calendar/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import type { Sql } from './sql.ts'

export const bankTypes = ['bankLine', 'bankStatement', 'bankProfile', 'bankRule'] as const

type Fields = Readonly<Record<string, unknown>>
const text = (value: unknown): value is string => typeof value === 'string'
const amount = (value: unknown): value is number => Number.isSafeInteger(value)

/** Whether the fields are what the tables take: a document from another device may hold anything. */
export function isSoundBankDocument(type: string, fields: Fields): boolean {
  switch (type) {
    case 'bankLine':
      return text(fields['account']) && text(fields['currency']) && isPlainDate(fields['date']) && isPlainDate(fields['valueDate']) && amount(fields['amount']) && amount(fields['place']) && text(fields['text'])
    case 'bankStatement':
      return text(fields['account']) && text(fields['currency']) && isPlainDate(fields['from']) && isPlainDate(fields['to'])
        && (fields['opening'] === null || amount(fields['opening'])) && (fields['closing'] === null || amount(fields['closing']))
    case 'bankProfile':
      return text(fields['account'])
    default:
      return text(fields['contains'])
  }
}

export function writeBankRows(sql: Sql, body: MutableDocument): void {
  const { _id: doc, fields } = body
  const own = (name: string): string | null => (text(fields[name]) && fields[name] !== '' ? fields[name] : null)
  switch (body.type) {
    case 'bankLine':
      sql.run(
        'INSERT INTO bank_line (doc, account, currency, date, value_date, amount, place, text, counterparty, reference, ignored, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        doc, fields['account'], fields['currency'], fields['date'], fields['valueDate'], fields['amount'], fields['place'], fields['text'], own('counterparty'), own('reference'), fields['ignored'] === true ? 1 : 0,
        JSON.stringify(fields),
      )
      for (const event of new Set(matchedEvents(fields))) sql.run('INSERT INTO bank_match (doc, event_id) VALUES (?, ?)', doc, event)
      break
    case 'bankStatement':
      sql.run(
        'INSERT INTO bank_statement (doc, account, currency, from_date, to_date, opening, closing) VALUES (?, ?, ?, ?, ?, ?, ?)',
        doc, fields['account'], fields['currency'], fields['from'], fields['to'], fields['opening'], fields['closing'],
      )
      break
    default:
      sql.run('INSERT INTO bank_setting (doc, type, account, fields) VALUES (?, ?, ?, ?)', doc, body.type, own('account') ?? '', JSON.stringify(fields))
  }
}

export function matchedEvents(fields: Fields): string[] {
  return Array.isArray(fields['matched']) ? fields['matched'].filter(text) : []
}

export function removeBankRows(sql: Sql, doc: string): void {
  if (!doc.startsWith('bank')) return
  for (const table of ['bank_line', 'bank_match', 'bank_statement', 'bank_setting']) sql.run(`DELETE FROM ${table} WHERE doc = ?`, doc)
}
