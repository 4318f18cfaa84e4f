/** What of a keyboard event tells the keys. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * Whether a press is `Ctrl+Shift+L`, `Alt+1`, `F9`, `/`. Digits and letters also by their place on the keyboard: with Alt some
 * layouts give another sign. Signs such as `?` say themselves whether Shift is down.
 */
export function keyMatches(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '')
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name)
  if (wants('Ctrl') !== (press.ctrlKey || press.metaKey) || wants('Alt') !== press.altKey) return false
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  if (!isSign && wants('Shift') !== press.shiftKey) return false
  if (press.key.toLowerCase() === key.toLowerCase()) return true
  if (/^[0-9]$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`
  return /^[a-z]$/i.test(key) && press.code === `Key${key.toUpperCase()}` && (press.ctrlKey || press.metaKey || press.altKey)
}

/** Whether a key alone would be text: no Ctrl, no Alt, one character (or Enter, Delete, arrows, which a field uses itself). */
export function isTextKey(keys: string): boolean {
  return !/Ctrl|Alt|^F[0-9]+$|Escape/.test(keys)
}
