// Lint: what the compiler cannot see. A modest set; style is left to review.
import { join } from 'node:path'
import tseslint from 'typescript-eslint'

const root = join(import.meta.dirname, '..')

const impureGlobals = ['Date', 'Intl', 'process', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'console', 'globalThis'].map((name) => ({
  name,
  message: 'The domain is pure: it receives clock, chance and locale as arguments.',
}))
const impureProperties = [
  { object: 'Math', property: 'random', message: 'The domain is pure: randomness is an argument.' },
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase', 'localeCompare'].map((property) => ({
    property,
    message: 'What the locale of the PC decides must not reach a stored value.',
  })),
]
const rawChannels = ['ipcMain', 'ipcRenderer'].map((name) => ({ name: 'electron', importNames: [name], message: 'Raw channels live in channel.ts, which checks sender and shape.' }))

export default tseslint.config(
  { ignores: ['**/out/**', '**/node_modules/**', '**/dist/**', '**/coverage/**', 'test/fixtures/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: [...['core', 'renderer', 'backend', 'main'].map((part) => `src/${part}/tsconfig.json`), '.config/tsconfig.page-tests.json'], tsconfigRootDir: root } },
    rules: {
      // PouchDB's feeds are promises too, and `on` answers the feed itself: adding a listener is no forgotten promise.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafePromises: [{ from: 'file', name: ['Replication', 'ChangesFeed', 'Sync'] }] }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-debugger': 'error',
      'no-template-curly-in-string': 'error',
      'no-self-compare': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts', 'src/paperwork/**/*.ts', 'src/store/projections/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...impureGlobals], 'no-restricted-properties': ['error', ...impureProperties] },
  },
  {
    files: ['src/main/**/*.ts', 'src/preload/**/*.ts'],
    ignores: ['**/channel.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: rawChannels }] },
  },
  // The stories try whether the page's policy refuses it.
  { files: ['test/e2e/**/*.ts'], rules: { 'no-eval': 'off' } },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Texts are text.' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'Texts are text.' },
      ],
    },
  },
)
