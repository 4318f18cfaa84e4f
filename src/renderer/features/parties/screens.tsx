import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { PartyList } from './party-list.tsx'
import { PartyScreen } from './party-screen.tsx'
import './parties.css'

export const screens: ScreenTable = { 'parties.list': PartyList, 'parties.party': PartyScreen }
export const globalActions: readonly Action[] = []
