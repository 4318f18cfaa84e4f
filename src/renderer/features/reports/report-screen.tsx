import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportName, reportNames } from '../../../contract/index.ts'
import type { ReportDrill, ReportRow, ReportTable } from '../../../core/report-layout/index.ts'
import { useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { call, refusalsOf, shell, useCall, usePreference } from '../../client/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Button, Empty, Menu, RefusalList, Screen, Select, Skeleton, useFormat, useToast, useToday } from '../../kit/index.ts'
import { comparableReports } from '../../../core/report-layout/index.ts'
import { type Asked, ExplainPanel } from './explain-panel.tsx'
import { KnownBanner, KnownSelect } from './known-reports.tsx'
import { LedgerPage } from './ledger-page.tsx'
import { PeriodBar } from './period-bar.tsx'
import { type Comparison, asOfReports, comparedPeriod, comparisons, dimensionsOf, type PeriodChoice, periodOf, placePeriod, yearOf } from './period.ts'
import { YearChart } from './year-chart.tsx'
import './reports.css'

const formats = ['xlsx', 'csv', 'pdf', 'json'] as const

/** One report as a ledger page. The address holds what it shows, so that going back finds it as it was. */
export function ReportScreen({ place }: { place: Place }) {
  const name = reportNames.find((known) => known === (place.params?.['name'] ?? place.id)) ?? 'trial-balance'
  // Another report begins with its own cursor and scroll.
  return <Report key={`${name} ${place.params?.['account'] ?? ''} ${place.params?.['product'] ?? ''}`} name={name} params={place.params ?? {}} />
}

function Report({ name, params }: { name: ReportName; params: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const today = useToday()
  const toast = useToast()
  const [choice, setChoice] = usePreference<PeriodChoice>('reports.period', { kind: 'thisMonth' })
  const [failed, setFailed] = useState<readonly Refusal[]>([])
  const exportSeat = useRef<HTMLSpanElement>(null)
  const usesAsOf = asOfReports.has(name)
  const period = placePeriod(params, choice, today)
  const only = params['account'] ?? params['product'] ?? params['party']
  const dimensions = dimensionsOf[name]
  const by = dimensions?.find((each) => each === params['by']) ?? dimensions?.[0]
  const comparison: Comparison = comparableReports.has(name) ? (comparisons.find((each) => each === params['compare']) ?? 'none') : 'none'
  const [asked, setAsked] = useState<Asked | null>(null)
  const wanted = {
    ...(usesAsOf ? { asOf: period.asOf } : name === 'year-overview' ? yearOf(period) : { from: period.from, to: period.to }), ...comparedPeriod(comparison, period, usesAsOf), ...(by === undefined ? {} : { by }),
    ...(params['asKnown'] ? { asKnown: params['asKnown'] } : {}),
    ...(params['account'] ? { account: params['account'] } : {}), ...(params['product'] ? { product: params['product'] } : {}), ...(params['party'] ? { party: params['party'] } : {}),
  }
  const { data, refusals, isFetching } = useCall('report.table', { name, arguments: wanted, language: format.language }, { keepPrevious: true })
  const bucket = params['bucket']
  const table = useMemo(() => (data && bucket ? onlyBucket(data, bucket) : data), [data, bucket])

  const onPeriod = (next: PeriodChoice): void => {
    setChoice(next)
    const dates = periodOf(next, today)
    navigation.replace({ screen: 'reports.report', params: { ...params, name, ...(usesAsOf ? { asOf: dates.asOf } : { from: dates.from, to: dates.to }) } })
  }
  const drill = (to: ReportDrill): void => {
    if (to.to === 'document') openDocument(to.id)
    else if (to.to === 'figure') setAsked({ name: to.name as ReportName, arguments: to.arguments, row: to.row, column: to.column })
    else navigation.go({ screen: 'reports.report', params: { name: to.name, ...to.arguments } })
  }
  const showAll = (): void => {
    const { account: _account, product: _product, party: _party, bucket: _bucket, ...rest } = params
    navigation.replace({ screen: 'reports.report', params: { ...rest, name } })
  }
  const change = (more: Readonly<Record<string, string | undefined>>): void => {
    const next: Record<string, string> = { name }
    for (const [key, value] of Object.entries({ ...params, ...more })) if (value !== undefined) next[key] = value
    navigation.replace({ screen: 'reports.report', params: next })
  }
  // What leaves the house is kept; a book that may only be read still prints.
  const keep = (how: 'print' | 'export'): void => void call('report.keep', { name, arguments: wanted, how }).catch(() => undefined)
  const fileOf = async (as: (typeof formats)[number]) => {
    setFailed([])
    try {
      return await call('report.export', { name, arguments: wanted, format: as, language: format.language })
    } catch (error) {
      setFailed(refusalsOf(error))
      return null
    }
  }
  const save = async (as: (typeof formats)[number]): Promise<void> => {
    const file = await fileOf(as)
    const path = file === null ? null : await shell.saveFile(file)
    if (path !== null) {
      keep('export')
      toast.say(t('saved', { file: path }))
    }
  }
  const print = async (): Promise<void> => {
    const file = await fileOf('pdf')
    if (file === null) return
    keep('print')
    await shell.print(file)
  }
  useActions([
    { id: 'report.export', labelKey: 'reports:export', keys: ['E'], run: () => exportSeat.current?.querySelector('button')?.click() },
    { id: 'report.print', labelKey: 'reports:print', keys: ['Ctrl+P'], run: () => void print() },
    { id: 'report.period', labelKey: 'reports:periodAction', keys: ['P'], run: () => document.querySelector<HTMLElement>('.period-bar .select')?.focus() },
  ])
  const isEmpty = table !== undefined && !table.rows.some((row) => row.kind === 'line')
  return (
    <Screen
      title={t(`titles.${name}`)} subtitle={only !== undefined && <span className="only">{only}{bucket === undefined && <button type="button" aria-label={t('showAll')} title={t('showAll')} onClick={showAll}>×</button>}</span>}
      actions={<>
        {dimensions && <span className="report-choice"><Select label={t('by.label')} hideLabel value={by ?? ''} options={dimensions.map((each) => ({ id: each as string, label: `${t('by.label')}: ${t(`by.${each}`)}` }))} onChange={(id) => change({ by: id })} /></span>}
        {name === 'year-overview' ? <span className="report-choice"><Select label={t('period.label')} hideLabel value={period.to.slice(0, 4)} options={yearsUntil(today)} onChange={(year) => change({ from: `${year}-01-01`, to: `${year}-12-31` })} /></span> : <PeriodBar period={period} usesAsOf={usesAsOf} onChange={onPeriod} />}
        {comparableReports.has(name) && <span className="report-choice report-compare"><Select label={t('compare.label')} hideLabel value={comparison} options={comparisons.map((each) => ({ id: each as string, label: t(`compare.${each}`) }))} onChange={(id) => change({ compare: id === 'none' ? undefined : id })} /></span>}
        <KnownSelect name={name} value={params['asKnown']} onChange={(asKnown, dates) => change({ asKnown, ...dates })} />
        <span ref={exportSeat} className="report-export"><Menu label={`${t('export')} E`} className="button plain" items={formats.map((as) => ({ id: as, label: t(`formats.${as}`), run: () => void save(as) }))}>{t('export')} <kbd aria-hidden="true">E</kbd></Menu></span>
        <Button keys="Ctrl+P" onPress={() => void print()}>{t('print')}</Button>
      </>}
      footer={table ? <>{t('rowsCount', { count: table.rows.filter((row) => row.kind === 'line').length })} · {t('currencyNote', { currency: table.currency })}{table.comparedWith && <> · {t('compare.with', { period: 'asOf' in table.comparedWith ? format.date(table.comparedWith.asOf) : `${format.date(table.comparedWith.from)} – ${format.date(table.comparedWith.to)}` })}</>}</> : ' '} footerEnd={t('hint')}
    >
      <RefusalList refusals={[...refusals, ...failed]} />
      {table?.asKnown !== undefined && <KnownBanner mark={table.asKnown} onLeave={() => change({ asKnown: undefined })} />}
      {name === 'year-overview' && table !== undefined && <YearChart table={table} />}
      {bucket !== undefined && table !== undefined && <p className="report-filter"><span className="only">{table.columns.find((column) => column.id === bucket)?.heading ?? bucket}<button type="button" aria-label={t('showAll')} title={t('showAll')} onClick={showAll}>×</button></span></p>}
      {table === undefined && refusals.length === 0 && <Skeleton rows={14} />}
      {table !== undefined && isEmpty && !isFetching && <Empty text={t('empty')} action={<p className="muted">{t('emptyAdvice')}</p>} />}
      {table !== undefined && !isEmpty && <LedgerPage table={table} label={t(`titles.${name}`)} isStale={isFetching} onDrill={drill} onExplain={(row, column) => setAsked({ name, arguments: wanted, row: row.key ?? '', column })} />}
      {asked !== null && <ExplainPanel key={`${asked.row} ${asked.column}`} asked={asked} onClose={() => setAsked(null)} onDrill={(to) => { setAsked(null); drill(to) }} />}
    </Screen>
  )
}

/** This year and nine before it. */
function yearsUntil(today: string): { id: string; label: string }[] {
  const year = Number(today.slice(0, 4))
  return Array.from({ length: 10 }, (_, back) => String(year - back)).map((id) => ({ id, label: id }))
}

/** Only the open items of one age, with their parties; the sums of the whole stay at the foot. */
function onlyBucket(table: ReportTable, bucket: string): ReportTable {
  const rows: ReportRow[] = []
  let section: ReportRow | null = null
  for (const row of table.rows) {
    if (row.kind === 'section') section = row
    else if (row.kind === 'line' && row.cells[bucket] !== undefined) {
      if (section !== null) rows.push(section)
      section = null
      rows.push(row)
    } else if (row.kind === 'total') rows.push(row)
  }
  return { ...table, rows }
}
