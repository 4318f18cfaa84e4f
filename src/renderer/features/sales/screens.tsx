// Sales: list, invoice, order, delivery, credit note. Imports document, kit, client, app, core's value types.
// Invariant: nothing is posted here but by `event.post`; what is typed is a draft from its first letter on.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { CreditNoteScreen } from './credit-note.tsx'
import { DeliveryScreen } from './delivery.tsx'
import { SalesInvoiceScreen } from './sales-invoice.tsx'
import { SalesList } from './sales-list.tsx'
import { SalesOrderScreen } from './sales-order.tsx'

export const screens: ScreenTable = {
  'sales.list': SalesList, 'sales.invoice': SalesInvoiceScreen, 'sales.order': SalesOrderScreen, 'sales.creditNote': CreditNoteScreen, 'sales.delivery': DeliveryScreen,
}

export const globalActions: readonly Action[] = [
  { id: 'sales.invoiceAnywhere', labelKey: 'sales:newInvoice', run: () => navigation.go(newPlace('sales.invoice')), isGlobal: true },
  { id: 'sales.orderAnywhere', labelKey: 'sales:newOrder', run: () => navigation.go(newPlace('sales.order')), isGlobal: true },
  { id: 'sales.deliveryAnywhere', labelKey: 'sales:newDelivery', run: () => navigation.go(newPlace('sales.delivery')), isGlobal: true },
]
