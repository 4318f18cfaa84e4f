// The end of a month: what is left to do, assets and their depreciation, revaluation, taxes, closing and reopening. Imports document, kit, client, app.
// Invariant: how far a month is, the backend says; nothing here is ticked off by hand.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { AssetsScreen, DepreciationScreen } from './assets.tsx'
import { ClosingScreen } from './closing-screen.tsx'
import { FinalIncomeScreen, PeriodCloseScreen, PeriodReopenScreen, VatSettlementScreen, YearCloseScreen } from './month-events.tsx'
import { RevaluationScreen } from './revaluation.tsx'

export const screens: ScreenTable = {
  'journal.closing': ClosingScreen, 'journal.assets': AssetsScreen, 'journal.depreciation': DepreciationScreen, 'journal.revaluation': RevaluationScreen, 'journal.finalIncome': FinalIncomeScreen,
  'journal.vatSettlement': VatSettlementScreen, 'journal.periodClose': PeriodCloseScreen, 'journal.periodReopen': PeriodReopenScreen, 'journal.yearClose': YearCloseScreen,
}

const doors: readonly (readonly [screen: string, words: string])[] = [
  ['closing', 'title'], ['assets', 'assets.title'], ['depreciation', 'assets.new'], ['revaluation', 'revaluation.title'], ['finalIncome', 'finalIncome.title'], ['vatSettlement', 'vatSettle.title'],
  ['periodClose', 'close.title'], ['periodReopen', 'reopen.title'], ['yearClose', 'yearClose.title'],
]

export const globalActions: readonly Action[] = doors.map(([screen, words]) => ({
  id: `closing.${screen}Anywhere`, labelKey: `closing:${words}`, isGlobal: true, run: () => navigation.go(screen === 'closing' || screen === 'assets' ? { screen: `journal.${screen}` } : newPlace(`journal.${screen}`)),
}))
