import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../core/calendar/index.ts'
import type { ReportCell, ReportRow } from '../../../core/report-layout/index.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall } from '../../client/index.ts'
import { DateField, DateText, Empty, Money, Quantity, RefusalList, Skeleton, useLanguage, useToday } from '../../kit/index.ts'

const shownDays = 90
/** What the page itself says of a product is left out: its name and code. */
const columns = ['date', 'document', 'note', 'warehouse', 'in', 'out', 'value', 'balanceQuantity', 'balanceValue'] as const
const figures: ReadonlySet<string> = new Set(['in', 'out', 'value', 'balanceQuantity', 'balanceValue'])

/** Every movement of the product in a time, with what was there after it. */
export function StockCard({ code, unit }: { code: string; unit: string }) {
  const { t } = useTranslation('products')
  const today = useToday()
  const language = useLanguage()
  const [from, setFrom] = useState<string | null>(addDays(today, -shownDays))
  const [to, setTo] = useState<string | null>(today)
  const report = useCall('report.table', { name: 'stock-card', arguments: { from: from ?? today, to: to ?? today, product: code }, language }, { keepPrevious: true, enabled: from !== null && to !== null })
  const rows = (report.data?.rows ?? []).filter((row) => row.kind !== 'section')
  const headings = new Map(report.data?.columns.map((column) => [column.id, column.heading]))
  return (
    <>
      <div className="list-tools dates"><DateField label={t('stockCard.from')} value={from} onChange={setFrom} /><DateField label={t('stockCard.to')} value={to} onChange={setTo} /></div>
      <RefusalList refusals={report.refusals} />
      {report.isPending ? <Skeleton rows={10} /> : rows.length === 0 ? <Empty text={t('stockCard.empty')} /> : (
        <table className="plain" aria-label={t('tab.card')}>
          <thead><tr>{columns.map((column) => <th key={column} scope="col" className={figures.has(column) ? 'n' : ''}>{headings.get(column)}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <tr key={index} className={row.kind === 'line' ? '' : row.kind === 'opening' ? 'muted' : 'total'}>{columns.map((column) => <td key={column} className={figures.has(column) ? 'n' : ''}><CardCell row={row} cell={row.cells[column]} isDocument={column === 'document'} unit={row.kind === 'line' ? undefined : unit} /></td>)}</tr>)}</tbody>
        </table>
      )}
    </>
  )
}

function CardCell({ row, cell, isDocument, unit }: { row: ReportRow; cell: ReportCell | undefined; isDocument: boolean; unit: string | undefined }) {
  if (cell === undefined) return null
  switch (cell.kind) {
    case 'date': return <DateText date={cell.value} />
    case 'money': return <Money value={cell.value} currency="IDR" bare dashZero />
    case 'quantity': return <Quantity value={cell.value} {...(unit === undefined ? {} : { unit })} />
    case 'text':
    case 'code': {
      const { drill } = row
      return isDocument && drill?.to === 'document' ? <button type="button" className="link" onClick={() => openDocument(drill.id)}>{cell.text}</button> : <>{cell.text}</>
    }
    default: return null
  }
}
