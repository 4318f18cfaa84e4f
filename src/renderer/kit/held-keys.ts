/** What of a key is needed to type it again. */
export interface HeldKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  /** When it was pressed, milliseconds. */
  readonly timeStamp: number
}

export interface HeldKeys {
  /** Types what was held where the focus is by then. */
  release(): void
  /** Forgets it: the place that it was meant for was not reached. */
  drop(): void
}

/** Whatever was waited for: nobody's keyboard stays silent longer. */
const heldMaxMs = 5000
/** Longer than the gap between two characters of a scanner. */
const handGapMs = 45
/** A held key is text, or one of these; anything else with Ctrl, Alt or F1 is let go, because it was not meant for a field. */
const ownKeys = new Set(['Enter', 'Tab', 'Backspace', 'Delete', 'Escape', 'Insert', 'Home', 'End', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' '])

export const isHeld = (key: Omit<HeldKey, 'timeStamp'>): boolean => !key.ctrlKey && !key.altKey && !key.metaKey && (key.key.length === 1 || ownKeys.has(key.key))

let queue: HeldKey[] = []
/** What is waited for; null while the queue is typed, or empty. */
let waiting: HeldKeys | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Holds the keys of a hand that is faster than the answer to what it typed before. A key that is typed again may itself begin to
 * wait: those behind it then wait on. Esc gives up: what waits is dropped, and Esc acts.
 */
export function holdKeys(): HeldKeys {
  const held: HeldKeys = {
    release: () => { if (end(held)) void typeQueue() },
    drop: () => { if (end(held)) stop() },
  }
  waiting = held
  clearTimeout(timer)
  timer = setTimeout(held.release, heldMaxMs)
  window.addEventListener('keydown', onKeyDown, true)
  return held
}

function end(held: HeldKeys): boolean {
  if (waiting !== held) return false
  waiting = null
  clearTimeout(timer)
  return true
}

function stop(): void {
  queue = []
  waiting = null
  clearTimeout(timer)
  window.removeEventListener('keydown', onKeyDown, true)
}

function onKeyDown(event: KeyboardEvent): void {
  if (!event.isTrusted) return
  if (event.key === 'Escape') return stop()
  if (!isHeld(event)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const { key, ctrlKey, altKey, metaKey, shiftKey, timeStamp } = event
  queue.push({ key, ctrlKey, altKey, metaKey, shiftKey, timeStamp })
}

/** After the choice is drawn and has moved the focus on; keys that come until the queue is empty join it. */
async function typeQueue(): Promise<void> {
  await settled()
  let last: HeldKey | undefined
  while (waiting === null) {
    const key = queue.shift()
    if (!key) return stop()
    // In its own rhythm, shortened: a scanner stays a scanner and a hand a hand.
    await pause(last ? Math.min(key.timeStamp - last.timeStamp, handGapMs) : 0)
    typeKey(key)
    last = key
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms))

async function settled(): Promise<void> {
  await frame()
  await pause(0)
  await frame()
  await pause(0)
}

function typeKey(held: HeldKey): void {
  const target = document.activeElement ?? document.body
  const { key, ctrlKey, altKey, metaKey, shiftKey } = held
  if (!target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, altKey, metaKey, shiftKey, bubbles: true, cancelable: true }))) return
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
