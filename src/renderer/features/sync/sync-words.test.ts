import { expect, it } from 'vitest'
import type { SyncStatus } from '../../../contract/index.ts'
import { shownState, toneOf } from './sync-words.ts'

const status = (more: Partial<SyncStatus>): SyncStatus => ({ state: 'upToDate', pushed: 0, pulled: 0, pending: 0, lastSuccess: null, denied: [], refusal: null, progress: null, bytes: { sent: 0, received: 0 }, clockSkewMs: null, deletions: [], ...more })

it('never says that all is sent while something is not confirmed', () => {
  expect(shownState(status({ pending: 3 }))).toBe('pending')
  expect(toneOf(shownState(status({ pending: 3 })))).toBe('warn')
  expect(shownState(status({}))).toBe('upToDate')
})

it('puts a refused document above a line that works, and says nothing of a server that is not set', () => {
  expect(shownState(status({ denied: [{ id: 'salesInvoice:1', label: null, reason: 'forbidden' }] }))).toBe('refused')
  expect(shownState(status({ state: 'offline', denied: [{ id: 'x', label: null, reason: '' }] }))).toBe('refused')
  expect(shownState(status({ state: 'off', pending: 9 }))).toBe('off')
})

it('names what a person has to decide or to mend', () => {
  const refused = (code: string): SyncStatus => status({ state: 'refused', refusal: { code, params: {} } as unknown as SyncStatus['refusal'] })
  expect(['SYNC_REPLACED', 'SYNC_NOT_FOUND', 'SYNC_OUT_OF_SPACE', 'SYNC_SERVER_FULL', 'SYNC_DELETIONS', 'SYNC_FORBIDDEN'].map((code) => shownState(refused(code)))).toEqual(['gone', 'gone', 'full', 'full', 'deletions', 'refused'])
  expect(shownState(status({ clockSkewMs: 9e9 }))).toBe('clock')
  expect(shownState(status({ clockSkewMs: 9e9, state: 'offline' }))).toBe('offline')
  expect(shownState(status({ state: 'paused', pending: 2 }))).toBe('paused')
})
