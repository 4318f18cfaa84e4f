import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../contract/index.ts'
import { navigation } from '../../app/navigation.ts'
import { FigureTable, RowBars } from '../../kit/chart/index.ts'
import { Skeleton, useFormat, useToday } from '../../kit/index.ts'
import { PictureCard } from './picture-card.tsx'

const toneOf = (bucket: string): 'accent' | 'warn' | 'bad' => (bucket === 'current' ? 'accent' : bucket === '1-30' ? 'warn' : 'bad')

/** Who owes us, by age; each bar opens the open invoices of that age. */
export function ReceivablesCard({ receivables, asTable, onToggle }: { receivables: HomeSummary['receivables'] | undefined; asTable: boolean; onToggle: () => void }) {
  const { t } = useTranslation('home')
  const translate = t as unknown as (key: string, options: Record<string, string>) => string
  const format = useFormat()
  const today = useToday()
  const buckets = receivables?.buckets ?? []
  const nameOf = (bucket: string): string => translate(`receivables.buckets.${bucket}`, { defaultValue: bucket })
  const open = (bucket: string) => (): void => navigation.go({ screen: 'reports.report', params: { name: 'aged-receivables', asOf: today, bucket } })
  return (
    <PictureCard
      className="home-receivables" title={t('receivables.title')} end={receivables ? `Rp ${format.compact(receivables.total)}` : ''} asTable={asTable} onToggle={onToggle}
      picture={receivables === undefined ? <Skeleton rows={5} /> : buckets.every((entry) => !/[1-9]/.test(entry.base)) ? <p className="muted home-none">{t('receivables.none')}</p> : (
        <RowBars label={t('receivables.chart')} bars={buckets.map((entry) => ({ id: entry.bucket, label: nameOf(entry.bucket), value: entry.base, shown: /[1-9]/.test(entry.base) ? `Rp ${format.compact(entry.base)}` : '–', tone: toneOf(entry.bucket), onOpen: open(entry.bucket) }))} />
      )}
      table={<FigureTable label={t('receivables.chart')} headings={[t('receivables.bucket'), t('receivables.amount')]} rows={buckets.map((entry) => ({ id: entry.bucket, cells: [nameOf(entry.bucket), format.money(entry.base, 'IDR')], onOpen: open(entry.bucket) }))} />}
    />
  )
}
