// Documents that were set aside. Imports kit, client, app.
// Invariant: says why and what to do; what may be discarded, the backend says.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { QuarantineScreen } from './quarantine-screen.tsx'
import './quarantine.css'

export const screens: ScreenTable = { 'inbox.quarantine': QuarantineScreen }

export const globalActions: readonly Action[] = [{ id: 'goto.quarantine', labelKey: 'quarantine:open', isGlobal: true, run: () => navigation.go({ screen: 'inbox.quarantine' }) }]
