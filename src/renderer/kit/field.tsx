import { type ReactNode, type RefObject, useId } from 'react'
import type { Refusal } from '../../core/errors/index.ts'
import { RefusalText } from './refusal-text.tsx'

/** What every control of a form has. */
export interface FieldProps {
  /** Always there; with `hideLabel` only for screen readers (cells of a grid). */
  readonly label: string
  readonly hideLabel?: boolean
  readonly hint?: string
  readonly error?: Refusal | null
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly isReadOnly?: boolean
  readonly autoFocus?: boolean
  /** Takes the whole width of a form of two columns. */
  readonly wide?: boolean
}

interface FrameProps extends FieldProps {
  readonly children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** Label, control, hint and refusal, tied together for screen readers. */
export function FieldFrame({ label, hideLabel, hint, error, isRequired, wide, children }: FrameProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [error ? errorId : '', hint === undefined ? '' : hintId].filter(Boolean).join(' ')
  return (
    <div className={`field${wide ? ' wide' : ''}${error ? ' has-error' : ''}`}>
      <label htmlFor={id} className={hideLabel ? 'for-readers' : ''}>{label}{isRequired && <span className="required" aria-hidden="true"> *</span>}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint !== undefined && !error && <p className="hint" id={hintId}>{hint}</p>}
      <RefusalText refusal={error} id={errorId} />
    </div>
  )
}

/** Puts the cursor where the first refusal stands, once it is drawn. */
export function focusFirstError(form: RefObject<HTMLElement | null>): void {
  setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}
