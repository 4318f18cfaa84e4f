import fc from 'fast-check'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { pageFileOf } from './page-policy.ts'

test('no path whatever leads out of the page folder', () => {
  const pieces = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', 'index.html', '~', 'C:', ' ', '%', '\u0000', '…')
  fc.assert(
    fc.property(fc.oneof(fc.array(pieces).map((all) => `/${all.join('')}`), fc.string(), fc.webPath()), (path) => {
      const file = pageFileOf(path)
      if (file === undefined) return
      expect(posix.normalize(posix.join('/page', file)).startsWith('/page/')).toBe(true)
      expect(file).not.toMatch(/[\\\0:]/)
    }),
    { numRuns: 5000 },
  )
})

test('plain paths are found', () => {
  expect(pageFileOf('/')).toBe('index.html')
  expect(pageFileOf('/assets/index-B4LIpbFh.js')).toBe('assets/index-B4LIpbFh.js')
})
