import type { SyncStatus } from '../../../contract/index.ts'

/** `gone`: the database is not there, or is another one than before; `full`: a disk has no room; `deletions`: a pull waits; `clock`: all is sent, but by a wrong clock. */
export type ShownState = 'off' | 'paused' | 'offline' | 'connecting' | 'syncing' | 'pending' | 'upToDate' | 'clock' | 'refused' | 'gone' | 'full' | 'deletions'
export type SyncTone = 'quiet' | 'ok' | 'warn' | 'bad'

const statesOfRefusals: Readonly<Record<string, ShownState>> = { SYNC_REPLACED: 'gone', SYNC_NOT_FOUND: 'gone', SYNC_OUT_OF_SPACE: 'full', SYNC_SERVER_FULL: 'full', SYNC_DELETIONS: 'deletions' }

/**
 * What may be said of a state. Changes that the server has not confirmed outrank “up to date”, and a refusal outranks everything: a
 * line that is up is no success.
 */
export function shownState(status: SyncStatus): ShownState {
  if (status.state === 'off' || status.state === 'paused') return status.state
  const busy = status.state === 'connecting' || status.state === 'syncing'
  const named = status.refusal === null ? undefined : statesOfRefusals[status.refusal.code]
  if (named !== undefined && !busy) return named
  if (status.deletions.length > 0) return 'deletions'
  if (status.state === 'refused' || status.denied.length > 0) return 'refused'
  if (status.state === 'upToDate' && status.pending > 0) return 'pending'
  return status.state === 'upToDate' && status.clockSkewMs !== null ? 'clock' : status.state
}

export function toneOf(state: ShownState): SyncTone {
  if (state === 'refused' || state === 'gone' || state === 'full' || state === 'deletions') return 'bad'
  if (state === 'offline' || state === 'pending' || state === 'clock' || state === 'paused') return 'warn'
  return state === 'upToDate' ? 'ok' : 'quiet'
}

export const signOf: Readonly<Record<ShownState, string>> = {
  off: '○', paused: '‖', offline: '⊘', connecting: '⇅', syncing: '⇅', pending: '⇅', upToDate: '✓', clock: '◷', refused: '⚠', gone: '⚠', full: '⚠', deletions: '⚠',
}

/** 0.3, 12.5, 120: megabytes as people count what their line costs. */
export function megabytes(bytes: number): string {
  const value = bytes / 1_000_000
  return value < 100 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}
