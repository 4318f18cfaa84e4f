import type { TFunction } from 'i18next'
import { Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { isPlainDate } from '../../core/calendar/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { formatDate, formatDecimal, formatMonth, type Language } from './format.ts'
import { useLanguage } from './reader.ts'

/** Parameters that are figures: they are shown as the reader writes figures. Codes, names and file paths stay as they are. */
const figureParams = new Set(['available', 'open', 'left', 'debit', 'credit', 'paid', 'allocated', 'count', 'places', 'max', 'quantity'])

/** The sentence of a refusal in the reader's language. A code without a sentence shows itself, never nothing. */
export function refusalSentence(refusal: Refusal, t: TFunction, language: Language): string {
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(refusal.params)) params[name] = readable(name, String(value), t, language)
  const translate = t as unknown as (key: string, options: Record<string, unknown>) => string
  // A date that can be read is refused for where it stands among the others of its document.
  if (refusal.code === 'DATE_INVALID' && isPlainDate(String(refusal.params['text']))) return translate(`kit:dateOrder${refusal.field?.endsWith('dueDate') ? 'Due' : ''}`, params)
  return translate(`errors:${refusal.code}`, { ...params, defaultValue: `${refusal.code} ${Object.values(params).join(' ')}`.trim() })
}

/** What can be posted only once, by the first part of its mark. */
const onceTypes: Readonly<Record<string, string>> = {
  opening: 'opening.post', fx: 'fx.revalue', depreciation: 'depreciation.post', finalIncome: 'tax.finalIncome', vatSettle: 'tax.vatSettle', yearClose: 'year.close', surplus: 'surplus.distribute',
}

/** `depreciation/Lathe/2026-11` as “Depreciation Lathe Nov 2026”. */
function onceName(mark: string, t: TFunction, language: Language): string {
  const [kind = '', ...rest] = mark.split('/')
  const type = onceTypes[kind]
  const translate = t as unknown as (key: string, options: Record<string, unknown>) => string
  const name = type === undefined ? kind : translate(`documents:type.${type}`, { keySeparator: '.', defaultValue: kind })
  return [name, ...rest.map((part) => readable('', part, t, language))].join(' ')
}

function readable(name: string, value: string, t: TFunction, language: Language): string {
  if (name === 'name') return fieldName(value, t)
  if (name === 'what') return onceName(value, t, language)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, language)
  if (/^\d{4}-\d{2}$/.test(value)) return formatMonth(value, language)
  if (figureParams.has(name)) return formatDecimal(value, language)
  if (name === 'size') return `${formatDecimal((Number(value) / 1024 / 1024).toFixed(1), language)} MB`
  return value
}

/** `lines.2.quantity` as “Quantity (line 3)”; a field without a word of its own shows its name. */
export function fieldName(path: string, t: TFunction): string {
  const translate = t as unknown as (key: string, options: Record<string, unknown>) => string
  const parts = path.split('.')
  const last = parts.findLast((part) => !/^\d+$/.test(part)) ?? path
  const word = translate(`common:fields.${last}`, { defaultValue: last })
  const line = parts.length > 1 ? parts.find((part) => /^\d+$/.test(part)) : undefined
  return line === undefined ? word : translate('common:fieldOfLine', { field: word, line: Number(line) + 1 })
}

export function useRefusalSentence(): (refusal: Refusal) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return (refusal) => refusalSentence(refusal, t, language)
}

/** One refusal, to stand beside the field or row that it is about; as a field's `errorMessage` it is tied to the control. */
export function RefusalText({ refusal, id, slot }: { refusal: Refusal | null | undefined; id?: string; slot?: 'errorMessage' }) {
  const sentence = useRefusalSentence()
  if (!refusal) return null
  const content = <><span aria-hidden="true">⚠</span> {sentence(refusal)}</>
  return slot === undefined ? <p className="refusal" id={id} role="alert">{content}</p> : <Text slot={slot} elementType="p" className="refusal" role="alert">{content}</Text>
}

/** Several refusals, as a boxed list; nothing when there are none. */
export function RefusalList({ refusals, title }: { refusals: readonly Refusal[]; title?: string }) {
  const sentence = useRefusalSentence()
  if (refusals.length === 0) return null
  return (
    <div className="refusal-list" role="alert">
      {title !== undefined && <strong>{title}</strong>}
      <ul>{refusals.map((refusal, index) => <li key={index}>{sentence(refusal)}</li>)}</ul>
    </div>
  )
}

/** The refusals that no field of a form shows: those without a field, or with one that the form does not have. */
export function restOf(refusals: readonly Refusal[], fields: readonly string[]): readonly Refusal[] {
  return refusals.filter((refusal) => refusal.field === undefined || !fields.includes(refusal.field))
}

export const refusalOf = (refusals: readonly Refusal[], field: string): Refusal | null => refusals.find((refusal) => refusal.field === field) ?? null
