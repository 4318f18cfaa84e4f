// Cash & bank: payments received and sent, and their allocation to open items. Imports document, kit, client, app, core's value types.
// Invariant: the exchange difference is the backend's and is shown before anything is posted.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { PaymentList } from './payment-list.tsx'
import { ReceiveScreen, SendScreen } from './payment.tsx'

export const screens: ScreenTable = { 'payments.list': PaymentList, 'payments.receive': ReceiveScreen, 'payments.send': SendScreen }

export const globalActions: readonly Action[] = [
  { id: 'payments.receiveAnywhere', labelKey: 'payments:newReceived', run: () => navigation.go(newPlace('payments.receive')), isGlobal: true },
  { id: 'payments.sendAnywhere', labelKey: 'payments:newSent', run: () => navigation.go(newPlace('payments.send')), isGlobal: true },
]
