import { useId } from 'react'
import { FieldFrame, type FieldProps } from './field.tsx'

export interface Option { readonly id: string; readonly label: string; readonly isDisabled?: boolean }

export interface SelectProps extends FieldProps {
  readonly value: string | null
  readonly options: readonly Option[]
  readonly onChange: (id: string) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
}

/** One of a few. The browser's own list: it opens at once, finds by typing, and works with every reader. */
export function Select({ value, options, onChange, placeholder, ...field }: SelectProps) {
  return (
    <FieldFrame {...field}>
      {(control) => (
        <span className="select-seat">
          <select {...control} className="input select" value={value ?? ''} onChange={(event) => onChange(event.target.value)} disabled={field.isDisabled || field.isReadOnly} autoFocus={field.autoFocus} required={field.isRequired}>
            {(value === null || !options.some((option) => option.id === value)) && <option value={value ?? ''} disabled>{placeholder ?? value ?? ''}</option>}
            {options.map((option) => <option key={option.id} value={option.id} disabled={option.isDisabled}>{option.label}</option>)}
          </select>
        </span>
      )}
    </FieldFrame>
  )
}

interface ToggleProps {
  readonly label: string
  readonly hint?: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly isDisabled?: boolean
}

export function Checkbox({ label, hint, value, onChange, isDisabled }: ToggleProps) {
  const id = useId()
  return (
    <div className="toggle">
      <input id={id} type="checkbox" checked={value} disabled={isDisabled} aria-describedby={hint === undefined ? undefined : `${id}-hint`} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <p className="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}

/** Something that is on or off at once, without a save. */
export function Switch({ label, hint, value, onChange, isDisabled }: ToggleProps) {
  const id = useId()
  return (
    <div className="toggle">
      <button id={id} type="button" role="switch" className="switch" aria-checked={value} aria-labelledby={`${id}-label`} disabled={isDisabled} onClick={() => onChange(!value)}><span /></button>
      <label id={`${id}-label`} htmlFor={id}>{label}</label>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </div>
  )
}
