import { useTranslation } from 'react-i18next'
import type { ReportTable } from '../../../core/report-layout/index.ts'
import { navigation } from '../../app/navigation.ts'
import { useFormat } from '../../kit/index.ts'
import { BarChart, LineChart } from '../../kit/chart/index.ts'

/** Sales and profit as bars, money as a line: the same figures as the table below. A bar opens its month. */
export function YearChart({ table }: { readonly table: ReportTable }) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const months = table.rows.filter((row) => row.kind === 'line').map((row) => ({ month: row.cells['month']?.kind === 'text' ? row.cells['month'].text : '', row }))
  const value = (row: (typeof months)[number]['row'], column: string): string => {
    const cell = row.cells[column]
    return cell?.kind === 'money' ? cell.value : '0'
  }
  const tick = (text: string): string => format.compact(text)
  const says = (month: string, column: 'sales' | 'profit' | 'cash', amount: string): string => `${format.month(month)} · ${t(`columns.${column}`)}: ${format.money(amount, table.currency)}`
  const bars = (column: 'sales' | 'profit') => (
    <figure className="year-chart">
      <figcaption>{t(`columns.${column}`)}</figcaption>
      <BarChart
        label={t(`columns.${column}`)} tick={tick} bars={months.map(({ month, row }) => ({
          id: month, short: String(Number(month.slice(5))), says: says(month, column, value(row, column)), value: value(row, column), onOpen: () => { if (row.drill?.to === 'report') navigation.go({ screen: 'reports.report', params: { name: row.drill.name, ...row.drill.arguments } }) },
        }))}
      />
    </figure>
  )
  const first = months[0]?.month
  const last = months.at(-1)?.month
  return (
    <div className="year-charts">
      {bars('sales')}
      {bars('profit')}
      <figure className="year-chart">
        <figcaption>{t('columns.cash')}</figcaption>
        <LineChart label={t('columns.cash')} tick={tick} points={months.map(({ month, row }) => ({ id: month, says: says(month, 'cash', value(row, 'cash')), value: value(row, 'cash') }))} ends={[first === undefined ? '' : format.month(first), last === undefined ? '' : format.month(last)]} />
      </figure>
    </div>
  )
}
