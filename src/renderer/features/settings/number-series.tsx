import { useTranslation } from 'react-i18next'
import { useCall } from '../../client/index.ts'
import { Card, RefusalList, Skeleton, useFormat, useToday } from '../../kit/index.ts'

/** Which numbers this PC gives, and the last one of each. */
export function NumberSeries() {
  const { t } = useTranslation('settings')
  const translate = t as unknown as (key: string, options?: object) => string
  const today = useToday()
  const format = useFormat()
  const settings = useCall('settings.get', {})
  if (!settings.data) return settings.isPending ? <Skeleton rows={10} /> : <RefusalList refusals={settings.refusals} />
  const { series, device, lockedThrough } = settings.data
  const number = (prefix: string, last: string): string => (/^\d+$/.test(last) ? `${prefix}/${today.slice(0, 4)}/…/${device.code}-${last.padStart(4, '0')}` : last)
  return (
    <div className="settings-cards">
      <Card title={t('series.device')} className="settings-card"><p className="big">{device.code}</p><p className="muted">{t('series.deviceNote')}</p>{lockedThrough !== null && <p>{t('series.locked')} {lockedThrough.length === 7 ? format.month(lockedThrough) : format.date(lockedThrough)}</p>}</Card>
      <Card title={t('series.title')} className="settings-card">
        <table className="plain" aria-label={t('series.title')}>
          <thead><tr><th scope="col">{t('series.type')}</th><th scope="col">{t('series.prefix')}</th><th scope="col">{t('series.last')}</th></tr></thead>
          <tbody>{series.map((entry) => <tr key={entry.type}><td>{translate(`documentType.${entry.type}`, { defaultValue: entry.type })}</td><td>{entry.prefix}</td><td>{entry.last === null ? <span className="muted">{t('series.none')}</span> : number(entry.prefix, entry.last)}</td></tr>)}</tbody>
        </table>
      </Card>
    </div>
  )
}
