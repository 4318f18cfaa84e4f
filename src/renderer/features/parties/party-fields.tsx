import { useTranslation } from 'react-i18next'
import { currencyCodes } from '../../../core/money/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
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

/** Everything of a party that papers and postings use. */
export function PartyFields({ values, onChange, refusals, short = false }: PartyFieldsProps) {
  const { t } = useTranslation('parties')
  const countries = useCountries()
  const text = (name: 'name' | 'nameZh' | 'taxId' | 'uscc' | 'phone' | 'email' | 'contact', more: object = {}) => (
    <TextField label={t(`field.${name}`)} value={textOf(values[name])} onChange={(value) => onChange(name, value)} error={refusalOf(refusals, name)} {...more} />
  )
  const isChinese = values.country === 'CN'
  return (
    <div className="form-grid">
      {text('name', { isRequired: true, wide: true })}
      {text('nameZh', { lang: 'zh-Hans', hint: t('hint.nameZh') })}
      <Select label={t('field.country')} value={textOf(values.country) || null} options={countries} onChange={(value) => onChange('country', value)} placeholder={t('chooseCountry')} error={refusalOf(refusals, 'country')} />
      <DecimalField label={t('field.termsDays')} value={typeof values.termsDays === 'number' ? String(values.termsDays) : null} places={0} suffix={t('days')} onChange={(value) => onChange('termsDays', value === null ? 0 : Number(value))} error={refusalOf(refusals, 'termsDays')} hint={t('hint.termsDays')} />
      <Select label={t('field.defaultCurrency')} value={textOf(values.defaultCurrency) || 'IDR'} options={currencyCodes.map((code) => ({ id: code, label: code }))} onChange={(value) => onChange('defaultCurrency', value)} />
      <TextArea label={t('field.address')} value={linesOf(values.address)} onChange={(value) => onChange('address', asLines(value))} rows={3} error={refusalOf(refusals, 'address')} hint={t('hint.address')} />
      <TextArea label={t('field.addressZh')} value={textOf(values.addressZh)} onChange={(value) => onChange('addressZh', value)} rows={3} lang="zh-Hans" />
      {text(isChinese ? 'uscc' : 'taxId', isChinese ? { hint: t('hint.uscc'), maxLength: 18 } : { hint: t('hint.taxId') })}
      {text('phone', { type: 'tel' })}
      {!short && text('email', { type: 'email' })}
      {!short && text('contact')}
    </div>
  )
}
