import { createHash } from 'node:crypto'
import { type BankStatement, type LineDetail, type OpenLine, type StatementLine, lineKeys } from '../../core/banking/index.ts'
import { type MutableDocument, schemaVersion } from '../../core/document/index.ts'
import type { CurrencyCode } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { dotsOf, envelope } from '../posting/apply-event.ts'
import { newUlid } from '../posting/identity.ts'

/** Written in place of a device by a document that is the same wherever its file was taken in. */
const importer = 'import'
/** The same for all of them, and before every clock: a line dated ahead must not move the book's clock. */
const importedAt = '2000-01-01T00:00:00.000Z-0000'

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 26)
}

/**
 * A document that is a function of the file alone: two devices that take the same file in write the same revision, so that
 * nothing is doubled and nothing conflicts when their books meet.
 */
function fileDocument(type: string, key: string, date: string, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const id = `${type}:${shortHash(key)}`
  const document: MutableDocument = {
    _id: id, type, schema: schemaVersion, device: importer, author: importer, at: importedAt, clock: { [importer]: 1 }, dots: dotsOf(fields, importer, 1), fields, eventId: id, date,
  }
  return { ...document }
}

/** The documents of a statement's lines, in their order. */
export function lineDocuments(account: string, statement: BankStatement): Record<string, unknown>[] {
  const keys = lineKeys(account, statement.lines)
  const ofDay = new Map<string, number>()
  return statement.lines.map((line, index) => {
    const place = (ofDay.get(line.date) ?? 0) + 1
    ofDay.set(line.date, place)
    return fileDocument('bankLine', keys[index] ?? '', line.date, lineFields(account, statement.currency, line, place))
  })
}

function lineFields(account: string, currency: CurrencyCode, line: StatementLine, place: number): Record<string, unknown> {
  const { counterparty, reference, bankId, charge, details } = line
  return {
    account, currency, date: line.date, valueDate: line.valueDate, amount: line.amount, place, text: line.text, ...(counterparty === null ? {} : { counterparty }), ...(reference === null ? {} : { reference }),
    ...(bankId === null ? {} : { bankId }), ...(charge === null ? {} : { charge }), ...(details.length === 0 ? {} : { details }),
  }
}

export function statementDocument(account: string, statement: BankStatement): Record<string, unknown> {
  const { from, to, opening, closing, currency, format } = statement
  return fileDocument('bankStatement', [account, currency, from, to, opening, closing].join('|'), to, { account, bankAccount: statement.account, currency, from, to, opening, closing, format })
}

/** A document that a person made: a remembered profile, a rule. */
export function ownDocument(book: Book, type: 'bankProfile' | 'bankRule', key: string | null, fields: Readonly<Record<string, unknown>>, author: string, date: string): Record<string, unknown> {
  const id = `${type}:${key === null ? newUlid() : shortHash(key)}`
  const device = book.device.code
  const document: MutableDocument = { ...envelope(book, id, type, author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields, eventId: id, date }
  return { ...document }
}

/** A stored line as matching knows it. */
export function openLineOf(id: string, fields: Readonly<Record<string, unknown>>): OpenLine {
  const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null)
  return {
    id, account: text('account') ?? '', currency: (text('currency') ?? 'IDR') as CurrencyCode, date: text('date') ?? '', amount: Number(fields['amount']), text: text('text') ?? '', counterparty: text('counterparty'),
    reference: text('reference'), charge: typeof fields['charge'] === 'number' ? fields['charge'] : null, details: soundDetails(fields['details']),
  }
}

function soundDetails(value: unknown): LineDetail[] {
  if (!Array.isArray(value)) return []
  return (value as unknown[]).flatMap((detail) => {
    const { amount, text, counterparty, reference } = (detail ?? {}) as Record<string, unknown>
    if (!Number.isSafeInteger(amount) || typeof text !== 'string') return []
    return [{ amount: amount as number, text, counterparty: typeof counterparty === 'string' ? counterparty : null, reference: typeof reference === 'string' ? reference : null }]
  })
}
