import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { addMonths, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import { currencyCodes } from '../../../core/money/index.ts'
import { useCall, useList } from '../../client/index.ts'
import { currencyOfAccount, DocumentScreen, type EditorProps, isZero, MonthSelect, newEvent, useBookRate, useCashAccounts, useEditor, withField, withFields } from '../../document/index.ts'
import { DateField, DecimalField, Tag, useFormat } from '../../kit/index.ts'
import { earlierRevaluation } from './month-events.tsx'
import { PlainForm } from './plain-form.tsx'

/** Foreign money and open invoices at the rate of the month's end; taken back by itself on the first day of the next. */
export function RevaluationScreen() {
  const { t } = useTranslation('closing')
  const begin = (today: string, params: Readonly<Record<string, string>>): BusinessEvent => newEvent('fx.revalue', lastDayOf(params['period'] ?? addMonths(monthOf(today), -1)), {})
  return <DocumentScreen title={t('revaluation.title')} listPlace={{ screen: 'journal.closing' }} begin={begin} editor={RevaluationEditor} />
}

function RevaluationEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const cash = useCashAccounts()
  const items = useList('openItems')
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const month = monthOf(event.date)
  const earlier = useCall('closing.summary', { month }, { keepPrevious: true }).data?.steps.find((step) => step.step === 'revaluation')?.document ?? null
  // A month that was revalued once takes the new one in place of the old.
  useEffect(() => {
    if (earlier === null) draft.complete((now) => withField(now, 'replaces', undefined))
    else void earlierRevaluation(earlier).then((id) => draft.complete((now) => (monthOf(now.date) === month ? withField(now, 'replaces', id) : now)))
  }, [earlier, month])

  const rates = (event['rates'] ?? {}) as Readonly<Record<string, string>>
  const currencies = useMemo(() => {
    const held = [...cash.filter((row) => row.currencyBalance !== null && !isZero(row.currencyBalance)).map(currencyOfAccount), ...items.sums.filter((sum) => !isZero(sum.open)).map((sum) => sum.currency), ...Object.keys(rates)]
    return currencyCodes.filter((code) => code !== 'IDR' && held.includes(code))
  }, [cash, items.sums, Object.keys(rates).join()])
  const setRate = (currency: string, rate: string | null): void => draft.change((now) => {
    const next = Object.fromEntries(Object.entries({ ...(now['rates'] as object | undefined), [currency]: rate ?? '' }).filter(([, value]) => value !== ''))
    return withField(now, 'rates', Object.keys(next).length > 0 ? next : undefined)
  }, `rates.${currency}`)

  return (
    <PlainForm title={t('revaluation.title')} note={t('revaluation.note')} editor={editor} shown={['date', 'replaces', ...currencies.map((code) => `rates.${code}`)]}
      below={earlier !== null ? <p><Tag tone="warn">{t('revaluation.replaces')}</Tag></p> : undefined}>
      <MonthSelect label={d('field.period')} value={month} autoFocus onChange={(next) => draft.change((now) => withFields(now, { date: lastDayOf(next), replaces: undefined }), 'date')} />
      <DateField label={d('field.date')} value={event.date} error={editor.refusalAt('date')} onChange={(date) => draft.change((now) => withField(now, 'date', date), 'date')} />
      {currencies.map((currency) => <CurrencyRate key={currency} currency={currency} date={event.date} value={rates[currency] ?? ''} error={editor.refusalAt(`rates.${currency}`)} onChange={(rate) => setRate(currency, rate)} />)}
    </PlainForm>
  )
}

function CurrencyRate({ currency, date, value, error, onChange }: { currency: string; date: string; value: string; error: ReturnType<import('../../document/index.ts').Editor['refusalAt']>; onChange(rate: string | null): void }) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const known = useBookRate(currency, date)
  return (
    <DecimalField label={t('revaluation.rate', { currency })} value={value || null} places={8} error={error} onChange={onChange}
      placeholder={known ? d('rateAuto', { rate: format.decimal(known.rate), currency, date: format.date(known.date, 'short') }) : d('rateNone', { currency })} />
  )
}
