import { type KeyboardEvent, useId, useMemo } from 'react'
import { Button as AriaButton, Checkbox as AriaCheckbox, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Switch as AriaSwitch } from 'react-aria-components'
import { fieldClass, FieldLabel, FieldNotes, type FieldProps } from './field.tsx'

export interface Option { readonly id: string; readonly label: string; readonly isDisabled?: boolean }

export interface SelectProps extends FieldProps {
  readonly value: string | null
  readonly options: readonly Option[]
  readonly onChange: (id: string) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
}

/** Where a key leads while the list is closed, as in the lists of the system: nothing has to be opened to choose. */
const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last), ArrowUp: (at) => Math.max(at - 1, 0), Home: () => 0, End: (_, last) => last,
}

/** One of a few: arrows and letters choose at once; Enter, Space or Alt+Down opens the list. */
export function Select({ value, options, onChange, placeholder, ...field }: SelectProps) {
  const isKnown = options.some((option) => option.id === value)
  const isOff = (field.isDisabled ?? false) || (field.isReadOnly ?? false)
  const list = useList(options)
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key]
    if (!step || isOff || event.altKey || event.ctrlKey || event.metaKey || (event.target as HTMLElement).getAttribute('aria-expanded') === 'true') return
    event.preventDefault()
    event.stopPropagation()
    const open = options.filter((option) => option.isDisabled !== true)
    const at = open.findIndex((option) => option.id === value)
    const next = open[step(at, open.length - 1)]
    if (next && next.id !== value) onChange(next.id)
  }
  return (
    <AriaSelect
      className={fieldClass(field)} value={isKnown ? value : null} onChange={(id) => { if (id !== null && id !== value) onChange(String(id)) }} placeholder={placeholder ?? value ?? ''}
      isDisabled={isOff} isRequired={field.isRequired ?? false} isInvalid={Boolean(field.error)} validationBehavior="aria" autoFocus={field.autoFocus ?? false}
    >
      <FieldLabel label={field.label} hideLabel={field.hideLabel} isRequired={field.isRequired} />
      <span className="select-seat" onKeyDownCapture={onKeyDownCapture}>
        <AriaButton className="input select"><SelectValue className="select-value" /></AriaButton>
      </span>
      <FieldNotes hint={field.hint} error={field.error} />
      {list}
    </AriaSelect>
  )
}

/** The list, made anew only when it says something else: callers build their options at every turn. */
function useList(options: readonly Option[]) {
  const contents = JSON.stringify(options)
  return useMemo(() => (
    <Popover className="floating select-list" placement="bottom start" offset={4}>
      <ListBox className="options">
        {(JSON.parse(contents) as Option[]).map((option) => <ListBoxItem key={option.id} id={option.id} textValue={option.label} isDisabled={option.isDisabled ?? false} className="option">{option.label}</ListBoxItem>)}
      </ListBox>
    </Popover>
  ), [contents])
}

interface ToggleProps {
  readonly label: string
  readonly hint?: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly isDisabled?: boolean
}

export function Checkbox({ label, hint, value, onChange, isDisabled = false }: ToggleProps) {
  const hintId = useId()
  return (
    <div className="toggle">
      <AriaCheckbox className="toggle-label" isSelected={value} onChange={onChange} isDisabled={isDisabled} aria-describedby={hint === undefined ? undefined : hintId}>
        <span className="box" aria-hidden="true"><svg viewBox="0 0 16 16"><path d="M3.5 8.5l3 3 6-7" /></svg></span>{label}
      </AriaCheckbox>
      {hint !== undefined && <p className="hint" id={hintId}>{hint}</p>}
    </div>
  )
}

/** Something that is on or off at once, without a save. */
export function Switch({ label, hint, value, onChange, isDisabled = false }: ToggleProps) {
  const hintId = useId()
  return (
    <div className="toggle">
      <AriaSwitch className="toggle-label" isSelected={value} onChange={onChange} isDisabled={isDisabled} aria-describedby={hint === undefined ? undefined : hintId}>
        <span className="switch" aria-hidden="true"><span /></span>{label}
      </AriaSwitch>
      {hint !== undefined && <p className="hint" id={hintId}>{hint}</p>}
    </div>
  )
}
