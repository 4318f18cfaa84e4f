// Everything derived anew, in a process of its own as an update does it. Prints one line of JSON.
//   node rebuild-side.ts BOOK
import { openBook } from '../../src/store/book/index.ts'
import type { RebuildFigures } from './size.ts'

const book = openBook(process.argv[2] as string)
const before = process.cpuUsage()
const started = performance.now()
const documents = book.transaction(() => book.projections.rebuild())
const ms = performance.now() - started
const { user, system } = process.cpuUsage(before)
const figures: RebuildFigures = { documents, ms, cpuMs: (user + system) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024 }
book.close()
process.stdout.write(`${JSON.stringify(figures)}\n`)
