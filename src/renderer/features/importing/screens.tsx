// Tables of products, parties and opening balances: chosen, mapped, tried and taken in. Imports kit, client, app, contract.
// Invariant: nothing is taken in before it was tried, and every bad row is shown with its reason.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { ImportTable } from './import-table.tsx'
import './importing.css'

export const screens: ScreenTable = { 'importing.table': ImportTable }

const to = (kind: string): Action => ({ id: `importing.${kind}`, labelKey: `importing:action.${kind}`, run: () => navigation.go({ screen: 'importing.table', params: { kind } }), isGlobal: true })

export const globalActions: readonly Action[] = [to('products'), to('parties'), to('opening')]
