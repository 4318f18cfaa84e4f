// Purchases: list, goods receipt, invoice of a supplier, return, landed cost. Imports document, kit, client, app, core's value types.
// Invariant: nothing is posted here but by `event.post`; what is typed is a draft from its first letter on.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { LandedCostScreen } from './landed-cost.tsx'
import { PurchaseInvoiceScreen } from './purchase-invoice.tsx'
import { PurchaseList } from './purchase-list.tsx'
import { GoodsReceiptScreen } from './receipt.tsx'
import { PurchaseReturnScreen } from './return.tsx'

export const screens: ScreenTable = { 'purchases.list': PurchaseList, 'purchases.receipt': GoodsReceiptScreen, 'purchases.invoice': PurchaseInvoiceScreen, 'purchases.return': PurchaseReturnScreen, 'purchases.landedCost': LandedCostScreen }

export const globalActions: readonly Action[] = [
  { id: 'purchases.receiptAnywhere', labelKey: 'purchases:newReceipt', run: () => navigation.go(newPlace('purchases.receipt')), isGlobal: true },
  { id: 'purchases.invoiceAnywhere', labelKey: 'purchases:newInvoice', run: () => navigation.go(newPlace('purchases.invoice')), isGlobal: true },
  { id: 'purchases.returnAnywhere', labelKey: 'purchases:newReturn', run: () => navigation.go(newPlace('purchases.return')), isGlobal: true },
  { id: 'purchases.landedCostAnywhere', labelKey: 'purchases:newLandedCost', run: () => navigation.go(newPlace('purchases.landedCost')), isGlobal: true },
]
