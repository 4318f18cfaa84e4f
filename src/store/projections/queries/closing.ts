import { addMonths, isPlainMonth, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import { parseDecimal, toMinor } from '../../../core/money/index.ts'
import { type AssetTerms, type BookView, depreciationOf, monthOfLife, nextPeriod } from '../../../core/posting/index.ts'
import type { WinnerReader } from '../reader.ts'
import type { Sql } from '../sql.ts'
import { bankLineStatus } from './bank-lists.ts'
import { moneyText } from './figures.ts'
import { type ListPage, type ListRequest, pageOf } from './list-request.ts'

export interface AssetRow {
  /** The document of its latest depreciation. */
  readonly id: string
  readonly asset: string
  readonly cost: string
  readonly residual: string
  readonly lifeMonths: number
  readonly startPeriod: string
  readonly accumulated: string
  readonly bookValue: string
  /** First month of its life that is not posted yet; null when its life is over. */
  readonly nextPeriod: string | null
  /** What the asked month takes, or "0.00" where that month is posted or outside its life. */
  readonly due: string
}

interface Asset extends AssetTerms { readonly doc: string; readonly asset: string; readonly accumulated: number; readonly taken: ReadonlySet<string> }

/** Assets as their depreciation tells them: the terms are those of the latest month that was posted. */
function assetsOf(sql: Sql, reader: WinnerReader): Asset[] {
  const rows = sql.rows<{ asset: string; period: string; doc: string; base: number }>(
    `SELECT substr(k.key, 14, length(k.key) - 21) AS asset, substr(k.key, -7) AS period, p.doc, p.base FROM once_key k JOIN posted p ON p.n = k.n
     WHERE k.key >= 'depreciation/' AND k.key < 'depreciation0' AND k.free = 0 AND p.reversed = 0 AND p.void = 0 ORDER BY 1, 2`,
  )
  const byAsset = new Map<string, { doc: string; accumulated: number; taken: Set<string> }>()
  for (const { asset, period, doc, base } of rows) {
    const known = byAsset.get(asset)
    byAsset.set(asset, { doc, accumulated: (known?.accumulated ?? 0) + base, taken: (known?.taken ?? new Set()).add(period) })
  }
  return [...byAsset].flatMap(([asset, known]) => {
    const terms = termsOf(reader.read(known.doc)?.['event'])
    return terms ? [{ asset, ...known, ...terms }] : []
  })
}

function termsOf(event: unknown): AssetTerms | null {
  const fields = (event ?? {}) as Readonly<Record<string, unknown>>
  const money = (value: unknown) => { const decimal = typeof value === 'string' ? parseDecimal(value) : null; return decimal === null ? null : toMinor(decimal, 'IDR') }
  const cost = money(fields['cost'])
  const { startPeriod, lifeMonths } = fields
  if (cost === null || typeof startPeriod !== 'string' || typeof lifeMonths !== 'number') return null
  return { cost, residual: money(fields['residual']) ?? 0, lifeMonths, startPeriod }
}

function dueOf(asset: Asset, period: string): number {
  const month = monthOfLife(asset, period)
  return month < 1 || month > asset.lifeMonths || asset.taken.has(period) ? 0 : depreciationOf(asset, month)
}

/** Every asset that was ever depreciated; filter `period`: the month that `due` is about (today's unless told). */
export function assetList(sql: Sql, reader: WinnerReader, request: ListRequest): ListPage<AssetRow> {
  const asked = request.filter?.['period']
  const period = isPlainMonth(asked) ? asked : monthOf(request.today)
  const search = request.search?.trim().toLowerCase() ?? ''
  const rows = assetsOf(sql, reader).filter((asset) => asset.asset.toLowerCase().includes(search)).map((asset): AssetRow => ({
    id: asset.doc, asset: asset.asset, cost: moneyText(asset.cost, 'IDR'), residual: moneyText(asset.residual, 'IDR'), lifeMonths: asset.lifeMonths, startPeriod: asset.startPeriod,
    accumulated: moneyText(asset.accumulated, 'IDR'), bookValue: moneyText(asset.cost - asset.accumulated, 'IDR'), nextPeriod: nextPeriod(asset, asset.taken), due: moneyText(dueOf(asset, period), 'IDR'),
  }))
  return pageOf(rows, request)
}

export const closingSteps = ['drafts', 'bankLines', 'negativeStock', 'depreciation', 'revaluation', 'finalIncome', 'vatSettle', 'yearClose', 'verify', 'close'] as const
export type ClosingStepName = (typeof closingSteps)[number]

export interface ClosingStep {
  readonly step: ClosingStepName
  /** `none`: this month needs it not; `look`: something should be settled first, nothing is forced. */
  readonly state: 'done' | 'todo' | 'look' | 'none'
  readonly count: number
  readonly amount: string | null
  /** The document that did it. */
  readonly document: string | null
}

export interface ClosingSummary {
  readonly lockedThrough: string | null
  readonly month: string
  /** From the first document to this month, newest first. */
  readonly months: readonly { readonly month: string; readonly documents: number; readonly isClosed: boolean }[]
  readonly steps: readonly ClosingStep[]
}

const shownMonths = 240

/** How far the closing of a month is. @param wanted  a month, else the first one that is not closed */
export function closingSummary(sql: Sql, view: BookView, reader: WinnerReader, today: string, wanted: string | undefined): ClosingSummary {
  const lockedThrough = view.lockedThrough()
  const counts = new Map(sql.rows<{ month: string; documents: number }>('SELECT month, sum(documents) AS documents FROM posted_sum GROUP BY month HAVING sum(documents) > 0 ORDER BY month').map((row) => [row.month, row.documents]))
  const last = monthOf(today)
  // A date that was mistyped by centuries must not make a list of centuries.
  const first = [[...counts.keys()][0] ?? last, addMonths(last, 1 - shownMonths)].sort()[1] ?? last
  const months: { month: string; documents: number; isClosed: boolean }[] = []
  for (let month = last; month >= first; month = addMonths(month, -1)) months.push({ month, documents: counts.get(month) ?? 0, isClosed: lockedThrough !== null && month <= lockedThrough })
  const month = wanted ?? months.findLast((each) => !each.isClosed)?.month ?? last
  return { lockedThrough, month, months, steps: stepsOf(sql, view, reader, month) }
}

function stepsOf(sql: Sql, view: BookView, reader: WinnerReader, month: string): ClosingStep[] {
  const end = lastDayOf(month)
  const locked = view.lockedThrough()
  const isClosed = locked !== null && month <= locked
  const taker = (key: string): string | null => sql.value<string>('SELECT p.doc FROM once_key k JOIN posted p ON p.n = k.n WHERE k.key = ? AND k.free = 0 AND p.reversed = 0 ORDER BY p.ord DESC LIMIT 1', key) ?? null
  const settled = (step: ClosingStepName, count: number): ClosingStep => ({ step, state: count === 0 ? 'done' : 'look', count, amount: null, document: null })
  const once = (step: ClosingStepName, key: string, isNeeded: boolean, amount: number | null = null, count = 1): ClosingStep => {
    const document = view.onceTaken(key) ? taker(key) : null
    return { step, state: document !== null ? 'done' : isNeeded ? 'todo' : 'none', count: document === null && isNeeded ? count : 0, amount: amount === null ? null : moneyText(amount, 'IDR'), document }
  }
  const assets = assetsOf(sql, reader)
  const due = assets.map((asset) => dueOf(asset, month)).filter((amount) => amount !== 0)
  const posted = assets.some((asset) => asset.taken.has(month))
  const foreign = view.monetaryBalances(end).filter((balance) => balance.amount !== 0 || balance.base !== 0)
  const turnover = view.turnover(month)
  const output = Math.max(0, -view.baseBalance(view.accountOfRole('vatOutput'), end))
  const count = (statement: string): number => sql.value<number>(statement, end) ?? 0
  return [
    settled('drafts', count("SELECT count(*) FROM draft WHERE posted IS NULL AND date <= ? AND event <> 'sales.order'")),
    settled('bankLines', count(`SELECT count(*) FROM bank_line b WHERE b.date <= ? AND ${bankLineStatus} = 'open'`)),
    settled('negativeStock', sql.value<number>('SELECT count(*) FROM stock WHERE quantity < 0') ?? 0),
    { step: 'depreciation', state: due.length > 0 ? 'todo' : posted ? 'done' : 'none', count: due.length, amount: due.length > 0 ? moneyText(due.reduce((sum, amount) => sum + amount, 0), 'IDR') : null, document: null },
    once('revaluation', `fx/${month}`, foreign.length > 0, null, foreign.length),
    once('finalIncome', `finalIncome/${month}`, turnover > 0, turnover),
    once('vatSettle', `vatSettle/${month}`, output > 0, output),
    ...(month.endsWith('-12') ? [once('yearClose', `yearClose/${month.slice(0, 4)}`, true)] : []),
    { step: 'verify', state: isClosed ? 'none' : 'todo', count: 0, amount: null, document: null },
    { step: 'close', state: isClosed ? 'done' : 'todo', count: 0, amount: null, document: null },
  ]
}
