import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportName } from '../../../contract/index.ts'
import type { ReportDrill, ReportTable } from '../../../core/report-layout/index.ts'
import { useCall } from '../../client/index.ts'
import { Button, Panel, RefusalList, Skeleton, useFormat } from '../../kit/index.ts'
import { LedgerPage } from './ledger-page.tsx'

/** A figure that somebody asks about. */
export interface Asked { readonly name: ReportName; readonly arguments: Readonly<Record<string, string>>; readonly row: string; readonly column: string }

interface ExplainPanelProps {
  readonly asked: Asked
  readonly onClose: () => void
  /** Leaves for a report or a document. */
  readonly onDrill: (drill: ReportDrill) => void
}

/** Why is it so: what a figure consists of, with the sums done. A line opens the next figure, the ledger or the document; Esc goes back step by step. */
export function ExplainPanel({ asked, onClose, onDrill }: ExplainPanelProps) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const [path, setPath] = useState<readonly Asked[]>([asked])
  const now = path.at(-1) ?? asked
  const { data, refusals } = useCall('figure.explain', { name: now.name, arguments: now.arguments, row: now.row, column: now.column, language: format.language })
  const back = (): void => {
    if (path.length > 1) setPath(path.slice(0, -1))
    else onClose()
  }
  const drill = (to: ReportDrill): void => {
    if (to.to === 'figure') setPath([...path, { name: to.name as ReportName, arguments: to.arguments, row: to.row, column: to.column }])
    else onDrill(to)
  }
  const figure = data?.figure
  const value = figure === undefined || !('value' in figure) ? '' : figure.kind === 'foreign' ? `${figure.currency} ${format.amount(figure.value, figure.currency)}` : figure.kind === 'quantity' ? format.quantity(figure.value) : figure.kind === 'percent' ? `${format.decimal(figure.value, 1)}%` : format.decimal(figure.value, /\.\d*[1-9]/.test(figure.value) ? 2 : 0)
  return (
    <Panel title={t('explain.why')} onClose={back} size="wide" actions={<>{path.length > 1 && <Button keys="Esc" onPress={back}>{t('explain.back')}</Button>}<span className="muted explain-hint">{t('explain.hint')}</span></>}>
      <RefusalList refusals={refusals} />
      {data === undefined && refusals.length === 0 && <Skeleton rows={8} />}
      {data !== undefined && (
        <div className="explain" key={path.length}>
          <p className="explain-figure"><span>{data.title}</span><strong>{value}</strong></p>
          {data.parts.length === 0 && <p className="muted">{t('explain.nothing')}</p>}
          {data.parts.length > 0 && <p className={data.agrees ? 'muted' : 'warn'}>{data.agrees ? t('explain.agrees') : t('explain.differs', { sum: data.sum })}</p>}
          {data.parts.map((part, index) => (
            <section key={index}>
              <h3>{part.title}</h3>
              <LedgerPage table={pageOf(part, now.name)} label={part.title} isStale={false} onDrill={drill} short takesFocus={index === 0} />
            </section>
          ))}
        </div>
      )}
    </Panel>
  )
}

function pageOf(part: { readonly title: string; readonly columns: ReportTable['columns']; readonly rows: ReportTable['rows'] }, name: ReportName): ReportTable {
  return { report: name as ReportTable['report'], title: part.title, period: { asOf: '' }, currency: 'IDR', columns: part.columns, rows: part.rows, totals: [], wide: false }
}
