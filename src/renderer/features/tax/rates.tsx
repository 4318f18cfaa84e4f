import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RateTableView } from '../../../contract/index.ts'
import { addDays } from '../../../core/calendar/index.ts'
import { type Refusal, refuse } from '../../../core/errors/index.ts'
import { type CurrencyCode, currencyCodes, decimalText, parseDecimal } from '../../../core/money/index.ts'
import { rateWeekOf } from '../../../core/tax/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { call, refusalsOf, useCall, useCommand } from '../../client/index.ts'
import { Button, Card, DateField, DecimalField, RefusalList, refusalOf, restOf, Tag, TextArea, TextField, useFormat, useToast, useToday } from '../../kit/index.ts'
import { TaxScreen } from './tax-screen.tsx'

const foreign = currencyCodes.filter((code) => code !== 'IDR')
/** The decree names yen by the hundred. */
const per = (currency: string): number => (currency === 'JPY' ? 100 : 1)
/** A table is read when the hand rests. */
const readAfterMs = 150

/** The tax office's exchange rates of a week: pasted from the decree, or typed; kept beside the book's own. */
export function RatesScreen() {
  const { t } = useTranslation('tax')
  const format = useFormat()
  const today = useToday()
  const toast = useToast()
  const { data } = useCall('tax.overview', {})
  const save = useCommand('tax.setRates')
  const [text, setText] = useState('')
  const [read, setRead] = useState<{ table: RateTableView | null; refusals: readonly Refusal[] }>({ table: null, refusals: [] })
  const [from, setFrom] = useState<string | null>(rateWeekOf(today).from)
  const [decree, setDecree] = useState('')
  /** As the decree quotes them. */
  const [quoted, setQuoted] = useState<Readonly<Partial<Record<CurrencyCode, string>>>>({})
  const paste = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (text.trim() === '') return setRead({ table: null, refusals: [] })
    let isOld = false
    const timer = setTimeout(() => {
      call('tax.readRates', { text }).then((table) => {
        if (isOld) return
        setRead({ table, refusals: [] })
        setQuoted((before) => ({ ...before, ...Object.fromEntries(table.rates.flatMap((rate) => (rate.currency === null ? [] : [[rate.currency, rate.quoted]]))) }))
        if (table.from !== null) setFrom(table.from)
        if (table.decree !== null) setDecree(table.decree)
      }, (error: unknown) => { if (!isOld) setRead({ table: null, refusals: refusalsOf(error) }) })
    }, readAfterMs)
    return () => { isOld = true; clearTimeout(timer) }
  }, [text])

  const rates = foreign.flatMap((currency) => {
    const value = parseDecimal(quoted[currency] ?? '')
    return value === null || value.digits <= 0n ? [] : [{ currency, rate: decimalText({ digits: value.digits, scale: value.scale + String(per(currency)).length - 1 }) }]
  })
  const isWednesday = from !== null && rateWeekOf(from).from === from
  const keep = async (): Promise<void> => {
    if (from === null) return
    const done = await save.run({ from, decree, rates })
    if (done === null) return
    toast.say(t('rates.saved', { count: done.set, date: format.date(from) }))
    setText('')
    setQuoted({})
  }
  const saving: Action = { id: 'tax.saveRates', labelKey: 'tax:rates.save', keys: ['Ctrl+Enter', 'Ctrl+S'], when: () => rates.length > 0 && isWednesday, run: () => void keep() }
  useActions([saving, { id: 'tax.paste', labelKey: 'tax:rates.paste', keys: ['P'], run: () => paste.current?.querySelector('textarea')?.focus() }])
  useEffect(() => { paste.current?.querySelector('textarea')?.focus() }, [])
  const changeOf = new Map(read.table?.rates.map((rate) => [rate.currency, rate]) ?? [])
  const others = read.table?.rates.filter((rate) => rate.currency === null) ?? []
  const week = data?.week
  return (
    <TaxScreen tab="rates" footerEnd={t('rates.keys')} footer={t('rates.count', { count: rates.length })}
      actions={<ActionButton action={saving} variant="main" disabledReason={t(isWednesday ? 'rates.nothing' : 'rates.wednesday')} />}
      aside={week && (
        <Card title={t('week.title')} {...(week.missing.length > 0 ? { tone: 'warn' as const } : {})}>
          <p className="muted">{t('week.valid', { from: format.date(week.from), to: format.date(week.to) })}</p>
          {week.missing.length > 0 && <p>{t('week.missing', { currencies: week.missing.join(', ') })}</p>}
          {week.rates.length === 0 && week.missing.length === 0 && <p>{t('week.none')}</p>}
          <dl className="tax-facts figures">{week.rates.map(({ currency, rate }) => <div key={currency}><dt>{currency}</dt><dd>{format.decimal(rate)}</dd></div>)}</dl>
        </Card>
      )}>
      <div className="tax-page">
        <RefusalList refusals={[...read.refusals, ...restOf(save.refusals, ['from'])]} />
        <div ref={paste}><TextArea label={t('rates.pasteLabel')} hint={t('rates.pasteHint')} value={text} onChange={setText} rows={5} placeholder={t('rates.example')} /></div>
        <div className="form-grid three">
          <DateField label={t('rates.from')} value={from} onChange={setFrom} error={refusalOf(save.refusals, 'from') ?? (from !== null && !isWednesday ? refuse('RATE_WEEK', { date: from }) : null)}
            {...(from !== null && isWednesday ? { hint: t('rates.to', { date: format.date(addDays(from, 6)) }) } : {})} />
          <TextField label={t('rates.decree')} value={decree} onChange={setDecree} maxLength={60} />
          <div className="tax-week-move"><Button onPress={() => { if (from) setFrom(addDays(rateWeekOf(from).from, -7)) }}>{t('rates.weekBefore')}</Button><Button onPress={() => { if (from) setFrom(addDays(rateWeekOf(from).from, 7)) }}>{t('rates.weekAfter')}</Button></div>
        </div>
        <fieldset className="tax-rates">
          <legend>{t('rates.figures')}</legend>
          {foreign.map((currency) => {
            const known = changeOf.get(currency)
            return (
              <div key={currency}>
                <DecimalField label={per(currency) === 1 ? currency : t('rates.per', { count: per(currency), currency })} value={quoted[currency] ?? null} places={6} onChange={(value) => setQuoted((before) => ({ ...before, [currency]: value ?? '' }))} />
                {known?.isSuspect && <Tag tone="warn">{t('rates.suspect', { change: format.decimal(known.change ?? '0') })}</Tag>}
              </div>
            )
          })}
        </fieldset>
        {others.length > 0 && <p className="muted">{t('rates.others', { currencies: others.map(({ code }) => code).join(', ') })}</p>}
        {read.table !== null && read.table.unread.length > 0 && <p className="tax-warn">{t('rates.unread', { currencies: read.table.unread.join(', ') })}</p>}
      </div>
    </TaxScreen>
  )
}
