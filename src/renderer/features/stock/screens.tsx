// Stock: what lies where and what it is worth, corrections and counts. Imports kit, client, app, document.
// Invariant: quantities and values are the backend's; what a correction or count will book is shown before it is posted.
import type { ScreenTable } from '../../app/screen-table.ts'
import { StockAdjustScreen } from './stock-adjust.tsx'
import { StockCountScreen } from './stock-count.tsx'
import { StockList } from './stock-list.tsx'

export const screens: ScreenTable = { 'stock.list': StockList, 'stock.adjust': StockAdjustScreen, 'stock.count': StockCountScreen }
