// PouchDB's own integration suite against the built adapter.
//
//   git clone https://github.com/apache/pouchdb FOLDER
//   node test/conformance/run.mjs --suite FOLDER [--auto-compaction] [--adapter memory] [--grep TEXT] [FILE …]
//
// FOLDER is a checkout as it is: neither installed nor built. Its tests/integration run with its own source of PouchDB (core,
// http, mapreduce, replication, memory) and `out/pouchdb-adapter-better-sqlite3.cjs`, built anew. The few packages that the suite
// needs (mocha, chai, …) are installed once into .cache/conformance, at the versions that the checkout names. The server that it
// replicates with is PouchDB's own on the memory adapter, or the one that COUCH_HOST names.
// A test that failed is tried again alone, with our adapter and with PouchDB's memory adapter: what fails there too is not ours.
// Exit code 0: nothing failed that does not fail with PouchDB's own adapter.
import { fork, spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAdapter } from '../../.config/build-adapter.mjs'

const root = join(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { suite: { type: 'string' }, grep: { type: 'string' }, adapter: { type: 'string', default: 'better-sqlite3' }, 'auto-compaction': { type: 'boolean' }, timeout: { type: 'string', default: '20000' } },
})
if (values.suite === undefined) {
  console.error('Which suite? node test/conformance/run.mjs --suite FOLDER, FOLDER being a checkout of apache/pouchdb')
  process.exit(2)
}
const suite = resolve(values.suite)
const integration = join(suite, 'tests/integration')
if (!existsSync(join(integration, 'node.setup.js'))) {
  console.error(`${suite} is no checkout of apache/pouchdb: it has no tests/integration/node.setup.js`)
  process.exit(2)
}

const work = join(root, '.cache/conformance')
mkdirSync(work, { recursive: true })

