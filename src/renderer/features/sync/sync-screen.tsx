import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerSettings, SyncStatus } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { useActions } from '../../app/actions.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, Checkbox, Dialog, RefusalList, Screen, Skeleton, Switch, TextField, useToast } from '../../kit/index.ts'
import { DeletionsCard } from './deletions-card.tsx'
import { keepFocus } from './keep-focus.ts'
import { DevicesCard } from './devices-card.tsx'
import { LineFields, lineInputOf, lineTextOf } from './line-fields.tsx'
import { ReplacedCard } from './replaced-card.tsx'
import { MannerCard, StateCard } from './state-card.tsx'
import { useSyncStatus } from './use-sync-status.ts'
import { ParcelsButton } from './parcels-button.tsx'
import './sync.css'

export function SyncScreen() {
  const { t } = useTranslation('sync')
  const toast = useToast()
  const status = useSyncStatus()
  const settings = useCall('sync.settings', {})
  const now = useCommand('sync.now')
  const live = useCommand('sync.live')
  const pause = useCommand('sync.pause')
  const keep = useCommand('sync.keepDeleted')
  const isSet = settings.data !== null && settings.data !== undefined
  const runNow = async (order: { acceptReplaced?: boolean; acceptDeletions?: boolean } = {}): Promise<void> => {
    if (now.busy) return
    const done = await now.run(order)
    requestAnimationFrame(keepFocus)
    if (done) toast.say(t('done', { pushed: done.pushed, pulled: done.pulled }))
  }
  const onPause = (): void => { if (settings.data?.live) void pause.run({ on: !settings.data.paused }) }
  const onKeep = async (): Promise<void> => { if (await keep.run({})) await runNow() }
  useActions([
    { id: 'sync.now', labelKey: 'sync:actions.now', keys: ['S'], when: () => isSet, run: () => void runNow() },
    { id: 'sync.pause', labelKey: settings.data?.paused ? 'sync:actions.resume' : 'sync:actions.pause', keys: ['P'], when: () => settings.data?.live === true, run: onPause },
  ])
  const refusals = unique([...(status?.refusal ? [status.refusal] : []), ...now.refusals])
  // These two are questions, with a card of their own.
  const told = refusals.filter(({ code }) => code !== 'SYNC_REPLACED' && (code !== 'SYNC_DELETIONS' || status?.deletions.length === 0))
  return (
    <Screen title={t('title')} actions={<><ParcelsButton /><Button variant={isSet ? 'main' : 'plain'} keys="S" isDisabled={!isSet || now.busy} disabledReason={isSet ? t('about.syncing') : t('advice.SYNC_NOT_SET')} onPress={() => void runNow()}>{t('actions.now')}</Button></>} footerEnd={t('hint')}>
      <div className="sync-screen">
        {status === undefined ? <Skeleton rows={6} /> : <StateCard status={status} />}
        {told.length > 0 && <RefusalCard refusals={told} />}
        {isSet && status !== undefined && refusals.some((refusal) => refusal.code === 'SYNC_REPLACED') && (
          <ReplacedCard isBusy={now.busy} onServerFollows={() => { void runNow({ acceptReplaced: true }) }} onStop={() => { void live.run({ on: false }).then(now.clear) }} />
        )}
        {status !== undefined && status.deletions.length > 0 && <DeletionsCard documents={status.deletions} isBusy={now.busy || keep.busy} onKeep={() => void onKeep()} onDelete={() => { void runNow({ acceptDeletions: true }) }} />}
        {status !== undefined && status.denied.length > 0 && <DeniedCard status={status} />}
        {status !== undefined && settings.data && <MannerCard status={status} settings={settings.data} onPause={onPause} />}
        {settings.isPending ? <Skeleton rows={6} /> : <ConnectionCard settings={settings.data ?? null} pending={status?.pending ?? 0} />}
        {!settings.isPending && <DevicesCard settings={settings.data ?? null} />}
        <RefusalList refusals={[...settings.refusals, ...live.refusals, ...pause.refusals, ...keep.refusals]} />
      </div>
    </Screen>
  )
}

const unique = (refusals: readonly Refusal[]): readonly Refusal[] => refusals.filter((refusal, index) => refusals.findIndex((other) => other.code === refusal.code) === index)

