import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParcelRead, ParcelState, ParcelWritten } from '../../../contract/index.ts'
import { type Action, useActions } from '../../app/actions.ts'
import { isDesktop, shell, useCall, useCommand } from '../../client/index.ts'
import { Button, Card, RefusalList, Screen, Select, Skeleton, TextField, localDateOf, useFormat } from '../../kit/index.ts'
import { Nearby } from './nearby-card.tsx'

/** Data that is carried by hand, on a stick or through a shared folder: taken to another PC, brought from one. */
export function ParcelScreen() {
  const { t } = useTranslation('parcels')
  const { data, refusals } = useCall('parcel.state', {})
  const seat = useRef<HTMLDivElement>(null)
  const focusOn = (card: 'take' | 'bring'): void => { seat.current?.querySelector<HTMLElement>(`.parcel-${card} input, .parcel-${card} button`)?.focus() }
  const take: Action = { id: 'parcel.take', labelKey: 'parcels:take.title', keys: ['Alt+T'], run: () => focusOn('take') }
  const bring: Action = { id: 'parcel.bring', labelKey: 'parcels:bring.title', keys: ['Alt+B'], run: () => focusOn('bring') }
  useActions([take, bring])
  const isThere = data !== undefined
  useEffect(() => { if (isThere) focusOn('take') }, [isThere])
  return (
    <Screen title={t('title')} footerEnd={t('hint')}>
      <p className="parcel-intro">{t('intro')}</p>
      <RefusalList refusals={refusals} />
      {data === undefined ? <Skeleton rows={8} /> : (
        <div className="parcel-cards" ref={seat}>
          <Take state={data} />
          <Bring />
          <Nearby />
          <Known state={data} />
        </div>
      )}
    </Screen>
  )
}

function sizeText(bytes: number, decimal: (text: string) => string): string {
  return bytes < 1_048_576 ? `${decimal(Math.max(1, Math.round(bytes / 1024)).toString())} kB` : `${decimal((bytes / 1_048_576).toFixed(1))} MB`
}

function Take({ state }: { state: ParcelState }) {
  const { t } = useTranslation('parcels')
  const format = useFormat()
  const write = useCommand('parcel.write')
  const [file, setFile] = useState('')
  // Where no other PC is known, only the whole book makes sense.
  const [what, setWhat] = useState(state.peers.length > 0 ? 'changes' : 'complete')
  const [done, setDone] = useState<ParcelWritten | null>(null)
  async function run(): Promise<void> {
    if (write.busy) return
    const path = isDesktop() ? await shell.chooseFile('save', state.name) : file.trim()
    if (path === null || path === '') return
    setDone(await write.run({ file: path, complete: what === 'complete' }))
  }
  return (
    <Card title={t('take.title')} className="parcel-take">
      <form className="form-rows" onSubmit={(event) => { event.preventDefault(); void run() }}>
        {!isDesktop() && <TextField label={t('take.file')} value={file} onChange={setFile} hint={t('take.fileHint', { example: state.name })} />}
        <Select label={t('take.what')} value={what} onChange={setWhat} options={[{ id: 'changes', label: t('take.changes') }, { id: 'complete', label: t('take.complete') }]} />
        <p className="muted">{t('take.note', { count: state.pending, number: format.decimal(String(state.pending)) })}</p>
        <div className="buttons"><Button type="submit" variant="main" isDisabled={write.busy}>{t('take.act')}</Button></div>
      </form>
      <RefusalList refusals={write.refusals} />
      {done && <p role="status" className="parcel-done">{t('take.done', { documents: format.decimal(String(done.documents)), size: sizeText(done.bytes, format.decimal) })}<br /><span className="muted">{done.file}</span></p>}
    </Card>
  )
}

function Bring() {
  const { t } = useTranslation('parcels')
  const format = useFormat()
  const read = useCommand('parcel.read')
  const [file, setFile] = useState('')
  const [done, setDone] = useState<ParcelRead | null>(null)
  async function run(): Promise<void> {
    if (read.busy) return
    const path = isDesktop() ? await shell.chooseFile('openAny') : file.trim()
    if (path === null || path === '') return
    setDone(await read.run({ file: path }))
  }
  return (
    <Card title={t('bring.title')} className="parcel-bring">
      <form className="form-rows" onSubmit={(event) => { event.preventDefault(); void run() }}>
        {!isDesktop() && <TextField label={t('take.file')} value={file} onChange={setFile} />}
        <div className="buttons"><Button type="submit" variant="main" isDisabled={read.busy}>{t('bring.act')}</Button></div>
      </form>
      <RefusalList refusals={read.refusals} />
      {done && (
        <div role="status" className="parcel-done">
          <p>{t('bring.done', { device: done.device, date: `${format.date(localDateOf(done.writtenAt))} ${format.time(done.writtenAt)}`, fresh: format.decimal(String(done.fresh)), known: format.decimal(String(done.documents - done.fresh - done.refused.length)) })}</p>
          {done.gap && <p className="warn">{t('bring.gap')}</p>}
          {done.refused.map((one) => <p key={one.id} className="warn">{one.id}: {one.reason}</p>)}
          <p className="muted">{t('bring.back', { device: done.device })}</p>
        </div>
      )}
    </Card>
  )
}

function Known({ state }: { state: ParcelState }) {
  const { t } = useTranslation('parcels')
  const format = useFormat()
  return (
    <Card title={t('known.title')}>
      {state.peers.length === 0 && <p className="muted">{t('known.none')}</p>}
      <ul className="parcel-known">
        {state.peers.map((peer) => <li key={`${peer.device} ${peer.readAt}`}>{t('known.line', { device: peer.device, date: `${format.date(localDateOf(peer.writtenAt))} ${format.time(peer.writtenAt)}`, has: format.decimal(String(peer.has)), of: format.decimal(String(peer.of)) })}</li>)}
      </ul>
    </Card>
  )
}
