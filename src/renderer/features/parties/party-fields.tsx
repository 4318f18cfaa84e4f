import { useTranslation } from 'react-i18next'
import { currencyCodes } from '../../../core/money/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { checkNitku, checkNpwp, doubtNik, isCompanyNpwp, taxDigits } from '../../../core/tax/index.ts'
import { DecimalField, refusalOf, Select, TextArea, TextField, useCountries } from '../../kit/index.ts'

export type PartyValues = Readonly<Record<string, unknown>>

interface PartyFieldsProps {
  readonly values: PartyValues
  readonly onChange: (name: string, value: unknown) => void
  readonly refusals: readonly Refusal[]
  /** The first fields only: for a panel. */
  readonly short?: boolean
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
/** An address is kept as lines. */
export const linesOf = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : textOf(value))
export const asLines = (text: string): readonly string[] => text.split('\n')

const taxIdKinds = ['TIN', 'National ID', 'Passport', 'Other ID'] as const

/** What the tax office would not take, beside the field as it is typed; it keeps nobody from saving. */
function taxIdFinding(taxId: string, kind: string): Refusal | null {
  if (taxDigits(taxId) === '' || (kind !== 'TIN' && kind !== 'National ID')) return null
  return checkNpwp(taxId) ?? (isCompanyNpwp(taxId) ? null : doubtNik(taxId))
}

/** Everything of a party that papers and postings use. */
export function PartyFields({ values, onChange, refusals, short = false }: PartyFieldsProps) {
  const { t } = useTranslation('parties')
  const countries = useCountries()
  const text = (name: 'name' | 'nameZh' | 'taxId' | 'nitku' | 'uscc' | 'phone' | 'email' | 'contact', more: object = {}) => (
    <TextField label={t(`field.${name}`)} value={textOf(values[name])} onChange={(value) => onChange(name, value)} error={refusalOf(refusals, name)} {...more} />
  )
  const isChinese = values.country === 'CN'
  const isIndonesian = values.country === 'ID'
  const kind = textOf(values.taxIdKind) || (isIndonesian ? 'TIN' : 'Other ID')
  return (
    <div className="form-grid">
      {text('name', { isRequired: true, wide: true })}
      {text('nameZh', { lang: 'zh-Hans', hint: t('hint.nameZh') })}
      <Select label={t('field.country')} value={textOf(values.country) || null} options={countries} onChange={(value) => onChange('country', value)} placeholder={t('chooseCountry')} error={refusalOf(refusals, 'country')} />
      <DecimalField label={t('field.termsDays')} value={typeof values.termsDays === 'number' ? String(values.termsDays) : null} places={0} suffix={t('days')} onChange={(value) => onChange('termsDays', value === null ? 0 : Number(value))} error={refusalOf(refusals, 'termsDays')} hint={t('hint.termsDays')} />
      <Select label={t('field.defaultCurrency')} value={textOf(values.defaultCurrency) || 'IDR'} options={currencyCodes.map((code) => ({ id: code, label: code }))} onChange={(value) => onChange('defaultCurrency', value)} />
      <TextArea label={t('field.address')} value={linesOf(values.address)} onChange={(value) => onChange('address', asLines(value))} rows={3} error={refusalOf(refusals, 'address')} hint={t('hint.address')} />
      <TextArea label={t('field.addressZh')} value={textOf(values.addressZh)} onChange={(value) => onChange('addressZh', value)} rows={3} lang="zh-Hans" />
      {isIndonesian && !short && <Select label={t('field.taxIdKind')} value={kind} options={taxIdKinds.map((id) => ({ id, label: t(`taxIdKind.${id}`) }))} onChange={(value) => onChange('taxIdKind', value)} />}
      {text(isChinese ? 'uscc' : 'taxId', isChinese ? { hint: t('hint.uscc'), maxLength: 18 } : isIndonesian ? { error: refusalOf(refusals, 'taxId') ?? taxIdFinding(textOf(values.taxId), kind) } : { hint: t('hint.taxId') })}
      {isIndonesian && !short && kind === 'TIN' && text('nitku', { hint: t('hint.nitku'), error: refusalOf(refusals, 'nitku') ?? (taxDigits(textOf(values.nitku)) === '' ? null : checkNitku(textOf(values.nitku), textOf(values.taxId))) })}
      {isIndonesian && !short && <Select label={t('field.vatCollector')} value={textOf(values.vatCollector) || 'none'} options={(['none', 'government', 'other'] as const).map((id) => ({ id, label: t(`vatCollector.${id}`) }))} onChange={(value) => onChange('vatCollector', value === 'none' ? '' : value)} />}
      {text('phone', { type: 'tel' })}
      {!short && text('email', { type: 'email' })}
      {!short && text('contact')}
    </div>
  )
}
