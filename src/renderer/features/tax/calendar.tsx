import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaxDueRow, TaxOverview } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { arrayList, useCall, useCommand } from '../../client/index.ts'
import { newPlace } from '../../document/index.ts'
import { Card, type Column, DateText, Empty, Money, RefusalList, RefusalText, Table, Tag, type Tone, useFormat } from '../../kit/index.ts'
import { FilingDialog } from './filing-dialog.tsx'
import { TaxScreen } from './tax-screen.tsx'

const tones: Record<TaxDueRow['state'], Tone> = { done: 'ok', todo: 'draft', soon: 'warn', late: 'bad', none: 'draft' }
/** Screens that post a month's tax. */
const editors: Partial<Record<TaxDueRow['obligation'], string>> = { ppn: 'journal.vatSettlement', finalIncome: 'journal.finalIncome' }

/** What is due to the tax office, by its day, with what is done. */
export function CalendarScreen() {
  const { t } = useTranslation('tax')
  const format = useFormat()
  const { data, refusals } = useCall('tax.overview', {})
  const mark = useCommand('tax.markFiled')
  const [current, setCurrent] = useState<TaxDueRow | undefined>(undefined)
  const [filing, setFiling] = useState<TaxDueRow | null>(null)
  const row = data?.rows.find((each) => each.id === current?.id)

  const open = (of: TaxDueRow | undefined): void => {
    if (!of) return
    const editor = editors[of.obligation]
    if (of.next === 'post' && editor !== undefined) navigation.go(newPlace(editor, { period: of.period, then: 'back' }))
    else if (of.obligation === 'efaktur') navigation.go({ screen: 'tax.coretax', params: { month: of.period } })
    else if (of.document !== null && of.next === null) openDocument(of.document)
    else setFiling(of)
  }
  const takeBack = (of: TaxDueRow): void => void mark.run({ obligation: of.obligation, act: of.act, period: of.period, filing: null })
  const next: Action = { id: 'tax.next', labelKey: 'tax:calendar.open', keys: ['Ctrl+Enter'], when: () => row !== undefined, run: () => open(row) }
  const done: Action = { id: 'tax.mark', labelKey: 'tax:calendar.mark', keys: ['M'], when: () => row !== undefined, run: () => { if (row) setFiling(row) } }
  const undo: Action = { id: 'tax.takeBack', labelKey: 'tax:calendar.takeBack', keys: ['U'], when: () => row?.filed !== null && row?.filed !== undefined, run: () => { if (row) takeBack(row) } }
  useActions([next, done, undo])

  const columns: readonly Column<TaxDueRow>[] = [
    { id: 'due', heading: t('calendar.due'), width: 118, cell: (each) => <DateText date={each.due} /> },
    { id: 'what', heading: t('calendar.what'), width: 'minmax(170px, 2fr)', cell: (each) => t(`obligation.${each.obligation}.${each.act}` as 'obligation.ppn.pay') },
    { id: 'period', heading: t('calendar.period'), width: 130, cell: (each) => format.month(each.period, 'long') },
    { id: 'amount', heading: t('calendar.amount'), width: 126, align: 'end', cell: (each) => <Money value={each.amount} currency="IDR" dashZero /> },
    { id: 'state', heading: t('calendar.state'), width: 116, cell: (each) => <Tag tone={tones[each.state]}>{t(`state.${each.state}`)}</Tag> },
    { id: 'next', heading: t('calendar.next'), width: 'minmax(120px, 1fr)', cell: (each) => (each.filed ? `${format.date(each.filed.date, 'short')}${each.filed.reference === '' ? '' : ` · ${each.filed.reference}`}` : each.next === null ? '' : t(`next.${each.next}`)) },
  ]
  const late = data?.rows.filter(({ state }) => state === 'late').length ?? 0
  return (
    <TaxScreen tab="calendar" footer={t('calendar.count', { late, soon: data?.rows.filter(({ state }) => state === 'soon').length ?? 0 })} footerEnd={t('calendar.keys')}
      actions={<><ActionButton action={undo} /><ActionButton action={done} /><ActionButton action={next} variant="main" /></>}
      aside={data && <Side overview={data} row={row} />}>
      <RefusalList refusals={[...refusals, ...mark.refusals]} />
      <Table label={t('tab.calendar')} columns={columns} list={arrayList('tax.calendar', data?.rows)} rowKey={(each) => each.id} onOpen={open} onCursor={setCurrent} autoFocus emptyState={<Empty text={t('calendar.empty')} />} />
      {filing !== null && <FilingDialog row={filing} onClose={() => setFiling(null)} />}
    </TaxScreen>
  )
}

function Side({ overview, row }: { overview: TaxOverview; row: TaxDueRow | undefined }) {
  const { t } = useTranslation('tax')
  const format = useFormat()
  const { week, turnover, findings } = overview
  return (
    <>
      {row && (
        <Card title={t(`obligation.${row.obligation}.${row.act}` as 'obligation.ppn.pay')}>
          <dl className="tax-facts">
            <dt>{t('calendar.due')}</dt><dd>{format.date(row.due, 'long')}</dd>
            {row.nominal !== row.due && <><dt>{t('calendar.nominal')}</dt><dd>{format.date(row.nominal, 'long')}</dd></>}
            <dt>{t('calendar.source')}</dt><dd>{row.source}</dd>
          </dl>
          {!row.isCertain && <p className="muted">{t('calendar.uncertain', { year: row.due.slice(0, 4) })}</p>}
          {row.document !== null && <button type="button" className="tax-link" onClick={() => openDocument(row.document ?? '')}>{t('calendar.document')}</button>}
        </Card>
      )}
      {findings.length > 0 && (
        <Card title={t('calendar.company')} tone="bad">
          {findings.map((refusal) => <p key={refusal.code}><RefusalText refusal={refusal} /></p>)}
          <button type="button" className="tax-link" onClick={() => navigation.go({ screen: 'settings' })}>{t('calendar.toCompany')}</button>
        </Card>
      )}
      <Card title={t('week.title')} {...(week.missing.length > 0 ? { tone: 'warn' as const } : {})} end={<button type="button" className="tax-link" onClick={() => navigation.go({ screen: 'tax.rates' })}>{t('week.enter')}</button>}>
        <p className="muted">{t('week.valid', { from: format.date(week.from, 'short'), to: format.date(week.to, 'short') })}</p>
        {week.missing.length > 0 && <p>{t('week.missing', { currencies: week.missing.join(', ') })}</p>}
        {week.missing.length === 0 && week.rates.length === 0 && <p>{t('week.none')}</p>}
        {week.rates.length > 0 && <dl className="tax-facts figures">{week.rates.slice(0, 8).map(({ currency, rate }) => <div key={currency}><dt>{currency}</dt><dd>{format.decimal(rate)}</dd></div>)}</dl>}
      </Card>
      <Card title={t('turnover.title', { year: turnover.year })}>
        <p className="tax-figure">{format.money(turnover.amount, 'IDR')}</p>
        <progress className="tax-meter" max={100} value={Math.min(100, turnover.percent)} aria-label={t('turnover.title', { year: turnover.year })} />
        <p className="muted">{t('turnover.limit', { percent: turnover.percent, limit: format.money(turnover.limit, 'IDR') })}</p>
      </Card>
    </>
  )
}
