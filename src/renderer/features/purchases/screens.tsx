// Purchases: list, goods receipt, invoice of a supplier. Imports document, kit, client, app, core's value types.
// Invariant: nothing is posted here but by `event.post`; what is typed is a draft from its first letter on.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { newPlace, PostedDocument } from '../../document/index.ts'
import { PurchaseInvoiceScreen } from './purchase-invoice.tsx'
import { PurchaseList } from './purchase-list.tsx'
import { GoodsReceiptScreen } from './receipt.tsx'

const ReturnScreen = ({ place }: { place: Place }) => <PostedDocument id={place.id ?? ''} />

export const screens: ScreenTable = { 'purchases.list': PurchaseList, 'purchases.receipt': GoodsReceiptScreen, 'purchases.invoice': PurchaseInvoiceScreen, 'purchases.return': ReturnScreen }

export const globalActions: readonly Action[] = [
  { id: 'purchases.receiptAnywhere', labelKey: 'purchases:newReceipt', run: () => navigation.go(newPlace('purchases.receipt')), isGlobal: true },
  { id: 'purchases.invoiceAnywhere', labelKey: 'purchases:newInvoice', run: () => navigation.go(newPlace('purchases.invoice')), isGlobal: true },
]
