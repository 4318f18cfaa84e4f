/**
 * The library takes Enter and Space on a button for a press even while Ctrl or Alt is held, and keeps the event to itself: Ctrl+Enter
 * would press whatever button has the focus instead of posting the document. Such a combination passes the button by, as if it had
 * been pressed on what the button stands in.
 * @returns what ends it
 */
export function passCombinations(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.isTrusted || !(event.ctrlKey || event.altKey || event.metaKey) || (event.key !== 'Enter' && event.key !== ' ')) return
    const seat = event.target instanceof Element ? event.target.closest('button[data-react-aria-pressable]')?.parentElement : null
    if (!seat) return
    // Without its default too: the browser would press the button itself.
    event.preventDefault()
    event.stopPropagation()
    const { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat } = event
    seat.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, bubbles: true, cancelable: true }))
  }
  window.addEventListener('keydown', onKeyDown, true)
  return () => window.removeEventListener('keydown', onKeyDown, true)
}
