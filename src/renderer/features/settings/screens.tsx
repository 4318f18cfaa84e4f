import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { SettingsScreen } from './settings-screen.tsx'
import './settings.css'

export const screens: ScreenTable = { settings: SettingsScreen }

const to = (tab: string, labelKey: string): Action => ({ id: `settings.${tab}`, labelKey, run: () => navigation.go({ screen: 'settings', params: { tab } }), isGlobal: true })

export const globalActions: readonly Action[] = [
  to('company', 'settings:action.company'), to('rates', 'settings:action.rates'), to('accounts', 'settings:action.accounts'), to('warehouses', 'settings:action.warehouses'), to('book', 'settings:action.book'),
]
