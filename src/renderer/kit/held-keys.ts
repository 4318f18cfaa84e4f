/** What of a key is needed to type it again. */
export interface HeldKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

export interface HeldKeys {
  /** Types what was held where the focus is by then. */
  release(): void
  /** Forgets it: the place that it was meant for was not reached. */
  drop(): void
}

/** Whatever was waited for: nobody's keyboard stays silent longer. */
const heldMaxMs = 5000
/** A held key is text, or one of these; anything else with Ctrl, Alt or F1 is let go, because it was not meant for a field. */
const ownKeys = new Set(['Enter', 'Tab', 'Backspace', 'Delete', 'Escape', 'Insert', 'Home', 'End', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' '])

export const isHeld = (key: HeldKey): boolean => !key.ctrlKey && !key.altKey && !key.metaKey && (key.key.length === 1 || ownKeys.has(key.key))

/**
 * Holds the keys of a hand that is faster than the answer to what it typed before. Esc gives up waiting: it and all before it are
 * dropped, except that Esc itself still acts.
 */
export function holdKeys(): HeldKeys {
  const keys: HeldKey[] = []
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return
    if (event.key === 'Escape') return end()
    if (!isHeld(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event
    keys.push({ key, ctrlKey, altKey, metaKey, shiftKey })
  }
  const end = (): void => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, true)
  }
  const timer = setTimeout(end, heldMaxMs)
  window.addEventListener('keydown', onKeyDown, true)
  return {
    drop: end,
    // After the choice is drawn and has moved the focus on; keys that come until then join the queue.
    release: () => void settled().then(async () => {
      while (keys.length > 0) {
        const key = keys.shift()
        if (key) typeKey(key)
        // What the key moved is in its place before the next one is typed.
        await turn()
      }
      end()
    }),
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve))

async function settled(): Promise<void> {
  await frame()
  await turn()
  await frame()
  await turn()
}

function typeKey(held: HeldKey): void {
  const target = document.activeElement ?? document.body
  const { key } = held
  if (!target.dispatchEvent(new KeyboardEvent('keydown', { ...held, bubbles: true, cancelable: true }))) return
  // What the browser does with a real key, and does not do with one that a page made.
  if (key === 'Tab') moveOn(target, held.shiftKey)
  else if (key === 'Backspace') document.execCommand('delete')
  else if (key === 'Delete') document.execCommand('forwardDelete')
  else if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
  else if (key.length === 1) document.execCommand('insertText', false, key)
}

function moveOn(from: Element, back: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')].filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.offsetParent !== null && element.closest('[inert], [aria-hidden=true]') === null)
  const at = all.indexOf(from as HTMLElement)
  all[at + (back ? -1 : 1)]?.focus()
}
