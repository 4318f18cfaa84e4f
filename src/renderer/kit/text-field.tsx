import type { KeyboardEvent, Ref } from 'react'
import { Button as AriaButton, Input, SearchField as AriaSearchField, TextArea as AriaTextArea } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { FieldFrame, type FieldProps } from './field.tsx'

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly placeholder?: string
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url'
  readonly maxLength?: number
  readonly lang?: string
  readonly ref?: Ref<HTMLInputElement>
}

export function TextField({ onKeyDown, placeholder, type = 'text', lang, ref, ...field }: TextFieldProps) {
  return <FieldFrame {...field} type={type}><Input ref={ref} className="input" onKeyDown={onKeyDown} placeholder={placeholder} lang={lang} /></FieldFrame>
}

export interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly rows?: number
  readonly lang?: string
  readonly placeholder?: string
}

export function TextArea({ rows = 3, lang, placeholder, ...field }: TextAreaProps) {
  return <FieldFrame {...field}><AriaTextArea className="input area" rows={rows} lang={lang} placeholder={placeholder} /></FieldFrame>
}

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Arrow down: usually moves into the list below. */
  readonly onDown?: () => void
  readonly onEnter?: () => void
  readonly placeholder?: string
  readonly keys?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** Finds in a list; Esc empties it first and only then leaves. */
export function SearchField({ label, value, onChange, onDown, onEnter, placeholder, keys, ref }: SearchFieldProps) {
  const { t } = useTranslation('kit')
  return (
    <AriaSearchField className="search-field" aria-label={label} value={value} onChange={onChange} {...(onEnter ? { onSubmit: onEnter } : {})} autoComplete="off" spellCheck="false">
      <span className="search-glass" aria-hidden="true">⌕</span>
      <Input
        ref={ref} className="input" placeholder={placeholder ?? label} data-find=""
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || !onDown) return
          event.preventDefault()
          onDown()
        }}
      />
      {value === '' ? keys !== undefined && <kbd aria-hidden="true">{keys}</kbd> : <AriaButton className="clear" aria-label={t('clear')}>×</AriaButton>}
    </AriaSearchField>
  )
}
