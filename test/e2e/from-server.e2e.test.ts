// A second PC of a company begins: its book comes from the server, asked for on the first screen, with keys alone.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CouchServer, startCouchServer } from '../couch-server.ts'
import { makeDemoBook, mendunia } from './stories/demo-book.ts'
import { handOn, patiently } from './stories/hand.ts'
import { speak } from './stories/speak.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let server: CouchServer
let app: StartedBrowserApp | undefined
const folders: string[] = []

beforeAll(async () => {
  server = await startCouchServer()
  const folder = freshFolder('first')
  folders.push(folder)
  const book = await makeDemoBook(folder)
  await mendunia(folder, ['sync', '--book', book, '--remote', server.url, '--user', server.user, '--password', server.password, '--json'])
})
afterAll(async () => {
  await app?.stop()
  await server.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('the book of the company comes from its server; what is wrong is said where it can be put right', async () => {
  const dataFolder = freshFolder('second')
  folders.push(dataFolder)
  app = await startApp({ dataFolder })
  const { page } = app
  const watched = watch(page)
  await page.locator('main.start').waitFor()
  await speak(page, 'zh')
  const hand = await handOn(page, 'zh')
  const { word } = hand
  await withPicture(page, 'from-server', async () => {
    await hand.tabTo(word('start:clone.ask'))
    await hand.press('Enter')
    await patiently(async () => (await hand.focused()).name).toBe(word('start:clone.remote'))
    // Nothing typed: the field says so.
    await hand.press('Enter')
    await page.locator('.start-card .refusal').first().waitFor()
    // A server that is not there.
    await hand.fill(word('start:clone.remote'), 'http://127.0.0.1:9/buku')
    await hand.press('Enter')
    await hand.sees(word('start:clone.errors.SYNC_OFFLINE'))
    // The right address, the wrong password.
    await hand.fill(word('start:clone.remote'), server.url)
    await hand.fill(word('start:clone.user'), server.user)
    await hand.fill(word('start:clone.password'), 'salah')
    await hand.press('Enter')
    await hand.sees(word('start:clone.errors.SYNC_UNAUTHORIZED'))
    // Esc goes back to the books of this PC and forgets nothing of them.
    await hand.fill(word('start:clone.password'), server.password)
    await hand.fill(word('start:clone.file'), join(dataFolder, 'salinan.mendunia'))
    await hand.press('Enter')
    await page.locator('nav').first().waitFor({ timeout: 60_000 })
    await hand.sees('CV Rotan Samudra')
    await hand.press('Alt+2')
    await page.locator('.table-row').first().waitFor()
  })
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})
