import { monthOf } from '../../core/calendar/index.ts'
import { type CurrencyCode, baseCurrency, negate, sum } from '../../core/money/index.ts'
import { type LedgerLine, mergeLines } from '../../core/posting/derive/index.ts'
import type { Effect, ResidualEffect } from '../../core/posting/index.ts'
import type { ItemLine } from './item-fold.ts'
import type { Masters } from './masters.ts'
import type { Sql } from './sql.ts'
import type { MovementRow } from './stock-fold.ts'

interface BalanceChange { readonly account: string; readonly currency: string; readonly month: string; debit: number; credit: number; amount: number; lines: number }

/** What the ledger lines of a document derive from. */
export interface LedgerSource {
  readonly n: number
  readonly date: string
  /** The document's own date; `date` is later where it arrived in a closed period. */
  readonly ownDate: string
  readonly effects: readonly Effect[]
  readonly itemLines: readonly ItemLine[]
  readonly movements: readonly MovementRow[]
}

interface NewLine { readonly n: number; readonly line: LedgerLine }

/** Without OR FAIL each statement would keep what its pages were before; what fails is taken back as a whole all the same. */
const insertColumns = 'INSERT OR FAIL INTO ledger_line (n, account, date, currency, amount, base) VALUES '
/** Lines that one statement inserts where there are so many. */
const linesAtOnce = 64
const insertOne = `${insertColumns}(?, ?, ?, ?, ?, ?)`
const insertMany = insertColumns + Array.from({ length: linesAtOnce }, () => '(?, ?, ?, ?, ?, ?)').join(', ')

/** Writes ledger lines and keeps the monthly balances in step; new lines and balances are written once, at the end of a batch. */
export class LedgerWriter {
  readonly #sql: Sql
  readonly #masters: Masters
  readonly #balances = new Map<string, BalanceChange>()
  #fresh: NewLine[] = []

  constructor(sql: Sql, masters: Masters) {
    this.#sql = sql
    this.#masters = masters
  }

