import { useEffect } from 'react'

/** A control that went, or that is off while its work is under way, leaves the focus on nothing: the screen takes it. */
export function keepFocus(): void {
  if (document.activeElement === document.body && document.querySelector('dialog[open]') === null) document.getElementById('main')?.focus({ preventScroll: true })
}

/** For a card that goes when its question is answered. */
export function useFocusKept(): void {
  useEffect(() => () => { requestAnimationFrame(keepFocus) }, [])
}
