// A company takes in a second PC by one code, and shuts it out again: in three languages, on two screens, with keys alone.
import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CouchServer, startCouchServer } from '../couch-server.ts'
import { handOn, patiently } from './stories/hand.ts'
import { speak } from './stories/speak.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, root, startApp } from './support.ts'

let server: CouchServer
const folders: string[] = []
const stops: (() => Promise<void>)[] = []
/** `MENDUNIA_PICTURES=folder`: what each step looks like, for the eye. */
const pictures = process.env['MENDUNIA_PICTURES']

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await server.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function folderOf(name: string): string {
  const folder = freshFolder(name)
  folders.push(folder)
  return folder
}

/** The command line as the very user of the page: with another data folder the book would be a copy, and take another code. */
async function mendunia(folder: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), ...args], { env: { ...process.env, HOME: folder, USERPROFILE: folder, MENDUNIA_DATA: folder } })
}

async function look(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

test.each(['id', 'en', 'zh'] as const)('a PC is invited, joins by the code that was pasted, and is shut out (%s)', async (language) => {
  const database = `${server.url}-${language}`
  const ownerFolder = folderOf('owner')
  const book = join(ownerFolder, 'rotan.mendunia')
  const company = join(ownerFolder, 'company.json')
  writeFileSync(company, JSON.stringify({ name: 'CV Rotan Samudra', baseCurrency: 'IDR' }))
  await mendunia(ownerFolder, ['init', '--book', book, '--company', company])
  await mendunia(ownerFolder, ['server', 'setup', database, '--user', server.user, '--password', server.password, '--book', book, '--json'])

  const owner = await startApp({ dataFolder: ownerFolder, book })
  stops.push(() => owner.stop())
  const watched = watch(owner.page)
  await owner.page.locator('nav').first().waitFor()
  await speak(owner.page, language)
  const hand = await handOn(owner.page, language)
  const { word } = hand
  const code = await withPicture(owner.page, `invite-${language}`, async () => {
    await hand.run(word('sync:actions.open'))
    await hand.heading(word('sync:title'))
    await hand.sees(word('devices:standing.root'))
    await hand.tabTo(word('devices:actions.invite'))
    await hand.press('Enter')
    await patiently(async () => (await hand.focused()).name).toBe(word('devices:administrator.user'))
    // A device's own user may not invite; the server says so.
    await hand.fill(word('devices:administrator.user'), server.user)
    await hand.fill(word('devices:administrator.password'), 'salah')
    await look(owner.page, `invite-${language}`)
    await hand.press('Enter')
    await owner.page.locator('dialog .refusal-list').first().waitFor()
    await hand.fill(word('devices:administrator.password'), server.password)
    await hand.press('Enter')
    await owner.page.locator('.qr-code').waitFor({ timeout: 30_000 })
    await patiently(async () => (await hand.focused()).name).toBe(word('devices:code.copy'))
    await look(owner.page, `code-${language}`)
    const shown = await owner.page.locator('.invitation textarea').inputValue()
    await hand.tabTo(word('devices:code.done'))
    await hand.press('Enter')
    await hand.closed()
    await owner.page.getByText(word('devices:standing.invited', { date: '' }).trim().split(' ')[0] ?? '').first().waitFor()
    return shown
  })
  expect(code).toMatch(/^MENDUNIA1:[0-9A-Z]+$/)

  const shopFolder = folderOf('shop')
  const shop = await startApp({ dataFolder: shopFolder })
  stops.push(() => shop.stop())
  const alsoWatched = watch(shop.page)
  await shop.page.locator('main.start').waitFor()
  await speak(shop.page, language)
  const other = await handOn(shop.page, language)
  await withPicture(shop.page, `join-${language}`, async () => {
    await other.tabTo(word('devices:join.ask'))
    await other.press('Enter')
    await patiently(async () => (await other.focused()).name).toContain(word('devices:join.code'))
    // A code of which the end is missing says so before anything is asked of a server.
    const paste = async (text: string): Promise<void> => {
      await other.press('Control+A')
      await shop.page.keyboard.insertText(text)
    }
    await paste(code.slice(0, -6))
    await shop.page.locator('.start-card .refusal').first().waitFor()
    await look(shop.page, `damaged-${language}`)
    await paste((code.match(/.{1,50}/g) ?? []).join('\n'))
    await other.sees('CV Rotan Samudra')
    await other.sees(word('devices:join.deviceName', { device: 'B' }))
    await look(shop.page, `join-${language}`)
    await other.fill(word('devices:join.file'), join(shopFolder, 'salinan.mendunia'))
    await other.press('Enter')
    await shop.page.locator('nav').first().waitFor({ timeout: 60_000 })
    await other.run(word('sync:actions.open'))
    await other.heading(word('sync:title'))
    await other.sees(word('devices:standing.introduced'))
    await patiently(() => shop.page.locator('.sync-state').innerText()).toContain(word('sync:state.upToDate'))
    await look(shop.page, `joined-${language}`)
  })

  await withPicture(owner.page, `expel-${language}`, async () => {
    // What the new PC said of itself appears here by itself.
    await hand.sees(word('devices:standing.introduced'), 60_000)
    await look(owner.page, `devices-${language}`)
    await hand.tabTo(word('devices:actions.expel'))
    await hand.press('Enter')
    await patiently(async () => (await hand.focused()).name).toBe(word('devices:administrator.user'))
    await hand.fill(word('devices:administrator.user'), server.user)
    await hand.fill(word('devices:administrator.password'), server.password)
    await look(owner.page, `expel-${language}`)
    await hand.tabTo(word('devices:expel.yes'))
    await hand.press('Enter')
    await hand.closed()
    await hand.sees(word('devices:standing.expelled'))
    await look(owner.page, `expelled-${language}`)
  })
  // The PC that was shut out hears it from the server, and says what that means.
  await withPicture(shop.page, `out-${language}`, async () => {
    await other.press('S')
    await other.sees(word('errors:SYNC_UNAUTHORIZED'), 60_000)
    await look(shop.page, `out-${language}`)
  })
  expect([...watched.complaints(), ...alsoWatched.complaints()]).toEqual([])
  expect([...watched.strangers(), ...alsoWatched.strangers()]).toEqual([])
  for (const stop of stops.splice(0)) await stop()
})
