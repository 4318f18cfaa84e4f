// Opening balances: accounts, open items and stock that a new book begins with. Imports document, kit, client, app.
// Invariant: posted once; the rest goes to the opening balance account and is shown before it does.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { OpeningScreen } from './opening.tsx'

export const screens: ScreenTable = { opening: OpeningScreen }

export const globalActions: readonly Action[] = [{ id: 'opening.open', labelKey: 'opening:title', run: () => navigation.go({ screen: 'opening' }), isGlobal: true }]
