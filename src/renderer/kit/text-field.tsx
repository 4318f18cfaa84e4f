import type { KeyboardEvent, Ref } from 'react'
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

export function TextField({ value, onChange, onBlur, onKeyDown, placeholder, type = 'text', maxLength, lang, ref, ...field }: TextFieldProps) {
  return (
    <FieldFrame {...field}>
      {(control) => (
        <input
          {...control} ref={ref} className="input" type={type} value={value} onChange={(event) => onChange(event.target.value)} onBlur={onBlur} onKeyDown={onKeyDown}
          placeholder={placeholder} maxLength={maxLength} lang={lang} required={field.isRequired} disabled={field.isDisabled} readOnly={field.isReadOnly} autoFocus={field.autoFocus}
          autoComplete="off" spellCheck={false}
        />
      )}
    </FieldFrame>
  )
}

export interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly rows?: number
  readonly lang?: string
  readonly placeholder?: string
}

export function TextArea({ value, onChange, onBlur, rows = 3, lang, placeholder, ...field }: TextAreaProps) {
  return (
    <FieldFrame {...field}>
      {(control) => (
        <textarea
          {...control} className="input area" rows={rows} value={value} onChange={(event) => onChange(event.target.value)} onBlur={onBlur} lang={lang} placeholder={placeholder}
          required={field.isRequired} disabled={field.isDisabled} readOnly={field.isReadOnly} autoFocus={field.autoFocus} spellCheck={false}
        />
      )}
    </FieldFrame>
  )
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
    <div className="search-field">
      <span className="search-glass" aria-hidden="true">⌕</span>
      <input
        ref={ref} className="input" type="text" role="searchbox" aria-label={label} value={value} placeholder={placeholder ?? label} autoComplete="off" spellCheck={false} data-find=""
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
          } else if (event.key === 'ArrowDown' && onDown) {
            event.preventDefault()
            onDown()
          } else if (event.key === 'Enter') onEnter?.()
        }}
      />
      {value === '' ? keys !== undefined && <kbd aria-hidden="true">{keys}</kbd> : <button type="button" className="clear" aria-label={t('clear')} onClick={() => onChange('')}>×</button>}
    </div>
  )
}
