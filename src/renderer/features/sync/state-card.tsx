import { useTranslation } from 'react-i18next'
import type { ServerSettings, SyncStatus } from '../../../contract/index.ts'
import { useCommand } from '../../client/index.ts'
import { Button, Card, RefusalList, Select, Switch, localDateOf, useFormat, useToday } from '../../kit/index.ts'
import { megabytes, shownState, signOf, toneOf } from './sync-words.ts'
import { useStateWord } from './use-state-word.ts'

/** How things stand, in words and figures. */
export function StateCard({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const today = useToday()
  const word = useStateWord()
  const state = shownState(status)
  const number = (value: number): string => format.decimal(String(value))
  const last = status.lastSuccess === null ? t('figures.never') : `${localDateOf(status.lastSuccess) === today ? '' : `${format.date(localDateOf(status.lastSuccess))} `}${format.time(status.lastSuccess)}`
  return (
    <Card>
      <p className={`sync-state ${toneOf(state)}`} role="status"><span aria-hidden="true">{signOf[state]}</span> {word(status)}</p>
      <p className="muted">{t(`about.${state}`)}</p>
      {status.progress !== null && <progress className="sync-progress" aria-label={t('state.syncing')} value={status.progress.done} max={Math.max(status.progress.total, 1)} />}
      {status.clockSkewMs !== null && <p className="sync-clock"><span aria-hidden="true">◷</span> {clockWords(status.clockSkewMs, t, number)}</p>}
      {state !== 'off' && (
        <dl className="sync-figures">
          <div><dt>{t('figures.pending')}</dt><dd>{number(status.pending)}</dd></div>
          <div><dt>{t('figures.pushed')}</dt><dd>{number(status.pushed)}</dd></div>
          <div><dt>{t('figures.pulled')}</dt><dd>{number(status.pulled)}</dd></div>
          <div><dt>{t('figures.lastSuccess')}</dt><dd>{last}</dd></div>
        </dl>
      )}
    </Card>
  )
}

function clockWords(skewMs: number, t: ReturnType<typeof useTranslation<'sync'>>['t'], number: (value: number) => string): string {
  const minutes = Math.round(Math.abs(skewMs) / 60_000)
  const by = minutes < 120 ? t('clock.minutes', { count: minutes }) : minutes < 2 * 24 * 60 ? t('clock.hours', { count: Math.round(minutes / 60) }) : t('clock.days', { number: number(Math.round(minutes / 1440)) })
  return t(skewMs > 0 ? 'clock.behind' : 'clock.ahead', { by })
}

/** Which way, how sparingly, and whether at all just now. */
export function MannerCard({ status, settings, onPause }: { status: SyncStatus; settings: ServerSettings; onPause: () => void }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const options = useCommand('sync.options')
  const used = (bytes: number): string => format.decimal(megabytes(bytes))
  return (
    <Card title={t('manner')}>
      <div className="sync-manner">
        <Select
          label={t('ways.label')} value={settings.ways} options={(['both', 'push', 'pull'] as const).map((id) => ({ id, label: t(`ways.${id}`) }))}
          onChange={(ways) => { void options.run({ ways: ways as ServerSettings['ways'] }) }}
        />
        <Switch label={t('saver.label')} hint={t('saver.hint', { sent: used(status.bytes.sent), received: used(status.bytes.received) })} value={settings.dataSaver} onChange={(dataSaver) => { void options.run({ dataSaver }) }} />
        {settings.live && <div className="buttons"><Button keys="P" onPress={onPause}>{t(settings.paused ? 'actions.resume' : 'actions.pause')}</Button></div>}
        <RefusalList refusals={options.refusals} />
      </div>
    </Card>
  )
}
