import { commercialInvoice } from './commercial-invoice/index.ts'
import { packingList } from './packing-list/index.ts'
import type { PaperType } from './types.ts'

/** Every paper that the program makes, in the order of a shipment. A new paper is its folder and its line here. */
export const paperTypes: readonly PaperType[] = [
  commercialInvoice,
  packingList,
]
