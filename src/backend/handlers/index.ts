import type { Handlers } from '../context.ts'
import { bookHandlers } from './book.ts'
import { demoHandlers } from './demo.ts'
import { documentHandlers } from './documents.ts'
import { exportHandlers } from './export.ts'
import { importingHandlers } from './importing.ts'
import { paperHandlers } from './papers.ts'
import { readingHandlers } from './reading.ts'
import { syncHandlers } from './sync.ts'

/** Every entry of the contract has its handler: the compiler sees to it. */
export const handlers: Handlers = { ...bookHandlers, ...demoHandlers, ...documentHandlers, ...exportHandlers, ...importingHandlers, ...paperHandlers, ...readingHandlers, ...syncHandlers }
