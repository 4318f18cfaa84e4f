// Cash & bank: payments and their allocation to open items, deposits, expenses, money between accounts. Imports document, kit, client, app, core's value types.
// Invariant: the exchange difference is the backend's and is shown before anything is posted.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { DepositScreen } from './deposit.tsx'
import { ExpenseScreen } from './expense.tsx'
import { PaymentList } from './payment-list.tsx'
import { ReceiveScreen, SendScreen } from './payment.tsx'
import { TransferScreen } from './transfer.tsx'

export const screens: ScreenTable = {
  'payments.list': PaymentList, 'payments.receive': ReceiveScreen, 'payments.send': SendScreen, 'payments.deposit': DepositScreen, 'payments.expense': ExpenseScreen, 'payments.transfer': TransferScreen,
}

export const globalActions: readonly Action[] = [
  { id: 'payments.receiveAnywhere', labelKey: 'payments:newReceived', run: () => navigation.go(newPlace('payments.receive')), isGlobal: true },
  { id: 'payments.sendAnywhere', labelKey: 'payments:newSent', run: () => navigation.go(newPlace('payments.send')), isGlobal: true },
  { id: 'payments.depositAnywhere', labelKey: 'payments:newDeposit', run: () => navigation.go(newPlace('payments.deposit')), isGlobal: true },
  { id: 'payments.expenseAnywhere', labelKey: 'payments:newExpense', run: () => navigation.go(newPlace('payments.expense')), isGlobal: true },
  { id: 'payments.transferAnywhere', labelKey: 'payments:newTransfer', run: () => navigation.go(newPlace('payments.transfer')), isGlobal: true },
]
