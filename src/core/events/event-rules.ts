import { type Refusal, refuse } from '../errors/index.ts'
import { isPlainDate } from '../calendar/index.ts'
import { parseDecimal } from '../money/index.ts'
import type { EventType } from './event-types.ts'

type Row = Readonly<Record<string, unknown>>
/** What cannot stand together in an event, whatever the book holds. Fields may be of a wrong type here: only presence is used. */
type Rule = (event: Row) => readonly Refusal[]

const has = (row: Row, key: string): boolean => Object.hasOwn(row, key) && row[key] !== undefined

function rowsOf(event: Row, key: string): readonly Row[] {
  const list = event[key]
  return Array.isArray(list) ? (list as unknown[]).map((row) => (typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Row) : {})) : []
}

const missing = (name: string, path = name): Refusal => refuse('FIELD_MISSING', { name }, path)
const invalid = (name: string, path = name): Refusal => refuse('FIELD_INVALID', { name }, path)

/** Exactly one of the fields, else `FIELD_INVALID` of the first. */
function exactlyOne(row: Row, keys: readonly [string, ...string[]], prefix = ''): readonly Refusal[] {
  return keys.filter((key) => has(row, key)).length === 1 ? [] : [invalid(keys[0], prefix + keys[0])]
}

function needed(row: Row, keys: readonly string[], prefix = ''): readonly Refusal[] {
  return keys.filter((key) => !has(row, key)).map((key) => missing(key, prefix + key))
}

function notBefore(row: Row, key: string, first: unknown, prefix = ''): readonly Refusal[] {
  const value = row[key]
  return isPlainDate(value) && isPlainDate(first) && value < first ? [refuse('DATE_INVALID', { text: value }, prefix + key)] : []
}

/** A line is of the kind whose leading field it has; each kind needs fields of its own. */
function lineKinds(event: Row, kinds: Readonly<Record<string, readonly string[]>>): readonly Refusal[] {
  return rowsOf(event, 'lines').flatMap((row, index) => {
    const prefix = `lines.${index}.`
    const leading = Object.keys(kinds).filter((key) => has(row, key))
    const [kind] = leading
    if (kind === undefined) return [missing(Object.keys(kinds).at(-2) ?? '', `${prefix}${Object.keys(kinds).at(-2)}`)]
    if (leading.length > 1) return [invalid(leading[1] ?? '', prefix + leading[1])]
    return needed(row, kinds[kind] ?? [], prefix)
  })
}

function openingRow(event: Row, list: string): readonly Refusal[] {
  return rowsOf(event, list).flatMap((row, index) => {
    const prefix = `${list}.${index}.`
    const date = has(row, 'date') ? row['date'] : event['date']
    const late = isPlainDate(date) && isPlainDate(event['date']) && date > event['date'] ? [refuse('DATE_INVALID', { text: date }, `${prefix}date`)] : []
    return [...late, ...notBefore(row, 'dueDate', date, prefix)]
  })
}

const isZero = (text: unknown): boolean => typeof text === 'string' && parseDecimal(text)?.digits === 0n

/** Money needs its account; only deposits (advances) can be applied without money. */
function payment(event: Row, applied: string): readonly Refusal[] {
  const onlyApplied = rowsOf(event, applied).length > 0 && rowsOf(event, 'allocations').length === 0 && rowsOf(event, 'withheld').length === 0
  if (!has(event, 'amount')) return onlyApplied && !has(event, 'bankCharge') ? [] : needed(event, ['account', 'amount'])
  if (!isZero(event['amount'])) return needed(event, ['account'])
  if (rowsOf(event, applied).length > 0 && rowsOf(event, 'allocations').length === 0) return []
  return rowsOf(event, 'withheld').length > 0 || (has(event, 'bankCharge') && !isZero(event['bankCharge']))
    ? needed(event, ['account'])
    : [refuse('NOT_POSITIVE', { text: '0' }, 'amount')]
}

export const eventRules: Partial<Record<EventType, Rule>> = {
  'product.add': (event) => {
    const seen = new Set<unknown>([has(event, 'unit') ? event['unit'] : 'pcs'])
    return rowsOf(event, 'units').flatMap((row, index) => {
      const isNew = !seen.has(row['unit'])
      seen.add(row['unit'])
      return isNew ? [] : [refuse('DUPLICATE_CODE', { code: String(row['unit']).slice(0, 60) }, `units.${index}.unit`)]
    })
  },
  'opening.post': (event) => [
    ...rowsOf(event, 'accounts').flatMap((row, index) => exactlyOne(row, ['debit', 'credit'], `accounts.${index}.`)),
    ...rowsOf(event, 'persons').flatMap((row, index) => exactlyOne(row, ['debit', 'credit'], `persons.${index}.`)),
    ...openingRow(event, 'receivables'),
    ...openingRow(event, 'payables'),
  ],
  'purchase.invoice': (event) => [
    ...notBefore(event, 'dueDate', event['date']),
    ...lineKinds(event, { receipt: ['line', 'quantity', 'unitPrice'], product: ['quantity', 'unitPrice'], account: ['amount'] }),
  ],
  'purchase.return': (event) => exactlyOne(event, ['receipt', 'invoice']),
  'landedCost.allocate': (event) => [...exactlyOne(event, ['supplier', 'account']), ...notBefore(event, 'dueDate', event['date'])],
  'sales.invoice': (event) => [
    ...notBefore(event, 'dueDate', event['date']),
    ...(has(event, 'delivery') && event['deliver'] === true ? [invalid('deliver')] : []),
    ...lineKinds(event, { product: ['quantity', 'unitPrice'], account: ['amount'] }),
  ],
  'sales.creditNote': (event) =>
    rowsOf(event, 'lines').flatMap((row, index) => {
      const prefix = `lines.${index}.`
      if (has(row, 'amount') && has(row, 'quantity')) return [invalid('amount', `${prefix}amount`)]
      return has(row, 'amount') || has(row, 'quantity') ? [] : [missing('quantity', `${prefix}quantity`)]
    }),
  'payment.receive': (event) => payment(event, 'deposits'),
  'payment.send': (event) => payment(event, 'advances'),
  'loan.repay': (event) => (isZero(event['principal']) && (!has(event, 'interest') || isZero(event['interest'])) ? [refuse('NOT_POSITIVE', { text: '0' }, 'principal')] : []),
  'loan.collect': (event) => {
    const money = ['principal', 'interest'].some((key) => has(event, key) && !isZero(event[key]))
    if (money) return needed(event, ['account'])
    if (rowsOf(event, 'expenses').length > 0) return []
    return [has(event, 'principal') ? refuse('NOT_POSITIVE', { text: '0' }, 'principal') : missing('principal')]
  },
  'transfer.post': (event) => (has(event, 'from') && event['from'] === event['to'] ? [invalid('to')] : []),
  'stock.transfer': (event) => (has(event, 'from') && event['from'] === event['to'] ? [invalid('to')] : []),
  'journal.post': (event) => rowsOf(event, 'lines').flatMap((row, index) => exactlyOne(row, ['debit', 'credit'], `lines.${index}.`)),
  'period.reopen': (event) => (typeof event['reason'] === 'string' && event['reason'] !== '' && event['reason'].trim() === '' ? [missing('reason')] : []),
}
