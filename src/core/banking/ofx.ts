import { type Outcome, refuse } from '../errors/index.ts'
import { isCurrency } from '../money/index.ts'
import { readAmount, readDate } from './figures.ts'
import { type BankStatement, type StatementLine, plainAccount, plainText, proven, refused } from './statement.ts'

/** OFX 1.x (SGML, tags not closed) and 2.x (XML). */
export function isOfx(text: string): boolean {
  return /<OFX>/i.test(text.slice(0, 4000))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const decoded = (text: string): string => text.replace(/&(#?[A-Za-z0-9]+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? numbered(name) ?? whole)

function numbered(name: string): string | null {
  const code = /^#([0-9]{1,7})$/.exec(name)?.[1] ?? null
  return code === null || Number(code) > 0x10ffff ? null : String.fromCodePoint(Number(code))
}

interface Tag { readonly name: string; readonly value: string }

/** Opening tags with the text that follows them, and closing tags as `/NAME`. */
function tagsOf(text: string): Tag[] {
  return [...text.matchAll(/<(\/?[A-Za-z0-9_.]+)\s*[^<>]*>([^<]*)/g)].map((part) => ({ name: (part[1] ?? '').toUpperCase(), value: decoded(part[2] ?? '').trim() }))
}

/**
 * @refuses BANK_ROW, CURRENCY_UNKNOWN, BANK_EMPTY
 */
export function readOfx(text: string): Outcome<BankStatement[]> {
  const statements: BankStatement[] = []
  let current: Record<string, string> | null = null
  let entry: Record<string, string> | null = null
  let entries: Record<string, string>[] = []
  let inBalance = false
  for (const { name, value } of tagsOf(text)) {
    switch (name) {
      case 'STMTRS':
      case 'CCSTMTRS':
        current = {}
        entries = []
        break
      case 'STMTTRN':
        if (entry) entries.push(entry)
        entry = {}
        break
      case '/STMTTRN':
        if (entry) entries.push(entry)
        entry = null
        break
      case 'LEDGERBAL':
        inBalance = true
        break
      case '/LEDGERBAL':
        inBalance = false
        break
      case '/STMTRS':
      case '/CCSTMTRS': {
        if (entry) entries.push(entry)
        entry = null
        if (!current) break
        const read = statementOf(current, entries)
        if (!read.ok) return read
        statements.push(read.value)
        current = null
        break
      }
      default:
        if (name.startsWith('/') || value === '') break
        if (entry) entry[name] ??= value
        else if (current && (name !== 'BALAMT' && name !== 'DTASOF' || inBalance)) current[name] ??= value
    }
  }
  return statements.length === 0 ? refused(refuse('BANK_EMPTY')) : { ok: true, value: statements }
}

function statementOf(head: Readonly<Record<string, string>>, entries: readonly Readonly<Record<string, string>>[]): Outcome<BankStatement> {
  const currency = (head['CURDEF'] ?? '').toUpperCase()
  if (!isCurrency(currency)) return refused(refuse('CURRENCY_UNKNOWN', { currency }))
  const figure = (value: string): number | null => readAmount(value, /,[0-9]{0,2}$/.test(value) ? ',' : '.', currency)
  const lines: StatementLine[] = []
  for (const [index, entry] of entries.entries()) {
    const date = readDate(entry['DTPOSTED'] ?? '', 'ymd')
    const amount = figure(entry['TRNAMT'] ?? '')
    if (date === null || amount === null) return refused(refuse('BANK_ROW', { row: index + 1, text: plainText(Object.values(entry).join(' ')).slice(0, 80) }))
    const name = plainText(entry['NAME'] ?? entry['PAYEE'] ?? '')
    const memo = plainText(entry['MEMO'] ?? '')
    lines.push({
      row: index + 1, date, valueDate: readDate(entry['DTAVAIL'] ?? '', 'ymd') ?? date, amount, text: memo === '' ? name : memo, counterparty: name === '' ? null : name,
      reference: entry['CHECKNUM'] ?? entry['REFNUM'] ?? null, bankId: entry['FITID'] ?? null, balance: null, charge: null, details: [],
    })
  }
  const ordered = lines.map((line, place) => ({ line, place })).sort((a, b) => (a.line.date < b.line.date ? -1 : a.line.date > b.line.date ? 1 : a.place - b.place)).map(({ line }) => line)
  const from = readDate(head['DTSTART'] ?? '', 'ymd') ?? ordered[0]?.date
  const to = readDate(head['DTEND'] ?? '', 'ymd') ?? ordered.at(-1)?.date
  if (from === undefined || to === undefined) return refused(refuse('BANK_EMPTY'))
  const asOf = readDate(head['DTASOF'] ?? '', 'ymd')
  const ledger = head['BALAMT'] === undefined ? null : figure(head['BALAMT'])
  // The balance is of another day than the period's last: it proves nothing about these lines.
  const closing = asOf !== null && asOf >= to && ordered.every((line) => line.date <= asOf) ? ledger : null
  return proven({ format: 'ofx', account: plainAccount(head['ACCTID'] ?? ''), currency, from, to, opening: null, closing, lines: ordered, pending: 0 })
}
