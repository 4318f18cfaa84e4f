import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoretaxRowView } from '../../../contract/index.ts'
import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import type { CoretaxFinding, CoretaxTarget } from '../../../core/tax/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument, openTarget } from '../../app/targets.ts'
import { arrayList, call, refusalsOf, shell, useCall } from '../../client/index.ts'
import { Card, Checkbox, type Column, DateField, DateText, Empty, Money, RefusalList, RefusalText, Select, Table, Tag, useFormat, useToast, useToday } from '../../kit/index.ts'
import { TaxScreen } from './tax-screen.tsx'

const monthsShown = 12
/** Through this day one still works on the month before: its invoices are due by then. */
const lastDayOfLastMonth = 20

/** Tax invoices of a time as the Coretax import file, and each row that it would refuse, with the way to put it right. */
export function CoretaxScreen({ place }: { place: Place }) {
  const { t } = useTranslation('tax')
  const format = useFormat()
  const today = useToday()
  const toast = useToast()
  const usual = Number(today.slice(8)) <= lastDayOfLastMonth ? addMonths(monthOf(today), -1) : monthOf(today)
  const month = place.params?.['month'] ?? usual
  const from = place.params?.['from'] ?? firstDayOf(month)
  const to = place.params?.['to'] ?? lastDayOf(month)
  const [isOnlyBad, setOnlyBad] = useState(false)
  const [skipBad, setSkipBad] = useState(false)
  const [current, setCurrent] = useState<CoretaxRowView | undefined>(undefined)
  const [failed, setFailed] = useState<readonly Refusal[]>([])
  const { data, refusals } = useCall('tax.coretax', { from, to }, { keepPrevious: true })
  const rows = data && (isOnlyBad ? data.rows.filter((row) => row.findings.length > 0) : data.rows)
  const row = rows?.find((each) => each.id === current?.id) ?? rows?.[0]

  const show = (dates: { from: string; to: string }): void => navigation.replace({ screen: 'tax.coretax', params: dates })
  const move = (by: number): void => show({ from: firstDayOf(addMonths(monthOf(from), by)), to: lastDayOf(addMonths(monthOf(from), by)) })
  const open = (of: CoretaxRowView): void => {
    const finding = of.findings.find(({ severity }) => severity === 'error') ?? of.findings[0]
    if (finding) openFinding(finding.target)
    else openDocument(of.id)
  }
  const save = async (): Promise<void> => {
    setFailed([])
    try {
      const made = await call('tax.coretaxFile', { from, to, skipBad, language: format.language })
      for (const file of made.files) {
        const path = await shell.saveFile(file)
        if (path !== null) toast.say(t('coretax.saved', { count: made.written, file: path }))
      }
    } catch (error) {
      setFailed(refusalsOf(error))
    }
  }
  const canSave = data !== undefined && data.ready > 0 && (data.refused === 0 || skipBad)
  const saving: Action = { id: 'tax.coretaxFile', labelKey: 'tax:coretax.save', keys: ['Ctrl+Enter', 'Ctrl+S'], when: () => canSave, run: () => void save() }
  const solve: Action = { id: 'tax.solve', labelKey: 'tax:coretax.solve', keys: ['O'], when: () => row !== undefined, run: () => { if (row) open(row) } }
  useActions([
    saving, solve,
    { id: 'tax.monthBefore', labelKey: 'tax:coretax.before', keys: ['['], run: () => move(-1) }, { id: 'tax.monthAfter', labelKey: 'tax:coretax.after', keys: [']'], run: () => move(1) },
    { id: 'tax.onlyBad', labelKey: 'tax:coretax.onlyBad', keys: ['B'], run: () => setOnlyBad(!isOnlyBad) }, { id: 'tax.skipBad', labelKey: 'tax:coretax.skipBad', keys: ['L'], run: () => setSkipBad(!skipBad) },
  ])
  const months = Array.from({ length: monthsShown }, (_, index) => addMonths(monthOf(today), -index))
  const whole = months.find((each) => from === firstDayOf(each) && to === lastDayOf(each))
  const columns: readonly Column<CoretaxRowView>[] = [
    { id: 'number', heading: t('coretax.number'), width: 'minmax(146px, 1fr)', cell: (each) => each.number },
    { id: 'date', heading: t('coretax.date'), width: 112, cell: (each) => <DateText date={each.date} /> },
    { id: 'buyer', heading: t('coretax.buyer'), width: 'minmax(130px, 2fr)', cell: (each) => each.buyerName || each.buyer },
    { id: 'code', heading: t('coretax.code'), width: 56, cell: (each) => each.trxCode },
    { id: 'base', heading: t('coretax.base'), width: 122, align: 'end', cell: (each) => <Money value={each.otherTaxBase} currency="IDR" bare dashZero /> },
    { id: 'vat', heading: t('coretax.vat'), width: 104, align: 'end', cell: (each) => <Money value={each.vat} currency="IDR" bare dashZero /> },
    { id: 'state', heading: t('coretax.state'), width: 124, cell: (each) => <Tag tone={!each.isReady ? 'bad' : each.findings.length > 0 ? 'warn' : 'ok'}>{!each.isReady ? t('coretax.refused', { count: each.findings.length }) : each.findings.length > 0 ? t('coretax.look') : t('coretax.ready')}</Tag> },
  ]
  return (
    <TaxScreen tab="coretax" footerEnd={t('coretax.keys')} actions={<><ActionButton action={solve} /><ActionButton action={saving} variant="main" disabledReason={t(data && data.refused > 0 ? 'coretax.solveFirst' : 'coretax.empty')} /></>}
      footer={data && <>{t('coretax.count', { ready: data.ready, refused: data.refused, exports: data.exports })} · {t('coretax.sum', { vat: format.money(data.sums.vat, 'IDR') })}</>}
      aside={row && <Findings row={row} />}>
      <div className="list-tools tax-tools">
        <Select label={t('coretax.month')} hideLabel value={whole ?? 'custom'} options={[...months.map((id) => ({ id, label: format.month(id, 'long') })), { id: 'custom', label: t('coretax.custom') }]} onChange={(id) => { if (id !== 'custom') show({ from: firstDayOf(id), to: lastDayOf(id) }) }} />
        <DateField label={t('coretax.from')} hideLabel value={from} onChange={(date) => { if (date) show({ from: date, to: to < date ? date : to }) }} />
        <DateField label={t('coretax.to')} hideLabel value={to} onChange={(date) => { if (date) show({ from: from > date ? date : from, to: date }) }} />
        <Checkbox label={t('coretax.onlyBad')} value={isOnlyBad} onChange={setOnlyBad} />
        <Checkbox label={t('coretax.skipBad')} value={skipBad} onChange={setSkipBad} />
      </div>
      <RefusalList refusals={[...refusals, ...failed]} />
      <Table label={t('tab.coretax')} columns={columns} list={arrayList(`tax.coretax ${from} ${to} ${isOnlyBad}`, rows)} rowKey={(each) => each.id} onOpen={open} onCursor={setCurrent} autoFocus
        emptyState={<Empty text={t(data && data.exports > 0 ? 'coretax.onlyExports' : 'coretax.none', { count: data?.exports ?? 0 })} />} />
    </TaxScreen>
  )
}

