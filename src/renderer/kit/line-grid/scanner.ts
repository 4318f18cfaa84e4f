/**
 * Tells a scanner from a hand. A keyboard-wedge scanner sends its characters a few milliseconds apart and ends with Enter; the
 * fastest typist needs 60 ms and more for a key.
 */
export const burstGapMs = 35
/** Shorter codes cannot be told from two keys struck together. */
export const burstCharactersMin = 4

export interface BurstState {
  readonly characters: string
  readonly lastAt: number
}

export const noBurst: BurstState = { characters: '', lastAt: Number.NEGATIVE_INFINITY }

export interface BurstStep {
  readonly state: BurstState
  /** The code that a scanner just completed. */
  readonly scanned: string | null
  /** This key begins a new run of characters: what the field holds now is what to put back if the run proves to be a scan. */
  readonly begins: boolean
}

/**
 * @param key  `KeyboardEvent.key`
 * @param at   `KeyboardEvent.timeStamp`, milliseconds
 */
export function burstKey(state: BurstState, key: string, at: number): BurstStep {
  const quick = at - state.lastAt < burstGapMs
  if (key === 'Enter') {
    const scanned = quick && state.characters.length >= burstCharactersMin ? state.characters : null
    return { state: noBurst, scanned, begins: false }
  }
  // Shift arrives as its own key between the characters of a scanner and says nothing about the rhythm.
  if (key === 'Shift' || key === 'CapsLock') return { state, scanned: null, begins: false }
  if ([...key].length !== 1) return { state: noBurst, scanned: null, begins: false }
  if (quick) return { state: { characters: state.characters + key, lastAt: at }, scanned: null, begins: false }
  return { state: { characters: key, lastAt: at }, scanned: null, begins: true }
}
