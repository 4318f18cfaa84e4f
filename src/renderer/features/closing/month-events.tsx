import { useTranslation } from 'react-i18next'
import type { BusinessEvent, EventType } from '../../../core/events/index.ts'
import { addMonths, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import { useCall } from '../../client/index.ts'
import { DocumentScreen, type EditorProps, MonthSelect, newEvent, readDocument, textOf, useAccounts, useEditor, withField, withFields } from '../../document/index.ts'
import { DateField, MoneyField, Picker, Select, TextField, useFormat, useToday } from '../../kit/index.ts'
import { PlainForm } from './plain-form.tsx'

const listPlace = { screen: 'journal.closing' }
const lastMonth = (today: string): string => addMonths(monthOf(today), -1)
/** A month's tax is worked out on its last day at the earliest. */
const ofMonth = (event: EventType) => (today: string, params: Readonly<Record<string, string>>): BusinessEvent => {
  const period = params['period'] ?? lastMonth(today)
  return newEvent(event, lastDayOf(period), { period })
}

export function FinalIncomeScreen() {
  const { t } = useTranslation('closing')
  return <DocumentScreen title={t('finalIncome.title')} listPlace={listPlace} begin={ofMonth('tax.finalIncome')} editor={FinalIncomeEditor} />
}

function FinalIncomeEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const period = textOf(event, 'period')
  const turnover = useCall('closing.summary', { month: period }, { enabled: period !== '', keepPrevious: true }).data?.steps.find((step) => step.step === 'finalIncome')?.amount
  return (
    <PlainForm title={t('finalIncome.title')} note={turnover ? t('finalIncome.turnover', { amount: format.money(turnover, 'IDR') }) : t('finalIncome.note')} editor={editor} shown={['period', 'date', 'exemptTurnover']}>
      <MonthSelect label={d('field.period')} value={period} autoFocus error={editor.refusalAt('period')} onChange={(month) => draft.change((now) => withFields(now, { period: month, date: lastDayOf(month) }), 'period')} />
      <DateField label={d('field.date')} value={event.date} error={editor.refusalAt('date')} onChange={(date) => draft.change((now) => withField(now, 'date', date), 'date')} />
      <MoneyField label={t('finalIncome.exempt')} hint={t('finalIncome.exemptHint')} currency="IDR" value={textOf(event, 'exemptTurnover') || null} error={editor.refusalAt('exemptTurnover')} onChange={(amount) => draft.change((now) => withField(now, 'exemptTurnover', amount), 'exemptTurnover')} />
    </PlainForm>
  )
}

export function VatSettlementScreen() {
  const { t } = useTranslation('closing')
  return <DocumentScreen title={t('vatSettle.title')} listPlace={listPlace} begin={ofMonth('tax.vatSettle')} editor={VatSettlementEditor} />
}

function VatSettlementEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  return (
    <PlainForm title={t('vatSettle.title')} note={t('vatSettle.note')} editor={editor} shown={['period', 'date']}>
      <MonthSelect label={d('field.period')} value={textOf(event, 'period')} autoFocus error={editor.refusalAt('period')} onChange={(month) => draft.change((now) => withFields(now, { period: month, date: lastDayOf(month) }), 'period')} />
      <DateField label={d('field.date')} value={event.date} error={editor.refusalAt('date')} onChange={(date) => draft.change((now) => withField(now, 'date', date), 'date')} />
    </PlainForm>
  )
}

export function PeriodCloseScreen() {
  const { t } = useTranslation('closing')
  return <DocumentScreen title={t('close.title')} listPlace={listPlace} begin={(today, params) => newEvent('period.close', today, { period: params['period'] ?? lastMonth(today) })} editor={PeriodCloseEditor} />
}

function PeriodCloseEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const period = textOf(event, 'period')
  return (
    <PlainForm title={t('close.title')} note={period === '' ? t('close.note') : t('close.locks', { month: format.month(period, 'long') })} editor={editor} shown={['period', 'date']}>
      <MonthSelect label={d('field.period')} value={period} autoFocus error={editor.refusalAt('period')} onChange={(month) => draft.change((now) => withField(now, 'period', month), 'period')} />
      <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => draft.change((now) => withField(now, 'note', note), 'note')} />
    </PlainForm>
  )
}

export function PeriodReopenScreen() {
  const { t } = useTranslation('closing')
  return <DocumentScreen title={t('reopen.title')} listPlace={listPlace} begin={(today, params) => newEvent('period.reopen', today, { period: params['period'] ?? lastMonth(today) })} editor={PeriodReopenEditor} />
}

function PeriodReopenEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  return (
    <PlainForm title={t('reopen.title')} note={t('reopen.note')} editor={editor} shown={['period', 'date', 'reason']}>
      <MonthSelect label={d('field.period')} value={textOf(event, 'period')} error={editor.refusalAt('period')} onChange={(month) => draft.change((now) => withField(now, 'period', month), 'period')} />
      <TextField label={d('field.reason')} value={textOf(event, 'reason')} autoFocus isRequired wide error={editor.refusalAt('reason')} placeholder={t('reopen.example')} onChange={(reason) => draft.change((now) => withField(now, 'reason', reason), 'reason')} />
    </PlainForm>
  )
}

export function YearCloseScreen() {
  const { t } = useTranslation('closing')
  const begin = (today: string, params: Readonly<Record<string, string>>): BusinessEvent => {
    const year = params['year'] ?? lastMonth(today).slice(0, 4)
    return newEvent('year.close', `${year}-12-31`, { year })
  }
  return <DocumentScreen title={t('yearClose.title')} listPlace={listPlace} begin={begin} editor={YearCloseEditor} />
}

function YearCloseEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const today = useToday()
  const format = useFormat()
  const accounts = useAccounts()
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const account = textOf(event, 'account')
  const years = Array.from({ length: 6 }, (_, index) => String(Number(today.slice(0, 4)) - index))
  return (
    <PlainForm title={t('yearClose.title')} note={t('yearClose.note')} editor={editor} shown={['year', 'date', 'account']}>
      <Select label={d('field.year')} value={textOf(event, 'year')} autoFocus error={editor.refusalAt('year') ?? editor.refusalAt('date')} options={years.map((year) => ({ id: year, label: year }))} onChange={(year) => draft.change((now) => withFields(now, { year, date: `${year}-12-31` }), 'year')} />
      <Picker kinds={['account']} label={t('yearClose.account')} value={account || null} valueLabel={account === '' ? null : accounts.nameOf(account, format.language)} placeholder={t('yearClose.accountUsual')} error={editor.refusalAt('account')} onChange={(code) => draft.change((now) => withField(now, 'account', code), 'account')} />
    </PlainForm>
  )
}

/** The id of the revaluation that a month has already, by its document. */
export async function earlierRevaluation(document: string): Promise<string> {
  return (await readDocument(document)).eventId
}
