import { useTranslation } from 'react-i18next'
import { DateField, Select, useToday } from '../../kit/index.ts'
import { choiceOf, type Period, type PeriodChoice, presets } from './period.ts'

interface PeriodBarProps {
  readonly period: Period
  readonly usesAsOf: boolean
  readonly onChange: (choice: PeriodChoice) => void
}

/** The usual periods by name, and always the days themselves: a date typed makes a period of its own. */
export function PeriodBar({ period, usesAsOf, onChange }: PeriodBarProps) {
  const { t } = useTranslation('reports')
  const today = useToday()
  const choice = choiceOf(period, usesAsOf, today)
  const asOfNames = { thisMonth: t('period.today'), lastMonth: t('period.endLastMonth'), thisYear: '', lastYear: t('period.endLastYear') }
  const options = presets.filter((preset) => !usesAsOf || preset !== 'thisYear').map((preset) => ({ id: preset as string, label: usesAsOf ? asOfNames[preset] : t(`period.${preset}`) }))
  const change = (dates: Partial<Period>): void => {
    const next = { ...period, ...dates }
    onChange({ kind: 'custom', from: next.from, to: usesAsOf ? next.asOf : next.to < next.from ? next.from : next.to })
  }
  return (
    <div className="period-bar" role="group" aria-label={t('period.label')}>
      <Select label={t('period.label')} hideLabel value={choice.kind} options={[...options, { id: 'custom', label: t('period.custom') }]} onChange={(id) => { if (id !== 'custom') onChange({ kind: id as (typeof presets)[number] }) }} />
      {usesAsOf
        ? <DateField label={t('period.asOfLabel')} hideLabel value={period.asOf} onChange={(asOf) => { if (asOf) change({ asOf }) }} />
        : <>
            <DateField label={t('period.from')} hideLabel value={period.from} onChange={(from) => { if (from) change({ from }) }} />
            <span className="muted" aria-hidden="true">–</span>
            <DateField label={t('period.to')} hideLabel value={period.to} onChange={(to) => { if (to) change({ to }) }} />
          </>}
    </div>
  )
}
