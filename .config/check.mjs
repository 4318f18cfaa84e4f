// `npm run check`: types per runtime, lint, import rules, locale completeness. Two at a time, each with its time; all of them run, so that
// one call shows everything that is wrong.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const tool = (path) => join(root, 'node_modules', path)
const tsc = (project) => [tool('typescript/bin/tsc'), '-p', project]

const steps = [
  ['lint', [tool('eslint/bin/eslint.js'), '-c', '.config/eslint.config.mjs', 'src', 'test', '--max-warnings', '0', '--no-warn-ignored']],
  ['types of the backend', tsc('src/backend/tsconfig.json')],
  ['types of the page', tsc('src/renderer/tsconfig.json')],
  ['types of the domain', tsc('src/core/tsconfig.json')],
  ['types of the shell', tsc('src/main/tsconfig.json')],
  ['types of the page tests', tsc('.config/tsconfig.page-tests.json')],
  ['import rules and locales', ['test/run.mjs', '--project', 'unit', 'test/architecture']],
]

function run([name, args]) {
  return new Promise((done) => {
    const startedMs = performance.now()
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.once('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`)
      if (code !== 0) console.log(Buffer.concat(parts).toString('utf8'))
      done(code === 0)
    })
  })
}

const waiting = [...steps]
const results = []
async function worker() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await run(step))
}
await Promise.all([worker(), worker()])
const failed = results.filter((good) => !good).length
console.log(failed === 0 ? 'Everything checked.' : `${failed} of ${steps.length} checks failed.`)
process.exit(failed === 0 ? 0 : 1)
