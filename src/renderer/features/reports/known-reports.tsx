import { useTranslation } from 'react-i18next'
import type { OutputOf, ReportName } from '../../../contract/index.ts'
import type { ReportTable } from '../../../core/report-layout/index.ts'
import { useCall } from '../../client/index.ts'
import { Button, Select, useFormat } from '../../kit/index.ts'
import { asOfReports } from './period.ts'

type Print = OutputOf<'report.prints'>[number]

interface KnownSelectProps {
  readonly name: ReportName
  readonly value: string | undefined
  /** The dates that it was printed with come along, where it is the same report. */
  readonly onChange: (id: string | undefined, dates: Readonly<Record<string, string>>) => void
}

/** Earlier prints, exports and closes: choosing one shows the report as the book was known then. */
export function KnownSelect({ name, value, onChange }: KnownSelectProps) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { data } = useCall('report.prints', { name })
  if (data === undefined || (data.length === 0 && value === undefined)) return null
  const says = (print: Print): string => `${print.how === 'close' ? t('asKnown.close', { period: print.period ?? '' }) : t(`asKnown.${print.how}`)} · ${format.date(print.at.slice(0, 10), 'short')} ${print.at.slice(11, 16)} · ${print.author}`
  return (
    <span className="report-choice">
      <Select
        label={t('asKnown.label')} hideLabel value={value ?? 'now'} options={[{ id: 'now', label: t('asKnown.now') }, ...data.slice(0, 40).map((print) => ({ id: print.id, label: says(print) }))]}
        onChange={(id) => {
          const print = data.find((each) => each.id === id)
          if (print === undefined) onChange(undefined, {})
          else onChange(print.id, datesOf(print, name))
        }}
      />
    </span>
  )
}

function datesOf(print: Print, name: ReportName): Record<string, string> {
  const { from, to, asOf } = print.arguments
  if (print.report === name || asOfReports.has(name)) return Object.fromEntries(Object.entries({ from, to, asOf: asOf ?? to }).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return asOf === undefined ? {} : { from: `${asOf.slice(0, 7)}-01`, to: asOf }
}

/** Says that this is not how the book is now, and whether it is just what was kept then. */
export function KnownBanner({ mark, onLeave }: { readonly mark: NonNullable<ReportTable['asKnown']>; readonly onLeave: () => void }) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  return (
    <div className="known-banner" role="status">
      <span>{t('asKnown.banner', { date: `${format.date(mark.at.slice(0, 10), 'long')} ${mark.at.slice(11, 16)} UTC`, postings: mark.postings, author: mark.author })}{mark.same !== null && ` ${t(mark.same ? 'asKnown.same' : 'asKnown.differs')}`}</span>
      <Button variant="quiet" onPress={onLeave}>{t('asKnown.leave')}</Button>
    </div>
  )
}