  /** Lines of a document from its effects and what was derived of them. */
  derive(source: LedgerSource): LedgerLine[] {
    const { date } = source
    const lines: LedgerLine[] = []
    let residual: ResidualEffect | null = null
    const landed = new Map<number, number>()
    source.effects.forEach((effect, idx) => {
      if (effect.effect === 'line') {
        // A line with a date of its own keeps it, unless its document counts later than it was dated: then never before it.
        const own = effect.date === undefined || (date !== source.ownDate && effect.date < date) ? date : effect.date
        lines.push({ date: own, account: effect.account, currency: effect.currency, amount: effect.amount, base: effect.base })
      } else if (effect.effect === 'residual') residual = effect
      else if (effect.effect === 'landed') landed.set(idx, effect.value)
    })
    for (const line of source.itemLines) lines.push({ date, ...line })
    const stock: LedgerLine[] = []
    const rupiah = (account: string, base: number): void => {
      if (base !== 0) stock.push({ date, account, currency: baseCurrency, amount: base, base })
    }
    for (const row of source.movements) {
      switch (row.kind) {
        case 'issue':
        case 'returned':
          rupiah(this.#masters.inventoryAccount(row.product), row.value + row.correction)
          rupiah(row.charge as string, negate(row.value + row.correction))
          break
        case 'consumed':
          rupiah(this.#masters.inventoryAccount(row.product), row.value + row.correction)
          rupiah(this.#masters.accountOfRole('inventoryVariance'), negate(row.correction))
          break
        case 'produced':
          rupiah(this.#masters.inventoryAccount(row.product), row.value)
          break
        case 'landed':
          rupiah(this.#masters.inventoryAccount(row.product), row.value)
          rupiah(row.charge as string, (landed.get(row.idx) ?? row.given) - row.value)
          break
        case 'fixed':
        case 'transfer':
          break
      }
    }
    return mergeLines(lines, residual, date, stock, this.#masters.accountOfRole('currencyExchange'))
  }

  insert(n: number, lines: readonly LedgerLine[]): void {
    for (const line of lines) {
      this.#fresh.push({ n, line })
      this.#count(line, 1)
    }
  }

  remove(n: number): void {
    for (const line of this.stored(n)) this.#delete(n, line)
  }

  /** Puts the lines of a document in the place of its stored ones; equal ones are left alone. */
  replace(n: number, lines: readonly LedgerLine[]): void {
    const wanted = new Map(lines.map((line) => [keyOf(line), line]))
    for (const line of this.stored(n)) {
      const same = wanted.get(keyOf(line))
      if (same && same.amount === line.amount && same.base === line.base) wanted.delete(keyOf(line))
      else this.#delete(n, line)
    }
    this.insert(n, [...wanted.values()])
  }

  stored(n: number): LedgerLine[] {
    return this.#sql.rows<LedgerLine>('SELECT account, date, currency, amount, base FROM ledger_line WHERE n = ?', n)
  }

  flush(): void {
    this.#writeFresh()
    for (const change of this.#balances.values()) {
      const { account, currency, month } = change
      const kept = this.#sql.row<BalanceChange>('SELECT debit, credit, amount, lines FROM balance WHERE account = ? AND currency = ? AND month = ?', account, currency, month)
      const lines = (kept?.lines ?? 0) + change.lines
      if (lines === 0) {
        if (kept) this.#sql.run('DELETE FROM balance WHERE account = ? AND currency = ? AND month = ?', account, currency, month)
      } else if (kept) {
        this.#sql.run(
          'UPDATE balance SET debit = ?, credit = ?, amount = ?, lines = ? WHERE account = ? AND currency = ? AND month = ?',
          sum(kept.debit, change.debit), sum(kept.credit, change.credit), sum(kept.amount, change.amount), lines, account, currency, month,
        )
      } else {
        this.#sql.run('INSERT INTO balance (account, currency, month, debit, credit, amount, lines) VALUES (?, ?, ?, ?, ?, ?, ?)', account, currency, month, change.debit, change.credit, change.amount, lines)
      }
    }
    this.#balances.clear()
  }

  #writeFresh(): void {
    const fresh = this.#fresh
    this.#fresh = []
    let place = 0
    for (; place + linesAtOnce <= fresh.length; place += linesAtOnce) {
      const values: (string | number)[] = []
      for (let each = place; each < place + linesAtOnce; each += 1) {
        const { n, line } = fresh[each] as NewLine
        values.push(n, line.account, line.date, line.currency, line.amount, line.base)
      }
      this.#sql.run(insertMany, ...values)
    }
    for (; place < fresh.length; place += 1) {
      const { n, line } = fresh[place] as NewLine
      this.#sql.run(insertOne, n, line.account, line.date, line.currency, line.amount, line.base)
    }
  }

  #delete(n: number, line: LedgerLine): void {
    this.#sql.run('DELETE FROM ledger_line WHERE n = ? AND account = ? AND date = ? AND currency = ?', n, line.account, line.date, line.currency)
    this.#count(line, -1)
  }

  #count(line: LedgerLine, sign: 1 | -1): void {
    const month = monthOf(line.date)
    const key = `${line.account} ${line.currency} ${month}`
    let change = this.#balances.get(key)
    if (!change) this.#balances.set(key, (change = { account: line.account, currency: line.currency, month, debit: 0, credit: 0, amount: 0, lines: 0 }))
    if (line.base > 0) change.debit = sum(change.debit, sign * line.base)
    else change.credit = sum(change.credit, -sign * line.base)
    change.amount = sum(change.amount, sign * line.amount)
    change.lines += sign
  }
}

function keyOf(line: { readonly date: string; readonly account: string; readonly currency: CurrencyCode }): string {
  return `${line.date} ${line.currency} ${line.account}`
}
