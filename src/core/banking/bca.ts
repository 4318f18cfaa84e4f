import { type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { type Minor, isCurrency, minorText, sum } from '../money/index.ts'
import { readAmount, readDate } from './figures.ts'
import { type BankStatement, type StatementLine, plainText, proven, refused, totalRefusal } from './statement.ts'
import { type TableRow, headingKey, preambleOf, yearWithin } from './table.ts'

/** Whether the rows are a KlikBCA Bisnis account movement file. @returns the place of its heading row, -1 if not */
export function bcaHeading(rows: readonly TableRow[]): number {
  return rows.slice(0, 30).findIndex(({ cells }) => headingKey(cells[0] ?? '') === 'tanggaltransaksi' && cells.some((cell) => headingKey(cell) === 'keterangan') && cells.some((cell) => headingKey(cell) === 'jumlah'))
}

/**
 * KlikBCA Bisnis: preamble, heading, rows, four rows of sums. Dates may lack the year, which the period gives; ` DB` and ` CR`
 * follow the amount; `PEND` in place of a date is not booked yet.
 * @refuses BANK_ROW, BANK_BALANCE, BANK_TOTALS, CURRENCY_UNKNOWN, BANK_EMPTY
 */
export function readBca(rows: readonly TableRow[]): Outcome<BankStatement[]> {
  const at = bcaHeading(rows)
  const head = rows[at]
  if (!head) return refused(refuse('BANK_FORMAT_UNKNOWN', { header: '' }))
  const { account, currency: named, yearOf } = preambleOf(rows.slice(0, at))
  const currency = named ?? 'IDR'
  if (!isCurrency(currency)) return refused(refuse('CURRENCY_UNKNOWN', { currency }))
  const place = (name: string): number => head.cells.findIndex((cell) => headingKey(cell) === name)
  const columns = { text: place('keterangan'), amount: place('jumlah'), balance: place('saldo') }
  const refusals: Refusal[] = []
  const lines: StatementLine[] = []
  const sums: Partial<Record<'opening' | 'debit' | 'credit' | 'closing', Minor>> = {}
  const counts: Partial<Record<'debit' | 'credit', number>> = {}
  let pending = 0
  for (const { row, cells } of rows.slice(at + 1)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const first = (cells[0] ?? '').trim()
    const footer = /^(saldo awal|mutasi debet|mutasi kredit|saldo akhir)\s*:\s*(.+)$/i.exec(first)
    if (footer) {
      const what = footerNames[(footer[1] ?? '').toLowerCase()] ?? 'closing'
      const value = readAmount(footer[2] ?? '', '.', currency)
      if (value === null) refusals.push(bad(row, cells))
      else sums[what] = value
      if ((what === 'debit' || what === 'credit') && /^[0-9]+$/.test((cells[1] ?? '').trim())) counts[what] = Number((cells[1] ?? '').trim())
      continue
    }
    if (/^pend\b/i.test(first)) {
      pending += 1
      continue
    }
    const date = readDate(first, 'dmy', yearOf)
    const signed = /^(.*?)\s*(DB|CR)$/i.exec((cells[columns.amount] ?? '').trim())
    const amount = signed ? readAmount(signed[1] ?? '', '.', currency) : null
    const balance = readAmount(cells[columns.balance] ?? '', '.', currency)
    if (date === null || amount === null || amount < 0 || balance === null) {
      refusals.push(bad(row, cells))
      continue
    }
    lines.push({
      row, date, valueDate: date, amount: signed?.[2]?.toUpperCase() === 'DB' && amount !== 0 ? -amount : amount, text: plainText(cells[columns.text] ?? ''),
      counterparty: null, reference: null, bankId: null, balance, charge: null, details: [],
    })
  }
  if (refusals.length > 0) return refused(...refusals)
  const [first] = lines
  const last = lines.at(-1)
  if (!first || !last) return refused(refuse('BANK_EMPTY'))
  for (const [what, sign] of [['debit', -1], ['credit', 1]] as const) {
    const own = lines.filter((line) => line.amount * sign > 0)
    const said = sums[what]
    const wrong = (said === undefined ? null : totalRefusal(what, minorText(said, currency), minorText(sum(...own.map((line) => line.amount * sign)), currency)))
      ?? (counts[what] === undefined ? null : totalRefusal(`${what} rows`, counts[what], own.length))
    if (wrong) return refused(wrong)
  }
  const proof = proven({
    format: 'bca', account, currency, from: first.date, to: last.date, opening: sums.opening ?? sum(first.balance ?? 0, -first.amount), closing: sums.closing ?? null, lines, pending,
  })
  return proof.ok ? { ok: true, value: [{ ...proof.value, ...periodOf(rows.slice(0, at), first.date, last.date) }] } : proof
}

/** The period that the file says it covers: days without movement belong to it. */
function periodOf(rows: readonly TableRow[], from: string, to: string): { from: string; to: string } {
  for (const { cells } of rows) {
    const dates = /periode?\D*([0-9/]+)\s*-\s*([0-9/]+)/i.exec(cells.join(' '))
    const start = dates && readDate(dates[1] ?? '', 'dmy')
    const end = dates && readDate(dates[2] ?? '', 'dmy')
    if (start && end && start <= from && end >= to && yearWithin({ start, end }, Number(start.slice(5, 7))) > 0) return { from: start, to: end }
  }
  return { from, to }
}

const footerNames: Readonly<Record<string, 'opening' | 'debit' | 'credit' | 'closing'>> = { 'saldo awal': 'opening', 'mutasi debet': 'debit', 'mutasi kredit': 'credit', 'saldo akhir': 'closing' }

const bad = (row: number, cells: readonly string[]): Refusal => refuse('BANK_ROW', { row, text: plainText(cells.join(' ')).slice(0, 80) })
