// A month is closed from the keyboard, in Indonesian, in a browser; what the books say afterwards is read by the command line.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lastDayOf } from '../../src/core/calendar/index.ts'
import { mendunia } from './stories/demo-book.ts'
import { closedMonth, makeMonthBook, monthClose } from './stories/month-close.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let app: StartedBrowserApp | undefined
let folder = ''

afterEach(async () => {
  await app?.stop()
  app = undefined
  rmSync(folder, { recursive: true, force: true })
})

test('a month is closed from the keyboard alone', async () => {
  folder = freshFolder('month')
  const now = new Date()
  const month = closedMonth(`${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-01`)
  const book = await makeMonthBook(folder, month)
  app = await startApp({ book, dataFolder: folder })
  const { page } = app
  const watched = watch(page)
  const pictures = join(tmpdir(), 'mendunia-stories')
  mkdirSync(pictures, { recursive: true })
  await withPicture(page, 'month-close', () => monthClose({ page, month, picture: async (name) => { await page.screenshot({ path: join(pictures, `month-close-${name}.png`) }) } }))
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
  await app.stop()
  app = undefined
  // 21,000,000 sold for 6,000,000, rent 12,500,000, depreciation 2,500,000, 250,000 won on dollars, 105,000 tax.
  const file = join(folder, 'income.json')
  await mendunia(folder, ['report', 'income-statement', '--book', book, '--from', `${month}-01`, '--to', lastDayOf(month), '--format', 'json', '--out', file])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ netProfit: '145000.00' })
})
