// Stock: what lies where and what it is worth, corrections and counts, moves and production. Imports kit, client, app, document.
// Invariant: quantities and values are the backend's; what a correction or count will book is shown before it is posted.
import type { ScreenTable } from '../../app/screen-table.ts'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { newPlace } from '../../document/index.ts'
import { ProductionScreen } from './production.tsx'
import { StockAdjustScreen } from './stock-adjust.tsx'
import { StockCountScreen } from './stock-count.tsx'
import { StockList } from './stock-list.tsx'
import { StockTransferScreen } from './transfer.tsx'

export const screens: ScreenTable = { 'stock.list': StockList, 'stock.adjust': StockAdjustScreen, 'stock.count': StockCountScreen, 'stock.transfer': StockTransferScreen, 'stock.production': ProductionScreen }

export const globalActions: readonly Action[] = (['adjust', 'count', 'transfer', 'production'] as const).map((what) => ({
  id: `stock.${what}Anywhere`, labelKey: `stock:${what}.title`, run: () => navigation.go(newPlace(`stock.${what}`)), isGlobal: true,
}))
