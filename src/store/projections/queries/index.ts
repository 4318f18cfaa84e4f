// Lists, search and the parts of a document, as the page shows them. Imports core, the reports and the projections beside it.
// Invariant: reads only; a first page reads its rows through an index, however long the list is.
import { revisionReader } from '../reader.ts'
import type { Sql } from '../sql.ts'
import { type AttentionRow, attentionList } from './attention-list.ts'
import { type BankLineRow, bankLineList } from './bank-lists.ts'
import { type AssetRow, assetList } from './closing.ts'
import { type DocumentRow, type SalesRow, documentList, invoiceList } from './document-lists.ts'
import type { ListPage, ListRequest } from './list-request.ts'
import { type AccountRow, type OpenItemRow, type PartyRow, type ProductRow, type RateRow, type WarehouseRow, accountList, openItemList, partyList, productList, rateList, warehouseList } from './master-lists.ts'
import { type ShipmentRow, shipmentList } from './shipment-lists.ts'

export * from './bank-lists.ts'
export { type AssetRow, type ClosingSummary, closingSummary } from './closing.ts'
export { type HomeSummary, homeSummary } from './home.ts'
export type { ListPage, ListRequest } from './list-request.ts'
export { type MasterRow, accountNames, masterOf } from './master-data.ts'
export type { OpenItemRow } from './master-lists.ts'
export * from './posted-document.ts'
export { type SearchHit, searchHits } from './search-hits.ts'
export * from './shipment-lists.ts'
export type { DocumentStatus } from './status.ts'

export interface ListRows {
  sales: SalesRow
  purchases: SalesRow
  documents: DocumentRow
  products: ProductRow
  parties: PartyRow
  accounts: AccountRow
  rates: RateRow
  attention: AttentionRow
  openItems: OpenItemRow
  warehouses: WarehouseRow
  bankLines: BankLineRow
  assets: AssetRow
  shipments: ShipmentRow
}

/** One page of a list, how many rows there are in all, and their sums per currency. */
export function listPage<Name extends keyof ListRows>(sql: Sql, name: Name, request: ListRequest): ListPage<ListRows[Name]> {
  const lists: { readonly [Each in keyof ListRows]: () => ListPage<ListRows[Each]> } = {
    sales: () => invoiceList(sql, request, 'sales.invoice'),
    purchases: () => invoiceList(sql, request, 'purchase.invoice'),
    documents: () => documentList(sql, request),
    products: () => productList(sql, request),
    parties: () => partyList(sql, request),
    accounts: () => accountList(sql, request),
    rates: () => rateList(sql, request),
    attention: () => attentionList(sql, request),
    openItems: () => openItemList(sql, request),
    warehouses: () => warehouseList(sql, request),
    bankLines: () => bankLineList(sql, request),
    shipments: () => shipmentList(sql, request),
    assets: () => assetList(sql, revisionReader(sql.database), request),
  }
  return lists[name]()
}
