// Builds the PouchDB adapter for use without Mendunia:
//   out/pouchdb-adapter-better-sqlite3.cjs   one file, whose only outside dependency is better-sqlite3
//   out/pouchdb-adapter-better-sqlite3/      the same as an npm package: with README, types, licence and package.json
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const name = 'pouchdb-adapter-better-sqlite3'
const sources = join(root, 'src/store/pouch-adapter/package')
const builtin = new Set(builtinModules.flatMap((module) => [module, `node:${module}`]))
const own = ['src/store/pouch-adapter', 'src/store/revisions'].map((folder) => join(root, folder))

/** The package (folder in node_modules) that a bundled module comes from, or null for one of ours. */
function packageOf(id) {
  const place = id.lastIndexOf('node_modules/')
  if (place < 0) return null
  const [first, second] = id.slice(place + 'node_modules/'.length).split('/')
  return join(id.slice(0, place), 'node_modules', first.startsWith('@') ? `${first}/${second}` : first)
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license'].find((candidate) => existsSync(join(folder, candidate)))
  const text = file && readFileSync(join(folder, file), 'utf8').trim()
  // PouchDB's own licence is the one that lies beside the file.
  const whole = text && !text.startsWith('Apache License') ? `\n${text}\n` : ''
  return `${name} ${version} (${license})\n${whole}`
}

/** @param {{ target?: string }} options  the folder to write into, `out/` unless given  @returns the path of the file */
export async function buildAdapter({ target = join(root, 'out') } = {}) {
  const { build } = await import('vite')
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      write: false,
      target: 'node22',
      minify: false,
      rollupOptions: {
        input: join(sources, 'entry.ts'),
        external: (id) => id === 'better-sqlite3' || builtin.has(id),
        output: { format: 'cjs', exports: 'default', codeSplitting: false },
      },
    },
  })
  const [chunk, ...others] = [result].flat()[0].output
  if (others.length > 0) throw new Error(`one file was expected, not also ${others.map((each) => each.fileName).join(', ')}`)
  const outside = chunk.imports.filter((id) => !builtin.has(id))
  if (outside.join() !== 'better-sqlite3') throw new Error(`the only outside dependency should be better-sqlite3: ${outside.join(', ')}`)
  const modules = chunk.moduleIds.map((id) => id.replace(/^\0/, '').replace(/\?.*$/, '')).filter((id) => id.startsWith('/') || /^[A-Za-z]:/.test(id))
  const foreign = modules.filter((id) => packageOf(id) === null && !own.some((folder) => id.startsWith(folder)))
  if (foreign.length > 0) throw new Error(`it must not hold anything else of Mendunia: ${foreign.join(', ')}`)

  const { license, version, dependencies } = facts()
  const bundled = [...new Set(modules.map(packageOf).filter(Boolean))].sort().map(notice)
  const head = `/*!\n${name} ${version}, ${license}. It holds:\n\n${bundled.join('\n').replaceAll('*/', '* /')}\n*/\n`
  const folder = join(target, name)
  mkdirSync(folder, { recursive: true })
  const file = join(target, `${name}.cjs`)
  rmSync(file, { force: true })
  writeFileSync(file, head + chunk.code)
  writeFileSync(join(folder, 'index.cjs'), head + chunk.code)
  for (const each of ['README.md', 'LICENSE', 'index.d.ts']) copyFileSync(join(sources, each), join(folder, each))
  copyFileSync(join(sources, 'index.d.ts'), join(target, `${name}.d.cts`))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({
    name, version, description: 'PouchDB storage in one SQLite file, by better-sqlite3', license, main: 'index.cjs', types: 'index.d.ts',
    files: ['index.cjs', 'index.d.ts'], engines: { node: '>=22' }, keywords: ['pouchdb', 'sqlite', 'adapter'], peerDependencies: dependencies,
  }, null, 2)}\n`)
  return file
}

/** What the package says of itself; the version of better-sqlite3 is the one that it is tested with. */
function facts() {
  const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return { version, license: 'Apache-2.0', dependencies: { 'better-sqlite3': `^${dependencies['better-sqlite3']}` } }
}

if (process.argv[1]?.endsWith('build-adapter.mjs')) console.log(`Built ${await buildAdapter()}`)
