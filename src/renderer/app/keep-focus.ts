/** A dialog that closes gives the focus back by itself, within a frame or two: it comes first. */
const patienceMs = 120

/**
 * A control that goes away while it has the focus (a button that did its work, a row that was taken out) leaves it on nothing, and keys
 * would be lost. The screen then takes it: its keys work, and Tab goes on from its beginning.
 * @returns a function that ends it
 */
export function keepFocus(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const isOnNothing = (): boolean => (document.activeElement === null || document.activeElement === document.body) && document.querySelector('dialog[open]') === null
  const look = (): void => {
    timer = undefined
    if (isOnNothing()) document.getElementById('main')?.focus({ preventScroll: true })
  }
  const watch = new MutationObserver(() => { if (isOnNothing()) timer ??= setTimeout(look, patienceMs) })
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'inert'] })
  return () => {
    watch.disconnect()
    clearTimeout(timer)
  }
}
