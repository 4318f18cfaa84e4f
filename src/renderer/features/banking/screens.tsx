// Bank: statements taken in, their lines matched to the books, the balance proven. Imports kit, client, app, document, contract.
// Invariant: what a key posts was in sight before it was pressed; the page proposes nothing itself.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { BankLines } from './bank-lines.tsx'
import { BankRules } from './bank-rules.tsx'
import './banking.css'

export const screens: ScreenTable = { 'banking.lines': BankLines, 'banking.rules': BankRules }

export const globalActions: readonly Action[] = [
  { id: 'banking.open', labelKey: 'banking:action.open', run: () => navigation.go({ screen: 'banking.lines' }), isGlobal: true },
  { id: 'banking.openRules', labelKey: 'banking:rules.title', run: () => navigation.go({ screen: 'banking.rules' }), isGlobal: true },
  { id: 'banking.importAnywhere', labelKey: 'banking:action.import', run: () => navigation.go({ screen: 'banking.lines', params: { import: '1' } }), isGlobal: true },
]
