// Folders of shipments: the list, and a shipment whole with its papers, goods, terms, route and payment. Imports kit, client, app, contract, core.
// Invariant: what a rule says and what a paper needs comes from the backend; the page checks and computes nothing of it.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { FolderScreen } from './folder-screen.tsx'
import { ShipmentList } from './shipment-list.tsx'
import './shipments.css'

export const screens: ScreenTable = { 'shipments.list': ShipmentList, 'shipments.folder': FolderScreen }

export const globalActions: readonly Action[] = [
  { id: 'shipments.open', labelKey: 'shipments:open_list', isGlobal: true, run: () => navigation.go({ screen: 'shipments.list' }) },
  { id: 'shipments.newGlobal', labelKey: 'shipments:new', isGlobal: true, run: () => navigation.go({ screen: 'shipments.list', params: { new: '1' } }) },
]
