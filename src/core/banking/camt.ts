import type { PlainDate } from '../calendar/index.ts'
import { isPlainDate } from '../calendar/index.ts'
import { type Outcome, refuse } from '../errors/index.ts'
import { type CurrencyCode, type Minor, isCurrency, minorText, sum } from '../money/index.ts'
import { readAmount } from './figures.ts'
import { type BankStatement, type LineDetail, type StatementLine, plainAccount, plainText, proven, refused, totalRefusal } from './statement.ts'

/**
 * An XML element as the caller's parser gives it, names without their prefix: text, or members by name (one or several), with
 * attributes under `@name` and its own text under `#text`.
 */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] }

function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string' || !Object.hasOwn(node, name)) return []
  const found = node[name]
  return found === undefined ? [] : Array.isArray(found) ? (found as readonly XmlNode[]) : [found as XmlNode]
}

function one(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((found, name) => all(found, name)[0], node)
}

function text(node: XmlNode | undefined, ...path: readonly string[]): string {
  const found = one(node, ...path)
  if (found === undefined) return ''
  if (typeof found === 'string') return found.trim()
  const own = found['#text']
  return typeof own === 'string' ? own.trim() : ''
}

function dateAt(node: XmlNode | undefined): PlainDate | null {
  const value = text(node, 'Dt') || text(node, 'DtTm').slice(0, 10)
  return isPlainDate(value) ? value : null
}

function amountAt(node: XmlNode | undefined, currency: CurrencyCode): Minor | null {
  const amount = one(node, 'Amt')
  if (amount === undefined) return null
  const stated = typeof amount === 'string' ? '' : text(amount, '@Ccy')
  return stated !== '' && stated !== currency ? null : readAmount(typeof amount === 'string' ? amount : text(amount), '.', currency)
}

const reference = (value: string): string | null => (value === '' || value === 'NOTPROVIDED' ? null : value)

/** Whether a tree is a camt.053 message of any version. */
export function isCamt(tree: XmlNode): boolean {
  return one(tree, 'Document', 'BkToCstmrStmt') !== undefined
}

/**
 * ISO 20022 camt.053, versions 02 to 08. `CdtDbtInd` is the direction, also of a reversal; entries that are pending are
 * counted and left out; a sum of several payments keeps its parts.
 * @refuses FILE_INVALID, BANK_ROW, BANK_BALANCE, BANK_TOTALS, CURRENCY_UNKNOWN, BANK_EMPTY
 */
export function readCamt(tree: XmlNode): Outcome<BankStatement[]> {
  const statements: BankStatement[] = []
  for (const node of all(one(tree, 'Document', 'BkToCstmrStmt'), 'Stmt')) {
    const read = readStatement(node)
    if (!read.ok) return read
    statements.push(read.value)
  }
  return statements.length === 0 ? refused(refuse('BANK_EMPTY')) : { ok: true, value: statements }
}

function readStatement(node: XmlNode): Outcome<BankStatement> {
  const balances = all(node, 'Bal').map((balance) => ({ code: text(balance, 'Tp', 'CdOrPrtry', 'Cd'), balance }))
  const currency = text(node, 'Acct', 'Ccy') || text(balances[0]?.balance, 'Amt', '@Ccy')
  if (!isCurrency(currency)) return refused(refuse('CURRENCY_UNKNOWN', { currency }))
  const account = plainAccount(text(node, 'Acct', 'Id', 'IBAN') || text(node, 'Acct', 'Id', 'Othr', 'Id'))
  const balanceOf = (...codes: readonly string[]): { amount: Minor; date: PlainDate | null } | null => {
    const found = balances.find(({ code }) => codes.includes(code))
    const amount = found && amountAt(found.balance, currency)
    if (amount === undefined || amount === null) return null
    return { amount: text(found?.balance, 'CdtDbtInd') === 'DBIT' && amount !== 0 ? -amount : amount, date: dateAt(one(found?.balance, 'Dt')) }
  }
  const lines: StatementLine[] = []
  let pending = 0
  for (const [index, entry] of all(node, 'Ntry').entries()) {
    const status = text(entry, 'Sts', 'Cd') || text(entry, 'Sts')
    if (status === 'PDNG' || status === 'INFO' || status === 'FUTR') {
      if (status === 'PDNG') pending += 1
      continue
    }
    const line = readEntry(entry, index + 1, currency)
    if (!line) return refused(refuse('BANK_ROW', { row: index + 1, text: plainText(`${text(entry, 'NtryRef')} ${text(entry, 'Amt')} ${text(entry, 'AcctSvcrRef')}`).slice(0, 80) }))
    const parts = sum(...line.details.map((detail) => detail.amount))
    if (line.details.length > 1 && parts !== line.amount) return refused(refuse('BANK_TOTALS', { what: `entry ${index + 1}`, expected: minorText(line.amount, currency), actual: minorText(parts, currency) }))
    lines.push(line)
  }
  for (const [what, member, sign] of [['credit', 'TtlCdtNtries', 1], ['debit', 'TtlDbtNtries', -1]] as const) {
    const own = lines.filter((line) => line.amount * sign > 0)
    const said = readAmount(text(node, 'TxsSummry', member, 'Sum'), '.', currency)
    const count = text(node, 'TxsSummry', member, 'NbOfNtries')
    // Some banks count pending entries here: then the balances are the proof.
    if (said === null || pending > 0 && count !== String(own.length)) continue
    const wrong = totalRefusal(what, minorText(said, currency), minorText(sum(...own.map((line) => line.amount * sign)), currency)) ?? (count === '' ? null : totalRefusal(`${what} entries`, Number(count), own.length))
    if (wrong) return refused(wrong)
  }
  const ordered = lines.map((line, place) => ({ line, place })).sort((a, b) => (a.line.date < b.line.date ? -1 : a.line.date > b.line.date ? 1 : a.place - b.place)).map(({ line }) => line)
  const opening = balanceOf('OPBD', 'PRCD')
  const closing = balanceOf('CLBD')
  const from = dateOnly(text(node, 'FrToDt', 'FrDtTm')) ?? opening?.date ?? ordered[0]?.date
  const to = dateOnly(text(node, 'FrToDt', 'ToDtTm')) ?? closing?.date ?? ordered.at(-1)?.date
  if (from === undefined || to === undefined) return refused(refuse('BANK_EMPTY'))
  return proven({ format: 'camt053', account, currency, from, to, opening: opening?.amount ?? null, closing: closing?.amount ?? null, lines: ordered, pending })
}

