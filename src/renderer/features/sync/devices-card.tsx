import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceRow, ServerSettings } from '../../../contract/index.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, Dialog, RefusalList, TextField, localDateOf, useFormat, useToast } from '../../kit/index.ts'
import { InviteDialog } from './invite-dialog.tsx'

/** Who is of the company: PCs that are in, invited, shut out; and what can be done about each. */
export function DevicesCard({ settings }: { settings: ServerSettings | null }) {
  const { t } = useTranslation('devices')
  const toast = useToast()
  const devices = useCall('device.list', {})
  const rotate = useCommand('server.rotate')
  const vouch = useCommand('device.vouch')
  const [invites, setInvites] = useState(false)
  const [leaving, setLeaving] = useState<DeviceRow | null>(null)
  const list = useRef<HTMLUListElement>(null)
  // A device that was shut out takes its button with it, and the focus that came back to that button.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (leaving === null && (document.activeElement === null || document.activeElement === document.body)) list.current?.focus()
    }, 100)
    return () => clearTimeout(timer)
  }, [devices.data, leaving])
  const onRotate = async ({ code, isOwn }: DeviceRow): Promise<void> => {
    if (await rotate.run({ device: code })) toast.say(isOwn ? t('rotated') : t('rotationAsked', { device: code }))
  }
  return (
    <Card title={t('title')}>
      <p className="muted">{t('about')}</p>
      <ul className="device-list" ref={list} tabIndex={-1} aria-label={t('title')}>
        {(devices.data ?? []).map((device) => (
          <li key={device.code}>
            <strong>{device.code}</strong>
            <DeviceFacts device={device} />
            <span className="device-acts">
              {device.standing === 'announced' && !device.isOwn && <Button onPress={() => { void vouch.run({ device: device.code }) }}>{t('actions.vouch')}</Button>}
              {settings !== null && device.standing !== 'expelled' && device.standing !== 'invited' && <Button isDisabled={rotate.busy} onPress={() => void onRotate(device)}>{t('actions.rotate')}</Button>}
              {settings !== null && !device.isOwn && device.standing !== 'expelled' && <Button variant="danger" onPress={() => setLeaving(device)}>{t('actions.expel')}</Button>}
            </span>
          </li>
        ))}
      </ul>
      <RefusalList refusals={[...devices.refusals, ...rotate.refusals, ...vouch.refusals]} />
      <div className="buttons"><Button isDisabled={settings === null} disabledReason={t('needsServer')} onPress={() => setInvites(true)}>{t('actions.invite')}</Button></div>
      {invites && <InviteDialog onClose={() => setInvites(false)} />}
      {leaving !== null && <ExpelDialog device={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  )
}

function DeviceFacts({ device }: { device: DeviceRow }) {
  const { t } = useTranslation('devices')
  const format = useFormat()
  const number = (value: number): string => format.decimal(String(value))
  const facts = [
    ...(device.isOwn ? [t('own')] : []),
    device.standing === 'invited' ? t('standing.invited', { date: format.date(localDateOf(device.until ?? '')) }) : t(`standing.${device.standing}`),
    ...(device.standing === 'invited' ? [] : [t('figures', { postings: number(device.postings) })]),
  ]
  return <span>{facts.join(' · ')}{device.refused > 0 && <em className="device-refused"> · {t('refusedPostings', { refused: number(device.refused) })}</em>}</span>
}

function ExpelDialog({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  const { t } = useTranslation('devices')
  const toast = useToast()
  const expel = useCommand('server.expel')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const run = async (): Promise<void> => {
    const done = await expel.run({ device: device.code, user: user.trim(), password })
    if (done === null) return
    toast.say(t('expel.done', { device: device.code }))
    onClose()
  }
  return (
    <Dialog
      title={t('expel.title', { device: device.code })} onClose={onClose}
      actions={<><Button onPress={onClose}>{t('expel.no')}</Button><Button variant="danger" isDisabled={expel.busy || user.trim() === ''} disabledReason={t('administrator.note')} onPress={() => void run()}>{t('expel.yes')}</Button></>}
    >
      <div className="form-rows">
        <p>{t('expel.text', { postings: device.postings })}</p>
        <TextField label={t('administrator.user')} value={user} onChange={setUser} autoFocus />
        <TextField label={t('administrator.password')} type="password" value={password} onChange={setPassword} hint={t('administrator.note')} />
        <RefusalList refusals={expel.refusals} />
      </div>
    </Dialog>
  )
}
