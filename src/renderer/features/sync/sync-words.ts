import type { SyncStatus } from '../../../contract/index.ts'

export type ShownState = 'off' | 'offline' | 'connecting' | 'syncing' | 'pending' | 'upToDate' | 'refused'
export type SyncTone = 'quiet' | 'ok' | 'warn' | 'bad'

/**
 * What may be said of a state. Changes that the server has not confirmed outrank “up to date”, and a refusal outranks everything: a
 * line that is up is no success.
 */
export function shownState(status: SyncStatus): ShownState {
  if (status.state === 'off') return 'off'
  if (status.state === 'refused' || status.denied.length > 0) return 'refused'
  if (status.state === 'upToDate' && status.pending > 0) return 'pending'
  return status.state
}

export function toneOf(state: ShownState): SyncTone {
  if (state === 'refused') return 'bad'
  if (state === 'offline' || state === 'pending') return 'warn'
  return state === 'upToDate' ? 'ok' : 'quiet'
}

export const signOf: Readonly<Record<ShownState, string>> = { off: '○', offline: '⊘', connecting: '⇅', syncing: '⇅', pending: '⇅', upToDate: '✓', refused: '⚠' }