/** What the suite and PouchDB's source need of others, at the versions that the checkout names. */
function installPackages() {
  const manifest = JSON.parse(readFileSync(join(suite, 'package.json'), 'utf8'))
  const versions = { ...manifest.dependencies, ...manifest.devDependencies }
  const names = [
    'mocha', 'chai', 'chai-as-promised', 'seedrandom', 'throw-max-listeners-error', 'rimraf', 'memdown', 'levelup', 'level-codec', 'level-write-stream', 'ltgt', 'readable-stream',
    'through2', 'double-ended-queue', 'node-fetch', 'fetch-cookie', 'uuid', 'spark-md5', 'vuvuzela',
  ]
  const wanted = names.filter((name) => versions[name] !== undefined).map((name) => `${name}@${versions[name]}`)
  const stamp = join(work, 'installed.txt')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted.join('\n')) return
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true }))
  const { status } = spawnSync('npm', ['install', '--prefix', work, '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('the packages of the suite could not be installed')
  writeFileSync(stamp, wanted.join('\n'))
}

/** The suite's own PouchDB from its source: one bundle, so that everything shares one `pouchdb-core`. */
async function buildPouch() {
  const packages = join(suite, 'packages/node_modules')
  const entry = join(work, 'pouchdb-entry.mjs')
  writeFileSync(entry, [
    "import PouchDB from 'pouchdb-core'", "import http from 'pouchdb-adapter-http'", "import mapreduce from 'pouchdb-mapreduce'", "import replication from 'pouchdb-replication'",
    "import memory from 'pouchdb-adapter-memory'",
    `import errors from ${JSON.stringify(join(packages, 'pouchdb-for-coverage/src/errors.js'))}`, `import utils from ${JSON.stringify(join(packages, 'pouchdb-for-coverage/src/utils.js'))}`,
    "import * as collate from 'pouchdb-collate'",
    'PouchDB.plugin(http).plugin(mapreduce).plugin(replication)',
    'const coverage = Object.assign(PouchDB.defaults({}), { utils, Errors: errors, collate })',
    'export { PouchDB, coverage, memory }',
  ].join('\n'))
  const { build } = await import('vite')
  await build({
    root: work, configFile: false, publicDir: false, logLevel: 'error',
    plugins: [{
      name: 'source-of-the-suite',
      enforce: 'pre',
      resolveId(id) {
        if (id.startsWith('pouchdb-') || id === 'sublevel-pouchdb') return join(packages, id, 'src/index.js')
        // The rest is required at run time, from the runner's folder.
        return id.startsWith('.') || id.startsWith('/') || /^[A-Za-z]:/.test(id) || id.startsWith('\0') ? undefined : { id, external: true }
      },
    }],
    define: { 'process.env.COVERAGE': 'false', 'process.env.FETCH': 'false' },
    build: {
      ssr: true, outDir: work, emptyOutDir: false, minify: false, target: 'node22',
      rollupOptions: { input: { pouchdb: entry }, output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
  })
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

const children = []
async function startServers() {
  // The suite expects a server that is down at this very port.
  children.push(spawn(process.execPath, [join(suite, 'bin/down-server.js'), '3010'], { stdio: 'ignore' }))
  if (process.env.COUCH_HOST) return process.env.COUCH_HOST
  const port = await freePort()
  const server = fork(join(import.meta.dirname, 'server.mjs'), [String(port), join(work, 'server.log')], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  children.push(server)
  await new Promise((done, fail) => {
    server.once('message', done)
    server.once('exit', () => fail(new Error('the server of the suite did not start')))
  })
  return `http://127.0.0.1:${port}`
}

let runs = 0
/** @returns the suite's results, as mocha's JSON reporter gives them */
function runMocha({ host, adapterFile, adapter, grep, files, quiet }) {
  runs += 1
  const results = join(work, `results-${runs}.json`)
  const folder = join(work, `run-${runs}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  rmSync(results, { force: true })
  const parameters = [
    join(work, 'node_modules/mocha/bin/_mocha'), '--exit', '--timeout', values.timeout, '--require', join(import.meta.dirname, 'preload.cjs'), '--require', join(integration, 'node.setup.js'),
    '--reporter', 'json', '--reporter-option', `output=${results}`, ...(grep === undefined ? [] : ['--fgrep', grep]), ...files,
  ]
  const env = {
    ...process.env, ADAPTERS: adapter, COUCH_HOST: host, CONFORMANCE_WORK: work, CONFORMANCE_ADAPTER: adapterFile, TESTS_DIR: join(folder, 'tmp'), NODE_OPTIONS: '',
    ...(values['auto-compaction'] ? { AUTO_COMPACTION: '1' } : {}),
  }
  return new Promise((done, fail) => {
    const mocha = spawn(process.execPath, parameters, { cwd: folder, env, stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'pipe'] })
    let errors = ''
    mocha.stderr?.on('data', (text) => {
      errors = (errors + String(text)).slice(-4000)
    })
    children.push(mocha)
    mocha.on('exit', () => {
      rmSync(folder, { recursive: true, force: true })
      if (existsSync(results)) done(JSON.parse(readFileSync(results, 'utf8')))
      else fail(new Error(`the suite ended without results\n${errors}`))
    })
  })
}

let failedOurs = 0
try {
  installPackages()
  await buildPouch()
  const adapterFile = await buildAdapter()
  const host = await startServers()
  const all = globSync('test.*.js', { cwd: integration }).sort().map((file) => join(integration, file))
  const files = positionals.length === 0 ? all : all.filter((file) => positionals.some((word) => basename(file).includes(word)))
  const startedMs = performance.now()
  const { stats, failures } = await runMocha({ host, adapterFile, adapter: values.adapter, grep: values.grep, files })
  for (const failure of failures) {
    const again = { host, adapterFile, grep: failure.fullTitle, files: [failure.file], quiet: true }
    const alone = await runMocha({ ...again, adapter: values.adapter })
    const memory = await runMocha({ ...again, adapter: 'memory' })
    const elsewhere = memory.failures.length > 0
    if (!elsewhere && alone.failures.length > 0) failedOurs += 1
    const verdict = elsewhere ? "fails with PouchDB's memory adapter too" : alone.failures.length > 0 ? 'FAILS WITH OURS ONLY' : 'passes alone: it depends on time'
    console.log(`\n${failure.fullTitle}\n  ${failure.err.message ?? ''}\n  ${verdict}`)
  }
  const extras = values['auto-compaction'] ? ', auto_compaction' : ''
  console.log(`\n${values.adapter}${extras}: ${stats.passes} passed, ${stats.failures} failed (${failedOurs} with ours only), ${stats.pending} pending, ${Math.round((performance.now() - startedMs) / 1000)} s`)
} finally {
  for (const child of children) if (child.exitCode === null) child.kill()
}
process.exit(failedOurs > 0 ? 1 : 0)
