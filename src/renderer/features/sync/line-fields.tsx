import { useTranslation } from 'react-i18next'
import type { LineInput, ServerSettings } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Select, TextArea, TextField } from '../../kit/index.ts'

export type LineText = Required<Record<'ca' | 'pin' | 'proxy' | 'token', string>> & { readonly login: 'basic' | 'session' | 'token' }

export function lineTextOf(settings: ServerSettings | null): LineText {
  const { ca, pin, proxy, login } = settings?.line ?? { ca: null, pin: null, proxy: null, login: 'basic' as const }
  return { ca: ca ?? '', pin: pin ?? '', proxy: proxy ?? '', login, token: '' }
}

export function lineInputOf({ ca, pin, proxy, login, token }: LineText): LineInput {
  return { ...(ca.trim() === '' ? {} : { ca: ca.trim() }), ...(pin.trim() === '' ? {} : { pin: pin.trim() }), ...(proxy.trim() === '' ? {} : { proxy: proxy.trim() }), login, ...(token === '' ? {} : { token }) }
}

/** What few servers need: a certificate of one's own, a proxy, another way to log in. */
export function LineFields({ value, onChange, isOpen, refusals }: { value: LineText; onChange: (value: LineText) => void; isOpen: boolean; refusals: readonly Refusal[] }) {
  const { t } = useTranslation('devices')
  const set = (name: keyof LineText) => (text: string): void => onChange({ ...value, [name]: text })
  const ofPin = refusals.find((refusal) => refusal.code === 'SERVER_PIN') ?? null
  return (
    <details className="sync-advanced" open={isOpen || ofPin !== null}>
      <summary>{t('line.title')}</summary>
      <div className="form-rows">
        <TextArea label={t('line.ca')} hint={t('line.caHint')} value={value.ca} onChange={set('ca')} rows={3} />
        <TextField label={t('line.pin')} hint={t('line.pinHint')} value={value.pin} onChange={set('pin')} error={ofPin} />
        <TextField label={t('line.proxy')} hint={t('line.proxyHint')} value={value.proxy} onChange={set('proxy')} />
        <Select label={t('line.login')} value={value.login} options={(['basic', 'session', 'token'] as const).map((id) => ({ id, label: t(`loginKind.${id}`) }))} onChange={set('login')} />
        {value.login === 'token' && <TextField label={t('line.token')} type="password" hint={t('line.tokenKept')} value={value.token} onChange={set('token')} />}
      </div>
    </details>
  )
}
