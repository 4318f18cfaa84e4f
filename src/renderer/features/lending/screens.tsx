// Money in somebody's name: loans, advances to staff, a cooperative's savings and surplus; refunds and what will not be paid. Imports document, kit, client, app, core's value types.
// Invariant: what stands in a name, the backend says; one form for all, told apart by what each asks for.
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { newPlace } from '../../document/index.ts'
import { forms } from './forms.ts'
import { nameScreens } from './name-editor.tsx'

export const screens: ScreenTable = nameScreens

export const globalActions: readonly Action[] = [
  ...forms.map(({ name }): Action => ({ id: `lending.${name}`, labelKey: `lending:names.${name}`, isGlobal: true, run: () => navigation.go(newPlace(`payments.${name}`)) })),
  // An advance is a payment to a supplier that pays no invoice yet.
  { id: 'lending.payAdvance', labelKey: 'lending:payAdvance.label', isGlobal: true, run: () => navigation.go(newPlace('payments.send')) },
  { id: 'lending.open', labelKey: 'lending:open.label', isGlobal: true, run: () => navigation.go({ screen: 'reports.report', params: { name: 'personal-accounts' } }) },
]
