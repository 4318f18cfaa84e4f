// The import rules hold, they were read over real files, and each of them is tripped by a planted violation.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const rules = (createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }).forbidden

interface Cruised {
  readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[] }
}

function cruise(folder: string): Cruised {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const run = spawnSync(process.execPath, [script, 'src', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (run.stdout === '') throw new Error(run.stderr)
  return JSON.parse(run.stdout) as Cruised
}

/** For each rule, files that break it: path to source text. */
const planted: Record<string, Record<string, string>> = {
  'no-circular': { 'src/store/ring-a.ts': "import { b } from './ring-b.ts'\nexport const a = () => b", 'src/store/ring-b.ts': "import { a } from './ring-a.ts'\nexport const b = () => a" },
  'core-only-itself': { 'src/core/bad.ts': "import '../store/target.ts'" },
  'core-no-node': { 'src/core/reads.ts': "import 'node:fs'" },
  'core-no-packages': { 'src/core/package.ts': "import 'ws'" },
  'contract-imports-core': { 'src/contract/bad.ts': "import '../backend/target.ts'" },
  'locales-import-nothing': { 'src/locales/bad.ts': "import '../core/target.ts'" },
  'paperwork-imports-core-locales': { 'src/paperwork/bad.ts': "import '../store/target.ts'" },
  'store-imports-core': { 'src/store/bad.ts': "import '../sync/target.ts'" },
  'revisions-stand-alone': { 'src/store/revisions/bad.ts': "import '../../core/target.ts'" },
  'sqlite-only-in-store': { 'src/backend/sql.ts': "import Database from 'better-sqlite3'\nexport const d = Database" },
  'pdfkit-only-in-printing': { 'src/paperwork/pdf.ts': "import pdf from 'pdfkit'\nexport const p = pdf" },
  'sync-imports-store-core': { 'src/sync/bad.ts': "import '../backend/target.ts'" },
  'backend-imports-below': { 'src/backend/bad.ts': "import '../cli/target.ts'" },
  'cli-imports-backend-contract-locales': { 'src/cli/bad.ts': "import '../store/target.ts'" },
  'main-imports-contract-locales': { 'src/main/bad.ts': "import '../backend/target.ts'" },
  'preload-imports-contract': { 'src/preload/bad.ts': "import '../main/target.ts'" },
  'renderer-imports-contract-locales-core': { 'src/renderer/bad.ts': "import '../backend/target.ts'" },
  'features-apart': { 'src/renderer/features/sales/bad.ts': "import '../stock/target.ts'" },
  'kit-knows-no-feature': { 'src/renderer/kit/bad.ts': "import '../features/stock/target.ts'" },
  'page-without-node': { 'src/renderer/node.ts': "import 'node:fs'" },
  'electron-only-in-shell': { 'src/backend/window.ts': "import 'electron'" },
  'not-to-tests': { 'src/store/uses-test.ts': "import './target.test.ts'", 'src/store/target.test.ts': 'export const t = 1' },
}

const targets = ['core', 'contract', 'store', 'sync', 'backend', 'cli', 'main', 'renderer/features/stock']

let folder = ''
let report: Cruised

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-planted-'))
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  for (const target of targets) write(`src/${target}/target.ts`, 'export const target = 1')
  for (const files of Object.values(planted)) for (const [path, text] of Object.entries(files)) write(path, text)
  cpSync(join(root, '.config'), join(folder, '.config'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  report = cruise(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every import rule has a planted violation here', () => {
  expect(Object.keys(planted).sort()).toEqual(rules.map((rule) => rule.name).sort())
})

test.each(rules.map((rule) => rule.name))('%s reports its planted violation', (name) => {
  const reported = report.summary.violations.filter((violation) => violation.rule.name === name).map((violation) => violation.from)
  expect(reported).toContain(Object.keys(planted[name] ?? {})[0])
})

test('the tree itself breaks no rule, over files that were really read', () => {
  const own = cruise(root)
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  expect(own.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`)).toEqual([])
  expect(own.summary.totalCruised).toBeGreaterThanOrEqual(sources.length)
  expect(own.summary.totalCruised).toBeGreaterThan(250)
})