function openFinding(target: CoretaxTarget): void {
  if (target.kind === 'company') navigation.go({ screen: 'settings' })
  else if (target.kind === 'document') openDocument(target.id)
  else openTarget({ kind: target.kind, id: target.id, code: target.id })
}

function Findings({ row }: { row: CoretaxRowView }) {
  const { t } = useTranslation('tax')
  const format = useFormat()
  return (
    <Card title={row.number} end={<button type="button" className="tax-link" onClick={() => openDocument(row.id)}>{t('coretax.openDocument')}</button>}>
      <dl className="tax-facts figures">
        <div><dt>{t('coretax.price')}</dt><dd>{format.money(row.taxBase, 'IDR')}</dd></div>
        <div><dt>{t('coretax.base')}</dt><dd>{format.money(row.otherTaxBase, 'IDR')}</dd></div>
        <div><dt>{t('coretax.vat')}</dt><dd>{format.money(row.vat, 'IDR')}</dd></div>
      </dl>
      {row.findings.length === 0 && <p className="muted">{t('coretax.noFindings')}</p>}
      <ul className="tax-findings">{row.findings.map((finding, index) => <li key={index} className={finding.severity}><Finding finding={finding} /></li>)}</ul>
    </Card>
  )
}

function Finding({ finding }: { finding: CoretaxFinding }) {
  const { t } = useTranslation('tax')
  const { severity, refusal, target } = finding
  return (
    <>
      <Tag tone={severity === 'error' ? 'bad' : 'warn'}>{t(`severity.${severity}`)}</Tag> <code>{refusal.field ?? ''}</code>
      <p><RefusalText refusal={refusal} /></p>
      <button type="button" className="tax-link" onClick={() => openFinding(target)}>{t(`coretax.goto.${target.kind}`)}</button>
    </>
  )
}
