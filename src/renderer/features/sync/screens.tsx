// The server: whether and what it has, why it refused, what to do. Imports kit, client, app.
// Invariant: says only what was seen to happen; “all sent” needs the server's own confirmation.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { SyncScreen } from './sync-screen.tsx'

export const screens: ScreenTable = { sync: SyncScreen }

export const globalActions: readonly Action[] = [
  { id: 'goto.sync', labelKey: 'sync:actions.open', run: () => navigation.go({ screen: 'sync' }), isGlobal: true },
]