/** Why, in the words of the refusal, and what a person can do about it. */
function RefusalCard({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation('sync')
  const translate = t as unknown as (key: string, options: Record<string, string>) => string
  return (
    <Card title={t('refusalTitle')} tone="bad">
      {refusals.map((refusal) => {
        const advice = translate(`advice.${refusal.code}`, { defaultValue: '' })
        return <div key={refusal.code} className="sync-refusal"><RefusalList refusals={[refusal]} />{advice !== '' && <p>{advice}</p>}</div>
      })}
    </Card>
  )
}

function DeniedCard({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  return (
    <Card title={t('deniedTitle')} end={String(status.denied.length)} tone="bad">
      <p className="muted">{t('deniedNote')}{status.refusal?.code === 'SYNC_DENIED' ? '' : ` ${t('advice.SYNC_DENIED')}`}</p>
      <ul className="sync-denied">
        {status.denied.map((document) => <li key={document.id}><button type="button" onClick={() => openDocument(document.id)}>{document.label ?? document.id}</button><span>{document.reason}</span></li>)}
      </ul>
    </Card>
  )
}

function ConnectionCard({ settings, pending }: { settings: ServerSettings | null; pending: number }) {
  const { t } = useTranslation('sync')
  const toast = useToast()
  const [url, setUrl] = useState(settings?.url ?? '')
  const [user, setUser] = useState(settings?.user ?? '')
  const [password, setPassword] = useState('')
  const [live, setLive] = useState(settings?.live ?? true)
  const [createDatabase, setCreateDatabase] = useState(false)
  const [line, setLine] = useState(() => lineTextOf(settings))
  const [asks, setAsks] = useState(false)
  const configure = useCommand('sync.configure')
  const setLiveNow = useCommand('sync.live')
  const forget = useCommand('sync.forget')
  const save = async (): Promise<void> => {
    const done = await configure.run({ url: url.trim(), user: user.trim(), live, createDatabase, ...(password === '' ? {} : { password }), line: lineInputOf(line) })
    if (done === null) return
    setPassword('')
    toast.say(t('saved'))
  }
  const onLive = (on: boolean): void => {
    setLive(on)
    if (settings !== null) void setLiveNow.run({ on })
  }
  // The card stays, so that the focus does: only what it shows is emptied.
  const onForget = async (): Promise<void> => {
    await forget.run({})
    setUrl('')
    setUser('')
    setLive(true)
    toast.say(t('forgotten'))
  }
  const ofUrl = configure.refusals.find((refusal) => refusal.code === 'SYNC_URL_INVALID')
  const others = [...configure.refusals.filter((refusal) => refusal !== ofUrl && refusal.code !== 'SERVER_PIN'), ...setLiveNow.refusals, ...forget.refusals]
  return (
    <Card title={t('settingsTitle')}>
      <form className="form-rows sync-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <TextField label={t('fields.url')} hint={t('fields.urlHint')} value={url} onChange={setUrl} error={ofUrl ?? null} />
        <TextField label={t('fields.user')} value={user} onChange={setUser} />
        <TextField label={t('fields.password')} type="password" value={password} onChange={setPassword} hint={settings?.hasPassword ? t('fields.passwordKept') : undefined} />
        <p className="muted sync-note">{t(settings === null ? 'store.unknown' : `store.${settings.secretStore}`)}</p>
        <Switch label={t('fields.live')} hint={t('fields.liveHint')} value={settings?.live ?? live} onChange={onLive} />
        <Checkbox label={t('fields.createDatabase')} value={createDatabase} onChange={setCreateDatabase} />
        <LineFields value={line} onChange={setLine} isOpen={line.ca !== '' || line.pin !== '' || line.proxy !== '' || line.login !== 'basic'} refusals={configure.refusals} />
        <RefusalList refusals={others} />
        <div className="buttons">
          <Button type="submit" variant="main" isDisabled={url.trim() === '' || configure.busy} disabledReason={t('advice.SYNC_NOT_SET')}>{t('actions.save')}</Button>
          {settings !== null && <Button variant="danger" onPress={() => setAsks(true)}>{t('actions.forget')}</Button>}
        </div>
      </form>
      {asks && (
        <Dialog
          title={t('forget.title')} onClose={() => setAsks(false)}
          actions={<><Button onPress={() => setAsks(false)} autoFocus>{t('forget.no')}</Button><Button variant="danger" onPress={() => { setAsks(false); void onForget() }}>{t('forget.yes')}</Button></>}
        ><p>{t('forget.text', { count: pending })}</p></Dialog>
      )}
    </Card>
  )
}
