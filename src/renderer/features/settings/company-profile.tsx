import { useTranslation } from 'react-i18next'
import { currencyCodes } from '../../../core/money/index.ts'
import { checkNitku, checkNpwp, taxDigits } from '../../../core/tax/index.ts'
import { type Action, useActions } from '../../app/actions.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { useMaster } from '../../client/index.ts'
import { Card, Checkbox, RefusalList, refusalOf, restOf, SavedNote, Select, Skeleton, TextArea, TextField } from '../../kit/index.ts'

const textNames = ['name', 'nib', 'npwp', 'nitku', 'phone', 'email', 'signName', 'signTitle', 'signPlace'] as const
const bankNames = ['name', 'address', 'account', 'holder', 'swift'] as const

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const lines = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : text(value))

/** The company as it stands on papers. Kept as each field is left. */
export function CompanyProfile() {
  const { t } = useTranslation(['settings', 'common'])
  const company = useMaster('company', 'company')
  const save: Action = { id: 'settings.save', labelKey: 'common:save', keys: ['Ctrl+Enter', 'Ctrl+S'], when: () => company.isChanged, run: () => void company.save() }
  useActions([save])
  if (company.isPending) return <Skeleton rows={10} />
  const { fields, refusals, set } = company
  const bank = (typeof fields.bank === 'object' && fields.bank !== null ? fields.bank : {}) as Readonly<Record<string, string>>
  const setBank = (name: string, value: string): void => set('bank', Object.fromEntries(Object.entries({ ...bank, [name]: value }).filter(([, entry]) => entry !== '')))
  const field = (name: (typeof textNames)[number], more: object = {}) => <TextField label={t(`settings:company.${name}`)} value={text(fields[name])} onChange={(value) => set(name, value)} error={refusalOf(refusals, name)} {...more} />
  return (
    <div className="settings-cards" onBlur={() => { if (company.isChanged) void company.save() }}>
      <RefusalList refusals={restOf(refusals, [...textNames, 'address'])} />
      <Card title={t('settings:company.onPapers')} end={<SavedNote state={company.state} savedAt={company.savedAt} refused={refusals.length > 0} />} className="settings-card">
        <div className="form-grid">
          {field('name', { isRequired: true, wide: true })}
          <TextArea label={t('settings:company.address')} value={lines(fields.address)} onChange={(value) => set('address', value.split('\n'))} rows={3} wide hint={t('settings:company.addressHint')} error={refusalOf(refusals, 'address')} />
          {field('phone', { type: 'tel' })}
          {field('email', { type: 'email' })}
        </div>
      </Card>
      <Card title={t('settings:company.numbers')} className="settings-card">
        <div className="form-grid three">{field('nib', { hint: t('settings:company.nibHint') })}{field('npwp', { hint: t('settings:company.npwpHint'), error: refusalOf(refusals, 'npwp') ?? (taxDigits(text(fields.npwp)) === '' ? null : checkNpwp(text(fields.npwp))) })}{field('nitku', { hint: t('settings:company.nitkuHint'), error: refusalOf(refusals, 'nitku') ?? (taxDigits(text(fields.nitku)) === '' ? null : checkNitku(text(fields.nitku), text(fields.npwp))) })}</div>
        <div className="form-grid">
          <Select label={t('settings:company.taxpayer')} value={text(fields.taxpayer) || 'company'} options={(['company', 'person'] as const).map((id) => ({ id, label: t(`settings:taxpayer.${id}`) }))} onChange={(value) => set('taxpayer', value)} />
          <Select label={t('settings:company.incomeTax')} value={text(fields.incomeTax) || 'final'} options={(['final', 'ordinary'] as const).map((id) => ({ id, label: t(`settings:incomeTax.${id}`) }))} onChange={(value) => set('incomeTax', value)} />
        </div>
        <Checkbox label={t('settings:company.vatRegistered')} value={fields.vatRegistered === true} onChange={(value) => set('vatRegistered', value)} />
        <Select label={t('settings:company.costing')} value={text(fields.costing) || 'movingAverage'} options={(['movingAverage', 'fifo'] as const).map((id) => ({ id, label: t(`settings:costing.${id}`) }))} onChange={(value) => set('costing', value)} hint={t('settings:company.costingHint')} />
      </Card>
      <Card title={t('settings:company.signature')} className="settings-card"><div className="form-grid three">{field('signName')}{field('signTitle')}{field('signPlace')}</div></Card>
      <Card title={t('settings:bank.title')} className="settings-card">
        <div className="form-grid">
          {bankNames.map((name) => <TextField key={name} label={t(`settings:bank.${name}`)} value={text(bank[name])} onChange={(value) => setBank(name, value)} />)}
          <Select label={t('settings:bank.currency')} value={text(bank.currency) || null} placeholder="–" options={currencyCodes.map((id) => ({ id, label: id }))} onChange={(value) => setBank('currency', value)} />
        </div>
      </Card>
      <div className="buttons"><ActionButton action={save} disabledReason={t('settings:nothingChanged')} /></div>
    </div>
  )
}
