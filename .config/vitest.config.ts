import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')
const unit = ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts']
const endToEnd = 'test/e2e/**/*.e2e.test.ts'
const inWindow = 'test/e2e/**/*.electron.test.ts'
const withSystemTools = 'test/**/*.system.test.ts'

// Two workers: the smallest machine that we test on has two cores.
const shared = { root, pool: 'forks' as const, maxWorkers: 2 }

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: unit,
          exclude: ['**/node_modules/**', endToEnd, inWindow, withSystemTools],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      // A browser or a window is a machine of its own: these run one file after the other, and after the quick ones.
      ...[
        { name: 'e2e', include: [endToEnd] },
        { name: 'electron', include: [inWindow] },
        { name: 'system', include: [withSystemTools] },
      ].map((project) => ({
        test: {
          ...shared,
          ...project,
          exclude: ['**/node_modules/**'],
          globalSetup: project.name === 'system' ? [] : [join(root, 'test/e2e/build-once.ts')],
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
})
