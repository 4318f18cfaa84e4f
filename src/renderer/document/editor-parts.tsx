import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { addMonths } from '../../core/calendar/index.ts'
import type { AccountRow } from '../../contract/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { call, useCall } from '../client/index.ts'
import { Select, useFormat, useRefusalSentence, useToast, useToday } from '../kit/index.ts'
import { type Column, LineGrid } from '../kit/line-grid/index.ts'
import { BookingPanel } from './booking-panel.tsx'
import { type DraftLine, listOf, withLine, withoutLine } from './event-fields.ts'
import { sortHits } from './goods-grid.tsx'
import { accountName } from './master-facts.ts'
import { currencyOfAccount } from './account-source.ts'
import type { Editor } from './use-editor.ts'

/** The body of an editor: what is typed on the left, what it will book on the right. */
export function EditorBody({ editor, children, aside, showProfit }: { editor: Editor; children: ReactNode; aside?: ReactNode; showProfit?: boolean }) {
  return (
    <div className="document-columns">
      <div className="document-main">{children}</div>
      <div className="document-side">{aside}<BookingPanel live={editor.live} {...(showProfit ? { showProfit } : {})} /></div>
    </div>
  )
}

interface EventLinesProps {
  readonly editor: Editor
  /** The list of the event whose rows these are. */
  readonly list?: string
  readonly label?: string
  readonly columns: readonly Column<DraftLine>[]
  readonly autoFocus?: boolean
  /** The cell where the hand begins, where a row is there already. */
  readonly startAt?: { readonly row: number; readonly column: number }
  /** As many rows as there are: none waits at the end, none is removed. */
  readonly fixed?: boolean
  onScan?(code: string): Promise<(() => void) | null>
  /** Told of every edit by hand. */
  onTouch?(): void
  /** Writes an edit in place of the list alone, where other fields follow it. */
  onWrite?(field: string, change: (event: BusinessEvent) => BusinessEvent): void
}

/** The rows of a list of the event, typed in place; a removed row comes back with the toast's undo. */
export function EventLines({ editor, list = 'lines', label, columns, autoFocus, startAt, fixed, onScan, onTouch, onWrite }: EventLinesProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const toast = useToast()
  const sentence = useRefusalSentence()
  const { draft } = editor
  const lines = listOf(editor.event, list)
  const write = onWrite ?? ((field: string, change: (event: BusinessEvent) => BusinessEvent) => draft.change(change, field))
  return (
    <LineGrid label={label ?? t('lines')} columns={columns} lines={lines} language={format.language} emptyLabel={t('nothingFound')} refusals={editor.refusalsOf(list)} refusalText={sentence}
      {...(autoFocus ? { autoFocus } : {})} {...(startAt ? { startAt } : {})} {...(fixed ? { fixed } : {})} {...(onScan ? { onScan } : {})}
      onEdit={(row, change, field) => { onTouch?.(); write(`${list}.${field}`, (now) => withLine(now, list, row, (line) => change(line))) }}
      onRemove={(row) => {
        onTouch?.()
        write(`remove.${list}.${row}.${lines.length}`, (now) => withoutLine(now, list, row))
        toast.say(t('lineRemoved', { number: row + 1 }), draft.undo)
      }} />
  )
}

/** What a scanner gives: the code of a good that is stocked, or null where it means none. */
export async function scannedGood(text: string): Promise<string | null> {
  const hits = sortHits(await call('search.find', { text, kinds: ['product'], limit: 3 }), text).filter((hit) => hit.stock !== undefined)
  const [hit] = hits
  // Bar codes are long and all figures: one hit is meant. Anything else must be a code itself.
  return hit !== undefined && (hit.code.toLowerCase() === text.toLowerCase() || (hits.length === 1 && /^[0-9]{8,14}$/.test(text))) ? hit.code : null
}

/** The book's accounts of cash and banks. */
export function useCashAccounts(): readonly AccountRow[] {
  const rows = useCall('list.page', { list: 'accounts', offset: 0, limit: 1000 }, { topics: ['accounts', 'book'] }).data?.rows
  return useMemo(() => ((rows ?? []) as readonly AccountRow[]).filter((row) => row.cash), [rows])
}

/** The bank of a currency before its till, for a new document. */
export async function usualCashAccount(currency: string): Promise<AccountRow | undefined> {
  const { rows } = await call('list.page', { list: 'accounts', offset: 0, limit: 1000 })
  const fitting = (rows as readonly AccountRow[]).filter((row) => row.cash && currencyOfAccount(row) === currency)
  return fitting.find((row) => /bank/i.test(row.name.en + row.name.id)) ?? fitting[0]
}

interface CashSelectProps {
  readonly label: string
  readonly value: string
  readonly error: Refusal | null
  readonly autoFocus?: boolean
  onChange(code: string): void
}

/** A cash account, with its currency where that is foreign. */
export function CashSelect({ label, value, error, autoFocus, onChange }: CashSelectProps) {
  const format = useFormat()
  const accounts = useCashAccounts()
  return (
    <Select label={label} value={value || null} placeholder="–" error={error} {...(autoFocus ? { autoFocus } : {})} onChange={onChange}
      options={accounts.map((row) => ({ id: row.code, label: `${row.code} ${accountName(row.name, format.language)}${currencyOfAccount(row) === 'IDR' ? '' : ` · ${currencyOfAccount(row)}`}` }))} />
  )
}

interface MonthSelectProps {
  readonly label: string
  readonly value: string
  readonly error?: Refusal | null
  readonly autoFocus?: boolean
  readonly hideLabel?: boolean
  /** How many months before and after this one are offered. */
  readonly before?: number
  readonly after?: number
  onChange(month: string): void
}

/** A month of the last years. */
export function MonthSelect({ label, value, error = null, autoFocus, hideLabel, before = 24, after = 1, onChange }: MonthSelectProps) {
  const format = useFormat()
  const now = useToday().slice(0, 7)
  const months = Array.from({ length: before + after + 1 }, (_, index) => addMonths(now, after - index))
  const offered = value === '' || months.includes(value) ? months : [value, ...months].sort().reverse()
  return <Select label={label} value={value || null} placeholder="–" error={error} {...(autoFocus ? { autoFocus } : {})} {...(hideLabel ? { hideLabel } : {})} onChange={onChange} options={offered.map((month) => ({ id: month, label: format.month(month, 'long') }))} />
}
