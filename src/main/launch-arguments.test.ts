import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageAddress, readLaunchWish } from './launch-arguments.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-launch-'))
  writeFileSync(join(folder, 'toko.mendunia'), '')
  writeFileSync(join(folder, 'nota.txt'), '')
  mkdirSync(join(folder, 'folder.mendunia'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('takes the book that was double-clicked, absolute or relative to where the program was started', () => {
  expect(readLaunchWish(['mendunia', join(folder, 'toko.mendunia')], '/')).toEqual({ demo: false, book: join(folder, 'toko.mendunia') })
  expect(readLaunchWish(['mendunia', '.', 'toko.mendunia', '--demo'], folder)).toEqual({ demo: true, book: join(folder, 'toko.mendunia') })
})

test.each([['nota.txt'], ['none.mendunia'], ['folder.mendunia'], ['--toko.mendunia'], ['toko.mendunia\0.txt'], ['http://evil.example/a.mendunia'], [`${'a/'.repeat(4000)}a.mendunia`]])(
  'passes over %.40s',
  (word) => {
    expect(readLaunchWish(['mendunia', word], folder)).toEqual({ demo: false })
  },
)

test('tells the page by its address', () => {
  expect(pageAddress('app://mendunia', { demo: false })).toBe('app://mendunia/')
  const url = new URL(pageAddress('app://mendunia', { demo: true, book: '/buku/a&b=c #1.mendunia' }))
  expect(url.searchParams.get('book')).toBe('/buku/a&b=c #1.mendunia')
  expect(url.searchParams.get('demo')).toBe('1')
})
