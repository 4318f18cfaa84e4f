import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../contract/index.ts'
import { FigureTable, LineChart } from '../../kit/chart/index.ts'
import { Skeleton, useFormat } from '../../kit/index.ts'
import { PictureCard } from './picture-card.tsx'

/** Money: all in the book's currency, by currency, and how it went over 90 days. */
export function CashCard({ cash, asTable, onToggle }: { cash: HomeSummary['cash'] | undefined; asTable: boolean; onToggle: () => void }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const byCurrency = cash?.byCurrency.filter((entry) => /[1-9]/.test(entry.balance)) ?? []
  const currencies = byCurrency.map((entry) => `${entry.currency}\u00a0${entry.currency === 'IDR' ? format.compact(entry.balance) : format.amount(entry.balance, entry.currency)}`).join(' · ')
  const days = cash?.days ?? []
  return (
    <PictureCard
      className="home-cash" title={t('cash.title')} end={t('cash.days')} asTable={asTable} onToggle={onToggle} figure={cash ? `Rp ${format.compact(cash.base)}` : ' '}
      note={cash ? currencies || t('cash.none') : ' '}
      picture={cash === undefined ? <Skeleton rows={4} /> : (
        <LineChart
          label={t('cash.chart')} tick={format.compact} ends={[format.date(days[0]?.date ?? '', 'short'), format.date(days.at(-1)?.date ?? '', 'short')]}
          points={days.map((day) => ({ id: day.date, value: day.base, says: `${format.date(day.date)}: ${format.money(day.base, 'IDR')}` }))}
        />
      )}
      table={<FigureTable label={t('cash.chart')} headings={[t('cash.date'), t('cash.balance')]} rows={days.toReversed().map((day) => ({ id: day.date, cells: [format.date(day.date), format.money(day.base, 'IDR')] }))} />}
    />
  )
}
