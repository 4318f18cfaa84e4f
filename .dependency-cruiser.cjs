// Who may import whom (the arrows of ARCHITECTURE.md). Every rule has a planted violation in test/architecture, because a rule that reads no
// files passes too. Tests may reach anything: they are not part of the program.
const tests = '(\\.test\\.tsx?|/fake-[a-z-]+\\.ts|/test-[a-z-]+\\.ts)$'

/** Code under `from` may import, of our own folders, only itself and those named. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: tests },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
})

const electronOrNode = ['^electron$', 'node_modules/electron/']

module.exports = {
  forbidden: [
    { name: 'no-circular', comment: 'A cycle has no bottom to read from.', severity: 'error', from: { pathNot: tests }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('core-only-itself', 'core', [], 'The domain is pure.'),
    {
      name: 'core-no-node',
      comment: 'The domain has no input or output: no Node modules.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-no-packages',
      comment: 'The domain takes no packages but the schema library.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: tests },
      to: { path: 'node_modules/', pathNot: 'node_modules/valibot/' },
    },
    only('contract-imports-core', 'contract', ['core'], 'The contract is what every side knows.'),
    only('locales-import-nothing', 'locales', [], 'Words know nobody.'),
    only('paperwork-imports-core-locales', 'paperwork', ['core', 'locales'], 'Papers are pure: data in, page description out.'),
    only('store-imports-core', 'store', ['core'], 'The book file knows the domain and nothing above it.'),
    {
      name: 'revisions-stand-alone',
      comment: "CouchDB's document model and its adapter know nothing of Mendunia.",
      severity: 'error',
      from: { path: '^src/store/(revisions|pouch-adapter)/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/store/(revisions|pouch-adapter)/' },
    },
    {
      name: 'sqlite-only-in-store',
      comment: 'The store is the only place with the database.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/store/', tests] },
      to: { path: 'better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pdfkit-only-in-printing',
      comment: 'Page descriptions become bytes in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/backend/printing/', tests] },
      to: { path: 'node_modules/(@types/)?pdfkit/', dependencyTypesNot: ['type-only'] },
    },
    only('sync-imports-store-core', 'sync', ['store', 'core'], 'Replication moves documents.'),
    only('backend-imports-below', 'backend', ['core', 'contract', 'paperwork', 'locales', 'store', 'sync'], 'Nothing below imports the backend, and it imports no page and no shell.'),
    only('cli-imports-backend-contract-locales', 'cli', ['backend', 'contract', 'locales', 'core/errors'], 'Arguments become contract calls.'),
    only('main-imports-contract-locales', 'main', ['contract', 'locales'], 'The shell holds no rules and no SQL.'),
    only('preload-imports-contract', 'preload', ['contract'], 'The bridge is generic.'),
    only('renderer-imports-contract-locales-core', 'renderer', ['contract', 'locales', 'core'], 'The page reaches the backend through the contract.'),
    {
      name: 'features-apart',
      comment: 'What two features share lives in kit or client.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/', pathNot: tests },
      to: { path: '^src/renderer/features/([^/]+)/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'kit-knows-no-feature',
      comment: 'Controls take values and report intents.',
      severity: 'error',
      from: { path: '^src/renderer/(kit|client)/', pathNot: tests },
      to: { path: '^src/renderer/(features|app)/' },
    },
    {
      name: 'page-without-node',
      comment: 'The page runs in a browser.',
      severity: 'error',
      from: { path: '^src/(renderer|contract|locales|paperwork)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-shell',
      comment: 'Only the shell and its bridge know Electron.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main|preload)/', tests] },
      to: { path: electronOrNode },
    },
    {
      name: 'not-to-tests',
      comment: 'The program never imports a test.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: '.config/tsconfig.cruise.json' },
    builtInModules: { add: ['electron'] },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
