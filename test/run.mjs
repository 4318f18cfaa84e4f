// `npm test`: everything that needs no system package. The last line is always `N passed, N failed, N skipped`.
//   node test/run.mjs                      unit, property, integration, architecture, then end to end in a browser
//   node test/run.mjs --project electron   the stories in a real window (needs MENDUNIA_ELECTRON and a display)
//   node test/run.mjs --project system     what needs Debian packages
//   node test/run.mjs src/core             only files whose path contains the words
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { project: { type: 'string', multiple: true }, update: { type: 'boolean', short: 'u' } },
})

const counts = { passed: 0, failed: 0, skipped: 0 }

/** Counts each test of each file, and files or runs that failed outside a test, so that nothing broken counts as nothing. */
const counter = {
  onTestRunEnd(modules, unhandledErrors) {
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') counts.passed += 1
        else if (state === 'failed') counts.failed += 1
        else counts.skipped += 1
      }
      const failedOutside = module.errors().length > 0 || [...module.children.allSuites()].some((suite) => suite.errors().length > 0)
      if (failedOutside) counts.failed += 1
    }
    counts.failed += unhandledErrors.length
  },
}

const vitest = await startVitest('test', positionals, {
  root,
  config: join(root, '.config/vitest.config.ts'),
  watch: false,
  run: true,
  update: values.update,
  project: values.project ?? ['unit', 'e2e'],
  reporters: ['default', counter],
  passWithNoTests: false,
})
await vitest?.close()

if (counts.passed + counts.failed === 0) counts.failed = 1
const skippedIsFailure = process.env.CI === 'true' && counts.skipped > 0
if (skippedIsFailure) console.log('With CI=true a skipped test is a failure.')
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 || skippedIsFailure ? 1 : 0)
