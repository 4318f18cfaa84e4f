import type { Handlers } from '../context.ts'
import { bookHandlers } from './book.ts'
import { conflictHandlers } from './conflicts.ts'
import { countSheetHandlers } from './count-sheet.ts'
import { demoHandlers } from './demo.ts'
import { documentHandlers } from './documents.ts'
import { exchangeHandlers } from './exchange.ts'
import { exportHandlers } from './export.ts'
import { importingHandlers } from './importing.ts'
import { paperHandlers } from './papers.ts'
import { readingHandlers } from './reading.ts'
import { figureHandlers } from './report-figures.ts'
import { serverHandlers } from './server.ts'
import { shipmentHandlers } from './shipments.ts'
import { syncHandlers } from './sync.ts'
import { taxHandlers } from './tax.ts'

/** Every entry of the contract has its handler: the compiler sees to it. */
export const handlers: Handlers = { ...bookHandlers, ...conflictHandlers, ...countSheetHandlers, ...demoHandlers, ...documentHandlers, ...exchangeHandlers, ...exportHandlers, ...figureHandlers, ...importingHandlers, ...paperHandlers, ...readingHandlers, ...serverHandlers, ...shipmentHandlers, ...syncHandlers, ...taxHandlers }
