import { useEffect, useRef, useSyncExternalStore } from 'react'
import { navigation, type Place } from './navigation.ts'
import { isTextKey, type KeyPress, keyMatches } from './key-press.ts'

export interface ActionContext {
  readonly place: Place
  /** A field has the focus. */
  readonly typing: boolean
}

/** Something a person can do: declared once; buttons, palette, help and keyboard read it. */
export interface Action {
  readonly id: string
  /** `sales:newInvoice` */
  readonly labelKey: string
  /** Other names that it is looked for by. */
  readonly alsoKey?: string
  readonly labelParams?: Readonly<Record<string, string>>
  /** The first is shown; a second one works where a browser keeps the first for itself. */
  readonly keys?: readonly string[]
  readonly when?: (context: ActionContext) => boolean
  readonly run: (context: ActionContext) => void
  /** Keeps it out of the palette (moving about within a screen). */
  readonly isQuiet?: boolean
  /** Belongs to the program, not to the screen in sight. */
  readonly isGlobal?: boolean
}

type Registration = { current: readonly Action[] }
let registrations: readonly Registration[] = []
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Puts a screen's actions in force for as long as it is there; what was registered last is asked first. */
export function useActions(actions: readonly Action[]): void {
  const registration = useRef<readonly Action[]>(actions)
  registration.current = actions
  useEffect(() => {
    registrations = [...registrations, registration]
    tell()
    return () => {
      registrations = registrations.filter((other) => other !== registration)
      tell()
    }
  }, [])
}

export function contextNow(): ActionContext {
  return { place: navigation.place, typing: isTyping(document.activeElement) }
}

function isTyping(element: Element | null): boolean {
  // Lists are found in by typing, open or closed.
  if (element?.closest('[role=listbox], [role=menu], [aria-haspopup=listbox]')) return true
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(element.type)
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
}

/** All actions that apply now, those of the screen before the global ones. */
export function actionsNow(context: ActionContext = contextNow()): readonly Action[] {
  const all = registrations.toReversed().flatMap((registration) => registration.current)
  const applicable = all.filter((action) => action.when?.(context) ?? true)
  return [...applicable.filter((action) => !action.isGlobal), ...applicable.filter((action) => action.isGlobal)]
}

const readActions = (): readonly Registration[] => registrations

/** Renders again when a screen's actions come or go. */
export function useRegisteredActions(): readonly Action[] {
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, readActions)
  return actionsNow()
}

/** Runs the action that a key press means. @returns whether there was one */
export function runKey(press: KeyPress): boolean {
  const context = contextNow()
  for (const action of actionsNow(context)) {
    for (const keys of action.keys ?? []) {
      // A letter or a sign alone is text where something is being typed.
      if (!keyMatches(keys, press) || (context.typing && isTextKey(keys))) continue
      action.run(context)
      return true
    }
  }
  return false
}

/** Listens for the keys of all actions. A dialog keeps its own keys: nothing behind it acts. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if (document.querySelector('dialog[open]') !== null) return
    if (runKey(event)) event.preventDefault()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
