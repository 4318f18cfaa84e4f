// Parcels: data that is carried by hand. Imports kit, client, app.
// Invariant: says “written” and “read” only of what the backend checked.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { ParcelScreen } from './parcel-screen.tsx'
import './parcel.css'

export const screens: ScreenTable = { 'sync.parcels': ParcelScreen }

export const globalActions: readonly Action[] = [{ id: 'goto.parcels', labelKey: 'parcels:open', isGlobal: true, run: () => navigation.go({ screen: 'sync.parcels' }) }]
