// What two PCs did while apart is settled from the keyboard alone, in each language: the other's parcel is read, fields are chosen, buyers that
// both made are joined, of a draft that both posted one document is reversed, and what was set aside is looked at.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openBook } from '../../src/store/book/index.ts'
import type { LanguageId } from '../../src/locales/index.ts'
import { firstPcData, makeApartBooks } from './stories/apart-books.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { speak } from './stories/speak.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let app: StartedBrowserApp | undefined
let folder: string | undefined

afterEach(async () => {
  await app?.stop()
  app = undefined
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

/** Goes to the inbox and opens the row of which the text is this one. */
async function openRow(hand: Hand, text: string): Promise<void> {
  await hand.press('Alt+9')
  await hand.inList(hand.word('inbox:title'))
  await hand.press('Home')
  const atRow = async (): Promise<string> => (await hand.page.locator('.table-row.at').textContent()) ?? ''
  for (let step = 0; step < 40 && !(await atRow()).includes(text); step += 1) await hand.press('ArrowDown')
  expect(await atRow()).toContain(text)
  await hand.press('Enter')
}

test.each(['id', 'en', 'zh'] as const)('two PCs that worked apart agree again, in %s', async (language: LanguageId) => {
  folder = freshFolder('apart')
  const { book, parcel, stick } = await makeApartBooks(folder)
  app = await startApp({ dataFolder: firstPcData(folder), book })
  const { page } = app
  await page.locator('nav').first().waitFor()
  await speak(page, language)
  const watched = watch(page)
  const hand = await handOn(page, language)
  await withPicture(page, `apart-${language}`, async () => {
    // The other PC's parcel is read.
    await hand.run(hand.word('parcels:open'))
    await hand.heading(hand.word('parcels:title'))
    await hand.press('Alt+B')
    await patiently(async () => (await hand.focused()).name).toBe(hand.word('parcels:take.file'))
    await hand.enter(join(stick, 'none.mendunia-parcel'))
    await hand.sees(hand.word('errors:FILE_NOT_FOUND', { file: join(stick, 'none.mendunia-parcel') }))
    await hand.fill(hand.word('parcels:take.file'), parcel, { back: true })
    await hand.press('Enter')
    await hand.sees(hand.word('parcels:bring.back', { device: 'B' }))

    // Fields: the phone of the other, an address of one's own, typed anew.
    await openRow(hand, hand.word('attention:conflict.title', { name: 'Hotel Samudra' }))
    await hand.heading(hand.word('conflicts:title'))
    await patiently(async () => (await hand.focused()).name).toBe(hand.word('conflicts:title'))
    await hand.press('Home', 't')
    await page.locator('dialog[open] textarea').waitFor()
    await patiently(async () => (await hand.focused()).tag).toBe('textarea')
    await hand.press('Control+A')
    await page.keyboard.type('Jl. Pantai 12')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Cirebon 45111')
    await hand.press('Control+Enter')
    await hand.closed()
    await patiently(async () => (await hand.focused()).name).toBe(hand.word('conflicts:title'))
    await hand.press('ArrowDown', 'ArrowRight')
    await hand.sees(hand.word('conflicts:chosen', { chosen: 2, count: 2 }))
    await hand.press('Control+Enter')
    await hand.heading(hand.word('inbox:title'))

    // Money is never merged: the price that stands here is confirmed.
    await openRow(hand, hand.word('attention:conflict.title', { name: 'Kursi rotan' }))
    await hand.heading(hand.word('conflicts:title'))
    await patiently(async () => (await hand.focused()).name).toBe(hand.word('conflicts:title'))
    await hand.sees(hand.word('conflicts:rule.money'))
    await hand.press('ArrowLeft', 'Control+Enter')
    await hand.heading(hand.word('inbox:title'))

    // A draft: its lines are the other's.
    await openRow(hand, hand.word('attention:conflict.title', { name: 'Listrik' }))
    await hand.heading(hand.word('conflicts:title'))
    await patiently(async () => (await hand.focused()).name).toBe(hand.word('conflicts:title'))
    await hand.press('ArrowRight', 'Control+Enter')
    await hand.heading(hand.word('inbox:title'))

    // Two buyers are one.
    await openRow(hand, hand.word('attention:possibleDuplicate.title', { name: 'SHANGHAI JIA, LTD.', other: 'Shanghai Jia Ltd' }))
    await hand.heading(hand.word('conflicts:alike.title'))
    await patiently(async () => (await hand.focused()).name).toBe(`${hand.word('conflicts:alike.choose')}: SHANGHAI`)
    await hand.press('ArrowLeft')
    await patiently(async () => (await hand.focused()).name).toBe(`${hand.word('conflicts:alike.choose')}: SHJ`)
    await hand.press('Control+Enter')
    await hand.heading(hand.word('conflicts:alike.joinedTitle'))
    await hand.press('u')
    await hand.heading(hand.word('conflicts:alike.title'))
    await hand.press('ArrowLeft', 'Control+Enter')
    await hand.heading(hand.word('conflicts:alike.joinedTitle'))

    // Of two documents of one draft, one goes.
    await openRow(hand, hand.word('attention:draftPostedTwice.title'))
    await hand.heading(hand.word('conflicts:posted.title'))
    await patiently(async () => (await hand.focused()).role).toBe('group')
    await hand.press('Control+Enter')
    await hand.sees(hand.word('conflicts:posted.settled'))

    // What was set aside says why; what is broken may go.
    await openRow(hand, hand.word('attention:quarantined.title_malformed'))
    await hand.inList(hand.word('quarantine:title'))
    await hand.press('Home')
    await hand.sees(hand.word('quarantine:advice.newer'))
    const download = page.waitForEvent('download')
    await hand.press('x')
    const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { setAside: { reason: string }; document: { schema: number } }
    expect([saved.setAside.reason, saved.document.schema]).toEqual(['newer', 2])
    await hand.press('End')
    await hand.sees(hand.word('quarantine:advice.malformed', { device: 'B' }))
    await hand.press('Delete')
    await page.locator('dialog[open]').waitFor()
    await hand.tabTo(hand.word('quarantine:yes'))
    await hand.press('Enter')
    await hand.closed()
    await hand.sees(hand.word('quarantine:count', { count: 1, number: '1' }))

    // All of it goes back on the stick.
    await hand.run(hand.word('parcels:open'))
    await hand.heading(hand.word('parcels:title'))
    await hand.fill(hand.word('parcels:take.file'), stick)
    await hand.press('Enter')
    await patiently(() => page.locator('.parcel-take [role=status]').count()).toBe(1)
  })
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
  await app.stop()
  app = undefined
  const left = openBook(book)
  try {
    const { sql } = left.projections
    expect(sql.values<string>("SELECT kind FROM attention WHERE kind <> 'waitingForReference' ORDER BY kind")).toEqual(['quarantined'])
    expect(JSON.parse(sql.value<string>("SELECT fields FROM master WHERE code = 'HOTEL'") ?? '{}')).toMatchObject({ phone: '0231 300', address: ['Jl. Pantai 12', 'Cirebon 45111'] })
    expect(sql.value<string>("SELECT party FROM posted WHERE event_id = 'b-inv'")).toBe('SHJ')
    expect(sql.value<number>("SELECT count(*) FROM posted WHERE event_id = 'air' AND reversed = 0")).toBe(1)
  } finally {
    left.close()
  }
  expect(existsSync(parcel)).toBe(true)
})