function dateOnly(value: string): PlainDate | null {
  const date = value.slice(0, 10)
  return isPlainDate(date) ? date : null
}

function readEntry(entry: XmlNode, row: number, currency: CurrencyCode): StatementLine | null {
  const booked = amountAt(entry, currency)
  const direction = text(entry, 'CdtDbtInd')
  const date = dateAt(one(entry, 'BookgDt')) ?? dateAt(one(entry, 'ValDt'))
  if (booked === null || booked < 0 || date === null || (direction !== 'CRDT' && direction !== 'DBIT')) return null
  const amount = direction === 'DBIT' && booked !== 0 ? -booked : booked
  const parts = all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls')).map((details) => readDetail(details, amount, currency))
  const [only] = parts
  const own = plainText(text(entry, 'AddtlNtryInf'))
  const texts = [...new Set([...parts.map((part) => part.text), own].filter((part) => part !== ''))]
  return {
    row, date, valueDate: dateAt(one(entry, 'ValDt')) ?? date, amount, text: texts.join(' · '), counterparty: parts.length === 1 ? (only?.counterparty ?? null) : null,
    reference: parts.length === 1 ? (only?.reference ?? null) : null, bankId: reference(text(entry, 'AcctSvcrRef')), balance: null,
    charge: parts.length === 1 ? (only?.charge ?? null) : null, details: parts.length > 1 ? parts.map(({ charge: _charge, ...detail }) => detail) : [],
  }
}

function readDetail(details: XmlNode, whole: Minor, currency: CurrencyCode): LineDetail & { readonly charge: Minor | null } {
  const instructed = amountAt(one(details, 'AmtDtls', 'InstdAmt'), currency)
  const taken = amountAt(one(details, 'AmtDtls', 'TxAmt'), currency) ?? amountAt(details, currency)
  const charges = all(details, 'Chrgs').flatMap((charge) => [charge, ...all(charge, 'Rcrd')]).map((charge) => amountAt(charge, currency) ?? 0)
  const other = one(details, 'RltdPties', whole < 0 ? 'Cdtr' : 'Dbtr')
  const name = plainText(text(other, 'Nm') || text(other, 'Pty', 'Nm'))
  const structured = all(one(details, 'RmtInf'), 'Strd').map((part) => text(part, 'CdtrRefInf', 'Ref')).filter((part) => part !== '')
  const remittance = [...all(one(details, 'RmtInf'), 'Ustrd').map((part) => (typeof part === 'string' ? part : text(part))), ...structured, text(details, 'AddtlTxInf')]
  const amount = taken ?? Math.abs(whole)
  const kept = instructed !== null && instructed > amount && whole > 0 ? instructed - amount : sum(...charges)
  return {
    amount: whole < 0 && amount !== 0 ? -amount : amount, text: plainText(remittance.join(' ')), counterparty: name === '' ? null : name,
    reference: reference(text(details, 'Refs', 'EndToEndId')), charge: whole > 0 && kept > 0 ? kept : null,
  }
}
