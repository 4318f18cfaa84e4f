import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RateRow } from '../../../contract/index.ts'
import { currencyCodes } from '../../../core/money/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import { newEvent, useCommand, useList } from '../../client/index.ts'
import { Button, type Column, DateField, DateText, DecimalField, Empty, RefusalList, refusalOf, restOf, Select, Table, Tag, useFormat, useToast, useToday } from '../../kit/index.ts'

const foreign = currencyCodes.filter((code) => code !== 'IDR')

/** Rupiah per one unit, day by day. A new one is typed above the list; the newest stand on top. */
export function Rates() {
  const { t } = useTranslation(['settings', 'common'])
  const format = useFormat()
  const toast = useToast()
  const today = useToday()
  const post = useCommand('event.post')
  const [currency, setCurrency] = useState('USD')
  const [rate, setRate] = useState<string | null>(null)
  const [date, setDate] = useState<string | null>(today)
  const [kind, setKind] = useState('book')
  const [isTried, setTried] = useState(false)
  const list = useList('rates', { sort: { column: 'date', descending: true } })
  const add = async (): Promise<void> => {
    setTried(true)
    if (rate === null || date === null) return
    const done = await post.run({ event: newEvent('rate.set', date, { currency, rate, ...(kind === 'tax' ? { kind } : {}) }) })
    if (done === null) return
    toast.say(t('settings:rates.added', { currency, rate: format.decimal(rate), date: format.date(date) }))
    setRate(null)
    setTried(false)
  }
  const columns: readonly Column<RateRow>[] = [
    { id: 'date', heading: t('settings:rates.date'), width: 150, cell: (row) => <DateText date={row.date} /> },
    { id: 'currency', heading: t('settings:rates.currency'), width: 120, cell: (row) => row.currency },
    { id: 'rate', heading: t('settings:rates.rate'), width: 180, align: 'end', cell: (row) => format.decimal(row.rate) },
    { id: 'kind', heading: t('settings:rates.kind'), width: 'minmax(140px, 1fr)', cell: (row) => <Tag tone={row.kind === 'tax' ? 'accent' : 'draft'}>{t(`settings:rates.${row.kind}`)}</Tag> },
  ]
  const missing = (isMissing: boolean, name: string) => (isTried && isMissing ? refuse('FIELD_MISSING', { name }) : null)
  return (
    <>
      <form className="add-row" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
        <Select label={t('settings:rates.currency')} value={currency} options={foreign.map((id) => ({ id, label: id }))} onChange={setCurrency} />
        <DecimalField label={t('settings:rates.rate')} value={rate} places={8} onChange={setRate} error={refusalOf(post.refusals, 'rate') ?? missing(rate === null, 'rate')} />
        <DateField label={t('settings:rates.date')} value={date} onChange={setDate} error={refusalOf(post.refusals, 'date') ?? missing(date === null, 'date')} />
        <Select label={t('settings:rates.kind')} value={kind} options={(['book', 'tax'] as const).map((id) => ({ id, label: t(`settings:rates.${id}`) }))} onChange={setKind} />
        <Button type="submit" variant="main" isDisabled={post.busy}>{t('common:add')}</Button>
      </form>
      <RefusalList refusals={restOf(post.refusals, ['rate', 'date'])} />
      <Table label={t('settings:tab.rates')} columns={columns} list={list} rowKey={(row) => row.id} exportName="rates" emptyState={<Empty text={t('settings:rates.empty')} />} />
    </>
  )
}
