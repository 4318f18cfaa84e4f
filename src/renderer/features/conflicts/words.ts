import { useTranslation } from 'react-i18next'
import { memberOf } from '../../../core/document/index.ts'
import { useFormat } from '../../kit/index.ts'

type Translate = (key: string | readonly string[], options?: Readonly<Record<string, unknown>>) => string

/** The name of a field as its own screen has it. */
export function useFieldName(): (name: string) => string {
  const { t } = useTranslation(['conflicts', 'parties', 'products', 'settings'])
  const translate = t as unknown as Translate
  return (register) => {
    const name = memberOf(register) ?? register
    return translate([`conflicts:field.${name}`, `parties:field.${name}`, `products:field.${name}`], { defaultValue: name })
  }
}

/** A value as lines of text, whatever it is: one line for each line of a document. */
export function useValueLines(): (value: unknown) => readonly string[] {
  const { t } = useTranslation('conflicts')
  const format = useFormat()
  const nameOf = useFieldName()
  const short = (value: unknown): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
    if (typeof value === 'number') return format.decimal(String(value))
    if (typeof value === 'string') {
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value)
      return value
    }
    if (Array.isArray(value)) return value.map(short).join(', ')
    return Object.entries(value as Readonly<Record<string, unknown>>).map(([name, member]) => `${nameOf(name)} ${short(member)}`).join(' · ')
  }
  return (value) => {
    if (Array.isArray(value)) return value.map(short)
    if (typeof value === 'string') return value.split('\n').map(short)
    return value === null || value === undefined ? [] : [short(value)]
  }
}

export function useTypeName(): (type: string) => string {
  const { t } = useTranslation('conflicts')
  const translate = t as unknown as Translate
  return (type) => translate([`type.${type}`, 'type.other'])
}
