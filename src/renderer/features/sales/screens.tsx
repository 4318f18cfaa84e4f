// Sales: list, invoice, order, credit note. Imports document, kit, client, app, core's value types.
// Invariant: nothing is posted here but by `event.post`; what is typed is a draft from its first letter on.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace, PostedDocument } from '../../document/index.ts'
import type { Place } from '../../app/navigation.ts'
import { CreditNoteScreen } from './credit-note.tsx'
import { SalesInvoiceScreen } from './sales-invoice.tsx'
import { SalesList } from './sales-list.tsx'
import { SalesOrderScreen } from './sales-order.tsx'

const DeliveryScreen = ({ place }: { place: Place }) => <PostedDocument id={place.id ?? ''} />

export const screens: ScreenTable = {
  'sales.list': SalesList, 'sales.invoice': SalesInvoiceScreen, 'sales.order': SalesOrderScreen, 'sales.creditNote': CreditNoteScreen, 'sales.delivery': DeliveryScreen,
}

export const globalActions: readonly Action[] = [
  { id: 'sales.invoiceAnywhere', labelKey: 'sales:newInvoice', run: () => navigation.go(newPlace('sales.invoice')), isGlobal: true },
  { id: 'sales.orderAnywhere', labelKey: 'sales:newOrder', run: () => navigation.go(newPlace('sales.order')), isGlobal: true },
]
