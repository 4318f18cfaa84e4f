import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../contract/index.ts'
import { lastDayOf, type PlainMonth } from '../../../core/calendar/index.ts'
import { navigation } from '../../app/navigation.ts'
import { BarChart, FigureTable } from '../../kit/chart/index.ts'
import { Skeleton, useFormat } from '../../kit/index.ts'
import { PictureCard } from './picture-card.tsx'
import { countryShares, monthChange } from './summary-figures.ts'

const monthOfYear = (month: string): number => Number(month.slice(5, 7))

/** What was sold in twelve months and to which countries; a month opens its sales by product. */
export function SalesCard({ sales, asTable, onToggle }: { sales: HomeSummary['sales'] | undefined; asTable: boolean; onToggle: () => void }) {
  const { t } = useTranslation('home')
  const translate = t as unknown as (key: string, options: Record<string, string>) => string
  const format = useFormat()
  const months = sales?.months ?? []
  const latest = months.at(-1)
  const change = monthChange(months)
  const nameOf = (country: string | null): string => {
    if (country === null) return t('sales.others')
    if (country === 'ID') return t('sales.local')
    return country === '' ? t('sales.unknown') : translate(`countries.${country}`, { defaultValue: country })
  }
  const shares = sales ? countryShares(sales).map((entry) => `${nameOf(entry.country)} ${entry.percent}%`).join(' · ') : ' '
  const open = (month: string): void => navigation.go({ screen: 'reports.report', params: { name: 'sales-by-product', from: `${month}-01`, to: lastDayOf(month as PlainMonth) } })
  const amount = latest ? `Rp ${format.compact(latest.base)}` : ''
  const month = latest ? t(`months.${String(monthOfYear(latest.month)) as '1'}`) : ''
  const end = !latest ? '' : change === null ? t('sales.latest', { month, amount }) : t('sales.change', { month, amount, change: `${change < 0 ? '−' : '+'}${Math.abs(change)}%` })
  return (
    <PictureCard
      className="home-sales" title={t('sales.title')} end={end} asTable={asTable} onToggle={onToggle} figure={sales ? `Rp ${format.compact(sales.total)}` : ' '} note={sales && shares === '' ? t('sales.none') : shares}
      picture={sales === undefined ? <Skeleton rows={4} /> : (
        <BarChart
          label={t('sales.chart')} tick={format.compact} strong={latest?.month}
          bars={months.map((entry) => ({
            id: entry.month, short: format.language === 'zh' ? String(monthOfYear(entry.month)) : t(`months.${String(monthOfYear(entry.month)) as '1'}`).slice(0, 1), value: entry.base,
            says: `${format.month(entry.month)}: ${format.money(entry.base, 'IDR')}`, onOpen: () => open(entry.month),
          }))}
        />
      )}
      table={<FigureTable label={t('sales.chart')} headings={[t('sales.month'), t('sales.amount')]} rows={months.toReversed().map((entry) => ({ id: entry.month, cells: [format.month(entry.month), format.money(entry.base, 'IDR')], onOpen: () => open(entry.month) }))} />}
    />
  )
}
