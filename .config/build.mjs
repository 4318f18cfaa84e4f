// Builds what the window and the loopback page need into out/.
//   node .config/build.mjs              everything: main, preload, page, backend
//   node .config/build.mjs --page       the page alone
//   … --if-stale                        only when a source changed since the last build
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
// What is tested is what is shipped, whatever runs the build.
process.env.NODE_ENV = 'production'
const pageSources = ['src/renderer', 'src/contract', 'src/core', 'src/locales', 'src/paperwork']
const allSources = ['src', 'resources']
const settings = ['package-lock.json', 'electron.vite.config.ts', '.config/build.mjs', '.config/vite.page.ts', '.config/page-fonts.ts', '.config/vite.backend.ts']

/** A digest of names, sizes and times of the sources: cheap enough to ask at each start. */
function fingerprint(folders) {
  const digest = createHash('sha256')
  const files = folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => globSync(`${folder}/**/*`, { cwd: root }))
  for (const file of [...files, ...settings].sort()) {
    const path = join(root, file)
    if (!existsSync(path) || /\.test\.tsx?$/.test(file)) continue
    const facts = statSync(path)
    if (facts.isFile()) digest.update(`${file}\0${facts.size}\0${Math.round(facts.mtimeMs)}\n`)
  }
  return digest.digest('hex')
}

const stampOf = (kind) => join(root, 'out', `.${kind}.stamp`)
const isFresh = (kind, print) => existsSync(stampOf(kind)) && readFileSync(stampOf(kind), 'utf8') === print
function stamp(kind, print) {
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampOf(kind), print)
}

async function buildPage() {
  const { build } = await import('vite')
  const { pageConfig } = await import('./vite.page.ts')
  await build({ ...pageConfig(root), configFile: false, logLevel: 'warn' })
}

async function buildAll() {
  const { build } = await import('electron-vite')
  await build({ root, configFile: join(root, 'electron.vite.config.ts'), logLevel: 'warn' })
  await buildBackend()
}

async function buildBackend() {
  const { build } = await import('vite')
  const { backendConfig } = await import('./vite.backend.ts')
  await build({ ...backendConfig(), configFile: false })
  const migrations = join(root, 'src/store/migrations')
  if (existsSync(migrations)) cpSync(migrations, join(root, 'out/backend/store/migrations'), { recursive: true })
  if (existsSync(join(root, 'resources'))) cpSync(join(root, 'resources'), join(root, 'out/resources'), { recursive: true })
}

/**
 * @param {{ page?: boolean, ifStale?: boolean }} options
 * @returns whether something was built
 */
export async function buildOut({ page = false, ifStale = false } = {}) {
  const pagePrint = fingerprint(pageSources)
  if (page) {
    if (ifStale && isFresh('page', pagePrint) && existsSync(join(root, 'out/renderer/index.html'))) return false
    await buildPage()
    stamp('page', pagePrint)
    return true
  }
  const allPrint = fingerprint(allSources)
  if (ifStale && isFresh('all', allPrint) && isFresh('page', pagePrint) && existsSync(join(root, 'out/main/index.cjs'))) return false
  await buildAll()
  stamp('page', pagePrint)
  stamp('all', allPrint)
  return true
}

if (process.argv[1]?.endsWith('build.mjs')) {
  const { values } = parseArgs({ options: { page: { type: 'boolean' }, 'if-stale': { type: 'boolean' } } })
  const startedMs = performance.now()
  const built = await buildOut({ page: values.page, ifStale: values['if-stale'] })
  console.log(built ? `Built out/ in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.` : 'out/ is up to date.')
}
