import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../contract/index.ts'
import { useCommand } from '../../client/index.ts'
import { Button, Dialog, RefusalList, TextArea, TextField, localDateOf, useFormat, useToast } from '../../kit/index.ts'
import { QrCode } from './qr-code.tsx'

const days = 7

/** Makes a code for one new PC, and shows it to be copied or scanned. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('devices')
  const toast = useToast()
  const format = useFormat()
  const invite = useCommand('server.invite')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [made, setMade] = useState<Invitation | null>(null)
  const run = async (): Promise<void> => {
    if (user.trim() === '' || invite.busy) return
    setMade(await invite.run({ user: user.trim(), password, days }))
  }
  const copy = (): void => void navigator.clipboard.writeText(made?.code ?? '').then(() => toast.say(t('code.copied')), () => undefined)
  // One dialog for both steps: it gives the focus back to where it came from.
  return (
    <Dialog
      title={made === null ? t('invite.title') : t('code.title', { device: made.device })} onClose={onClose}
      actions={made === null
        ? <><Button onPress={onClose}>{t('invite.cancel')}</Button><Button key="run" variant="main" isDisabled={invite.busy || user.trim() === ''} disabledReason={t('administrator.note')} onPress={() => void run()}>{t('invite.run')}</Button></>
        : <><Button key="copy" onPress={copy} autoFocus>{t('code.copy')}</Button><Button key="done" variant="main" onPress={onClose}>{t('code.done')}</Button></>}
    >
      {made === null ? (
        <form className="form-rows" onSubmit={(event) => { event.preventDefault(); void run() }}>
          <p>{t('invite.text', { days })}</p>
          <TextField label={t('administrator.user')} value={user} onChange={setUser} autoFocus />
          <TextField label={t('administrator.password')} type="password" value={password} onChange={setPassword} hint={t('administrator.note')} />
          <RefusalList refusals={invite.refusals} />
          {/* Enter in a field sends the form. */}
          <button type="submit" hidden />
        </form>
      ) : (
        <div className="invitation">
          <QrCode text={made.code} label={t('code.picture')} />
          <p>{t('code.text', { date: format.date(localDateOf(made.until)) })}</p>
          <TextArea label={t('code.label')} value={made.code} onChange={() => undefined} isReadOnly rows={4} />
        </div>
      )}
    </Dialog>
  )
}
