// Loans, advances, savings, surplus, refunds and write-offs, typed and posted from the keyboard in a browser; the book is sound afterwards.
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { mendunia } from './stories/demo-book.ts'
import { inNames, makeCooperative } from './stories/in-names.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let app: StartedBrowserApp | undefined
let folder = ''

afterEach(async () => {
  await app?.stop()
  app = undefined
  rmSync(folder, { recursive: true, force: true })
})

test('money in somebody\'s name, from the keyboard alone', async () => {
  folder = freshFolder('in-names')
  const now = new Date()
  const book = await makeCooperative(folder, `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`)
  app = await startApp({ book, dataFolder: folder })
  const { page } = app
  const watched = watch(page)
  const pictures = join(tmpdir(), 'mendunia-stories')
  mkdirSync(pictures, { recursive: true })
  await withPicture(page, 'in-names', () => inNames({ page, picture: async (name) => { await page.screenshot({ path: join(pictures, `in-names-${name}.png`) }) } }))
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
  await app.stop()
  app = undefined
  expect(await mendunia(folder, ['verify', '--book', book, '--json'])).toContain('"ok":true')
})
