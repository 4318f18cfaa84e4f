// The tax office: what is due, tax invoices for Coretax, the weekly exchange rate, export proceeds, the rates in force. Imports document, kit, client, app, core.
// Invariant: what is due and which invoices can go out, the backend says; nothing is reckoned here.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { CalendarScreen } from './calendar.tsx'
import { CoretaxScreen } from './coretax.tsx'
import { ProceedsScreen } from './proceeds.tsx'
import { RatesScreen } from './rates.tsx'
import { RulesScreen } from './rules.tsx'
import { taxTabs } from './tax-screen.tsx'

export const screens: ScreenTable = { 'tax.calendar': CalendarScreen, 'tax.coretax': CoretaxScreen, 'tax.rates': RatesScreen, 'tax.proceeds': ProceedsScreen, 'tax.rules': RulesScreen }

export const globalActions: readonly Action[] = taxTabs.map((tab) => ({ id: `tax.open.${tab}`, labelKey: `tax:open.${tab}`, isGlobal: true, run: () => navigation.go({ screen: `tax.${tab}` }) }))
