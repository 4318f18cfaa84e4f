import type { ReactElement, ReactNode, Ref } from 'react'
import { Button as AriaButton, Focusable, Tooltip, TooltipTrigger } from 'react-aria-components'

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

export function Button({ children, onPress, variant = 'plain', keys, isDisabled = false, disabledReason, type = 'button', label, isPressed, isExpanded, autoFocus = false, ref }: ButtonProps) {
  const explains = isDisabled && disabledReason !== undefined
  // Disabled to the eye, to screen readers and to the hand, but not to the focus: a button that cannot be reached cannot say why.
  return (
    <span className="button-seat">
      <TooltipTrigger delay={0} closeDelay={0} isDisabled={!explains} shouldCloseOnPress={false}>
        <AriaButton
          ref={ref} type={isDisabled ? 'button' : type} className={`button ${variant}`} autoFocus={autoFocus}
          aria-label={label} aria-pressed={isPressed} aria-expanded={isExpanded}
          render={(props) => <button {...props} aria-disabled={isDisabled || undefined} aria-keyshortcuts={keys?.replace('Ctrl', 'Control')} />}
          onPress={() => { if (!isDisabled) onPress?.() }}
        >
          {children}
          {keys !== undefined && <Kbd keys={keys} />}
        </AriaButton>
        <Tooltip className="button-reason" placement="bottom end" offset={6}>{disabledReason}</Tooltip>
      </TooltipTrigger>
    </span>
  )
}

/** What a control of few words does, and its key: shown under it on focus and after a moment under the mouse. */
export function Tip({ text, keys, children }: { text: string; keys?: string; children: ReactElement<Record<string, unknown>, string> }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Focusable>{children}</Focusable>
      <Tooltip className="button-reason tip" placement="bottom" offset={6}>{text}{keys !== undefined && <Kbd keys={keys} />}</Tooltip>
    </TooltipTrigger>
  )
}

const shownKeys: Readonly<Record<string, string>> = { Enter: '↵', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Insert: 'Ins', Shift: '⇧' }

/** A key combination, small: `Ctrl ↵`. For the eye; the control itself carries it for screen readers. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd aria-hidden="true">{keys.split('+').map((key) => shownKeys[key] ?? key).join(' ')}</kbd>
}
