import type { ReactNode, RefObject } from 'react'
import { Label, Text, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
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

export const fieldClass = ({ wide, error }: Pick<FieldProps, 'wide' | 'error'>): string => `field${wide ? ' wide' : ''}${error ? ' has-error' : ''}`

/** The label of a control, whichever it is: the field around it ties them together. */
export function FieldLabel({ label, hideLabel, isRequired }: Pick<FieldProps, 'label' | 'hideLabel' | 'isRequired'>) {
  return <Label className={hideLabel ? 'field-label for-readers' : 'field-label'}>{label}{isRequired && <span className="required" aria-hidden="true"> *</span>}</Label>
}

/** Under a control: its hint, or in its place what is wrong. */
export function FieldNotes({ hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  if (error) return <RefusalText refusal={error} slot="errorMessage" />
  return hint === undefined ? null : <Text slot="description" elementType="p" className="hint">{hint}</Text>
}

interface FrameProps extends FieldProps, Pick<AriaTextFieldProps, 'value' | 'onChange' | 'onBlur' | 'type' | 'maxLength'> {
  readonly children: ReactNode
}

/**
 * A field that is typed into: label, control, hint and refusal, tied together for screen readers. A refusal is ours to show: with
 * the browser's own validation a form that was once wrong could not be sent again.
 */
export function FieldFrame({ label, hideLabel, hint, error, isRequired = false, isDisabled = false, isReadOnly = false, autoFocus = false, wide, children, ...input }: FrameProps) {
  return (
    <AriaTextField {...input} className={fieldClass({ wide, error })} validationBehavior="aria" isInvalid={Boolean(error)} isRequired={isRequired} isDisabled={isDisabled} isReadOnly={isReadOnly} autoFocus={autoFocus} autoComplete="off" spellCheck="false">
      <FieldLabel label={label} hideLabel={hideLabel} isRequired={isRequired} />
      {children}
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  )
}

const firstRefused = '[aria-invalid=true], .field[data-invalid] button, .line-grid-row[data-wrong]'
const saidRefusals = '.refusal-list, .hindrance-list:not(:empty)'

/**
 * Puts the hand where the first refusal stands, once it is drawn: the field, the cell of the line, or, for what is about the whole, the
 * list that says it. A hand that is somewhere already stays there.
 */
export function focusFirstError(form: RefObject<HTMLElement | null> | string): void {
  setTimeout(() => {
    const root = typeof form === 'string' ? document.querySelector<HTMLElement>(form) : form.current
    const found = root?.querySelector<HTMLElement>(firstRefused)
    if (found?.classList.contains('line-grid-row')) return askForCell(found)
    if (found) return found.focus()
    const said = root?.querySelector<HTMLElement>(saidRefusals)
    if (!said) return
    said.tabIndex = -1
    said.focus()
  })
}

/** A grid of lines has one cell that is typed into: it is asked to make it the refused one. */
function askForCell(row: HTMLElement): void {
  const cell = row.querySelector('.line-grid-cell[data-wrong]') ?? row.querySelector('.line-grid-cell[data-column]')
  row.dispatchEvent(new CustomEvent('cellwanted', { bubbles: true, detail: { row: Number(row.getAttribute('aria-rowindex')) - 2, column: Number(cell?.getAttribute('data-column') ?? 0) } }))
}
