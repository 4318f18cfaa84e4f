import { useTranslation } from 'react-i18next'
import type { TimelineRow } from '../../../contract/index.ts'
import { Card, DateText } from '../../kit/index.ts'

const marks = { done: '✓', next: '→', late: '⚠', open: '·' } as const

/** What was done, what comes next, what is late. */
export function Timeline({ rows }: { rows: readonly TimelineRow[] }) {
  const { t } = useTranslation('shipments')
  return (
    <Card title={t('timeline')}>
      <ol className="timeline">
        {rows.map((row) => <li key={row.step} className={row.state}><span aria-hidden="true">{marks[row.state]}</span><span>{t(`step.${row.step}` as 'step.order')}<span className="for-readers"> {t(`stepState.${row.state}`)}</span></span><span className="muted">{row.date === null ? '–' : <DateText date={row.date} />}</span></li>)}
      </ol>
    </Card>
  )
}
