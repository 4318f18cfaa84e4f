// Two PCs and a server: settings typed, everything sent, and what one PC writes appears on the open screen of the other.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CouchServer, startCouchServer } from '../couch-server.ts'
import { makeDemoBook, mendunia } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let server: CouchServer
const apps: StartedBrowserApp[] = []
const folders: string[] = []

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(async () => {
  for (const app of apps) await app.stop()
  await server.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A PC of its own: its folder, its program, its browser. */
async function pc(makeBook: (folder: string) => Promise<string>): Promise<{ hand: Hand; complaints: () => readonly string[]; strangers: () => readonly string[] }> {
  const dataFolder = freshFolder('pc')
  folders.push(dataFolder)
  const app = await startApp({ dataFolder, book: await makeBook(dataFolder) })
  apps.push(app)
  await app.page.locator('nav').first().waitFor()
  return { hand: await handOn(app.page, 'id'), ...watch(app.page) }
}

async function connect(hand: Hand, createsDatabase: boolean): Promise<void> {
  const { word, page } = hand
  await hand.run(word('sync:actions.open'))
  await hand.heading(word('sync:title'))
  await hand.fill(word('sync:fields.url'), server.url)
  await hand.fill(word('sync:fields.user'), server.user)
  await hand.fill(word('sync:fields.password'), server.password)
  if (createsDatabase) {
    await hand.tabTo(word('sync:fields.createDatabase'))
    await hand.press('Space')
  }
  await hand.tabTo(word('sync:actions.save'))
  await hand.press('Enter')
  // A year and a half of trade goes up the line, to a server in the same busy PC.
  await patiently(() => page.locator('.sync-state').innerText(), 'everything is sent', 90_000).toContain(word('sync:state.upToDate'))
}

async function addParty(hand: Hand, name: string): Promise<void> {
  await hand.press('Alt+5')
  await hand.heading(hand.word('parties:title'))
  await hand.press('Control+N')
  await hand.page.locator('dialog[open]').waitFor()
  await hand.fill(hand.word('parties:field.name'), name)
  await hand.press('Control+Enter')
  await hand.page.locator('dialog[open]').waitFor({ state: 'detached' })
}

test('what one PC writes appears on the screen of the other, without a reload', async () => {
  const first = await pc(makeDemoBook)
  await withPicture(first.hand.page, 'first-pc', () => connect(first.hand, true))
  const second = await pc(async (folder) => {
    const book = join(folder, 'salinan.mendunia')
    await mendunia(folder, ['clone', '--book', book, '--remote', server.url, '--user', server.user, '--password', server.password, '--json'])
    return book
  })
  await withPicture(second.hand.page, 'second-pc', async () => {
    await connect(second.hand, false)
    await second.hand.press('Alt+5')
    await second.hand.heading(second.hand.word('parties:title'))
    // A mark in the page's memory: a reload would lose it.
    await second.hand.page.evaluate(() => Object.assign(window, { neverReloaded: true }))
    await addParty(first.hand, 'Aaron Rotan Sejahtera')
    await second.hand.sees('Aaron Rotan Sejahtera', 30_000)
    await addParty(second.hand, 'Abadi Mebel Jepara')
    await first.hand.press('Alt+5')
    await first.hand.sees('Abadi Mebel Jepara', 30_000)
    expect(await second.hand.page.evaluate(() => 'neverReloaded' in window)).toBe(true)
  })
  // Both read the same trial balance, to the last sen.
  const [one, other] = await Promise.all([first, second].map(async ({ hand }) => {
    await hand.run(hand.word('reports:titles.trial-balance'))
    await hand.heading(hand.word('reports:titles.trial-balance'))
    await hand.sees('1112')
    await hand.press('End')
    await hand.page.locator('.ledger-row.total').waitFor()
    return hand.page.locator('.ledger-row.total').innerText()
  }))
  expect(one).toBe(other)
  expect(one).toMatch(/\d{1,3}(\.\d{3}){3}/)
  for (const { complaints, strangers } of [first, second]) {
    expect(complaints()).toEqual([])
    expect(strangers()).toEqual([])
  }
})
