import { HelpOverlay } from '../features/help/overlay.tsx'
import * as banking from '../features/banking/screens.tsx'
import * as closing from '../features/closing/screens.tsx'
import * as conflicts from '../features/conflicts/screens.tsx'
import * as home from '../features/home/screens.tsx'
import * as importing from '../features/importing/screens.tsx'
import * as inbox from '../features/inbox/screens.tsx'
import * as journal from '../features/journal/screens.tsx'
import * as lending from '../features/lending/screens.tsx'
import * as opening from '../features/opening/screens.tsx'
import * as parties from '../features/parties/screens.tsx'
import * as parcel from '../features/parcel/screens.tsx'
import * as payments from '../features/payments/screens.tsx'
import * as products from '../features/products/screens.tsx'
import * as purchases from '../features/purchases/screens.tsx'
import * as quarantine from '../features/quarantine/screens.tsx'
import * as reports from '../features/reports/screens.tsx'
import * as sales from '../features/sales/screens.tsx'
import * as settings from '../features/settings/screens.tsx'
import * as shipments from '../features/shipments/screens.tsx'
import * as stock from '../features/stock/screens.tsx'
import { SyncIndicator } from '../features/sync/indicator.tsx'
import * as sync from '../features/sync/screens.tsx'
import * as tax from '../features/tax/screens.tsx'
import type { Action } from './actions.ts'
import type { ScreenTable } from './screen-table.ts'

/** Every feature of the page: a new one adds its folder and its line here. */
const features: readonly { readonly screens: ScreenTable; readonly globalActions?: readonly Action[] }[] = [
  home, sales, purchases, stock, shipments, products, parties, payments, banking, journal, closing, lending, opening, importing, reports, tax, inbox, conflicts, quarantine, settings, sync, parcel,
]

export const screens: ScreenTable = Object.assign({}, ...features.map((feature) => feature.screens)) as ScreenTable
export const featureActions: readonly Action[] = features.flatMap((feature) => feature.globalActions ?? [])
export { HelpOverlay, SyncIndicator }
