import { type ReactNode, type Ref, useId } from 'react'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly variant?: 'main' | 'plain' | 'quiet' | 'danger'
  /** The key that does the same, as it is shown: `Ctrl+Enter`. Bind it with `useActions`. */
  readonly keys?: string
  readonly isDisabled?: boolean
  /** Why it cannot be pressed: shown on focus and to screen readers. The button stays reachable. */
  readonly disabledReason?: string
  readonly type?: 'button' | 'submit'
  readonly label?: string
  readonly isPressed?: boolean
  readonly isExpanded?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ children, onPress, variant = 'plain', keys, isDisabled = false, disabledReason, type = 'button', label, isPressed, isExpanded, autoFocus, ref }: ButtonProps) {
  const reasonId = useId()
  const explains = isDisabled && disabledReason !== undefined
  return (
    <span className="button-seat">
      <button
        ref={ref} type={type} className={`button ${variant}`} aria-disabled={isDisabled || undefined} aria-label={label} aria-pressed={isPressed} aria-expanded={isExpanded}
        aria-describedby={explains ? reasonId : undefined} aria-keyshortcuts={keys?.replace('Ctrl', 'Control')} autoFocus={autoFocus}
        onClick={(event) => {
          if (isDisabled) event.preventDefault()
          else onPress?.()
        }}
      >
        {children}
        {keys !== undefined && <Kbd keys={keys} />}
      </button>
      {explains && <span className="button-reason" role="tooltip" id={reasonId}>{disabledReason}</span>}
    </span>
  )
}

const shownKeys: Readonly<Record<string, string>> = { Enter: '↵', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Insert: 'Ins', Shift: '⇧' }

/** A key combination, small: `Ctrl ↵`. For the eye; the control itself carries it for screen readers. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd aria-hidden="true">{keys.split('+').map((key) => shownKeys[key] ?? key).join(' ')}</kbd>
}
