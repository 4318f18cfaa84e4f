#!/usr/bin/env node
// `mendunia …`: arguments → contract calls. Imports backend, contract, locales.
// Exit codes: 0 done, 1 refused with a typed error, 2 wrong usage. Invariant: no rule of the trade is written here.
import { enableCompileCache } from 'node:module'

// Half of a short command's time is reading the program: the second start is twice as fast.
enableCompileCache()

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
const argv = process.argv.slice(2)
const quick = argv[0] === 'report' ? (await import('./quick-report.ts')).quickReport(argv) : null
if (quick === null) {
  const { main } = await import('./main.ts')
  process.exitCode = await main(argv)
} else process.stdout.write(quick)
