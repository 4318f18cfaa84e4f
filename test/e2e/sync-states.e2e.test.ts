// The exchange with the server in each of its states, as a person meets it: what is said, what can be done, with keys alone and in
// three languages. Between the program and the server stands a line that the story breaks.
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { LanguageId } from '../../src/locales/index.ts'
import { type CouchServer, startCouchServer } from '../couch-server.ts'
import { mendunia } from './stories/demo-book.ts'
import { handOn, patiently } from './stories/hand.ts'
import { speak } from './stories/speak.ts'
import { watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

/** What the line does to each request. */
interface Trouble { status?: number; isCut?: boolean; skewMs?: number }

let server: CouchServer
let line: Server
let trouble: Trouble = {}
let app: StartedBrowserApp | undefined
const folders: string[] = []

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
  line = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void (async () => {
        if (trouble.isCut) {
          request.socket.destroy()
          return
        }
        if (trouble.status) {
          response.writeHead(trouble.status, { 'content-type': 'application/json' }).end('{"error":"trouble","reason":"of the story"}')
          return
        }
        const { authorization, 'content-type': type } = request.headers
        const answer = await fetch(server.root + request.url!.slice(1), {
          method: request.method!, headers: { accept: 'application/json', ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) },
          ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
        })
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json', date: new Date(Date.now() + (trouble.skewMs ?? 0)).toUTCString() })
        response.end(Buffer.from(await answer.arrayBuffer()))
      })().catch(() => request.socket.destroy())
    })
  })
  await new Promise<void>((resolve) => void line.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  trouble = {}
  await app?.stop()
  app = undefined
})
afterAll(async () => {
  line.closeAllConnections()
  line.close()
  await server.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const day = '2026-11-02'
const note = (n: number) => ({
  _id: `taxNote:story-${n}`, type: 'taxNote', schema: 1, device: 'B', author: 'wati', at: `2026-11-02T01:02:03.00${n % 10}Z-0000-B`, clock: { B: 1 }, dots: { text: ['B', 1] }, fields: { text: String(n) }, eventId: `note/${n}`, date: day,
})

test.each<LanguageId>(['id', 'en', 'zh'])('the states of the exchange in %s', async (language) => {
  const folder = freshFolder(`sync-states-${language}`)
  folders.push(folder)
  const name = `mendunia-test-${randomUUID()}`
  await server.request('PUT', name)
  const book = join(folder, 'buku.mendunia')
  const dataFolder = join(folder, 'data')
  writeFileSync(join(folder, 'company.json'), JSON.stringify({ name: 'CV Rotan', baseCurrency: 'IDR' }))
  await mendunia(folder, ['init', '--book', book, '--company', join(folder, 'company.json'), '--json'])
  const post = async (id: string): Promise<void> => {
    const file = join(folder, `${id}.json`)
    writeFileSync(file, JSON.stringify({ events: [{ event: 'expense.post', id, date: day, account: '1101', lines: [{ account: '6109', amount: '1000' }] }] }))
    await mendunia(folder, ['apply', file, '--book', book])
  }
  app = await startApp({ dataFolder, book })
  const { page } = app
  const watched = watch(page)
  await page.locator('nav').first().waitFor()
  await speak(page, language)
  const hand = await handOn(page, language)
  const { word } = hand
  const says = (text: string) => patiently(async () => page.locator('.sync-state').textContent(), undefined, 30_000).toContain(text)
  const now = () => hand.run(word('sync:actions.now'))

  await withPicture(page, `sync-states-${language}`, async () => {
    await hand.run(word('sync:actions.open'))
    await hand.heading(word('sync:title'))
    await says(word('sync:state.off'))
    await hand.fill(word('sync:fields.url'), `http://127.0.0.1:${(line.address() as AddressInfo).port}/${name}`)
    await hand.fill(word('sync:fields.user'), server.user)
    await hand.fill(word('sync:fields.password'), server.password)
    await hand.press('Enter')
    await says(word('sync:state.upToDate'))

    // Refused by a rule of the server: the reason is said, and it goes when the reason is gone.
    await server.request('PUT', `${name}/_design/strict`, { validate_doc_update: "function (d) { if (d.type === 'expense') throw ({ forbidden: 'no expenses on Sundays' }); }" })
    await post('refused')
    await says(word('sync:denied', { count: 1 }))
    await hand.sees('no expenses on Sundays')
    const { body } = await server.request('GET', `${name}/_design/strict`)
    await server.request('DELETE', `${name}/_design/strict?rev=${(body as { _rev: string })._rev}`)
    await now()
    await says(word('sync:state.upToDate'))

    // Paused: nothing goes until it is told to go on.
    await hand.run(word('sync:actions.pause'))
    await says(word('sync:state.paused'))
    await post('paused')
    await hand.sees(word('sync:about.paused'))
    await patiently(async () => page.locator('.sync-indicator').textContent()).toContain(word('sync:pending', { count: 1 }))
    await hand.run(word('sync:actions.resume'))
    await says(word('sync:state.upToDate'))

    // The data saver counts what went.
    await hand.tabTo(word('sync:saver.label'))
    await hand.press('Space')
    await patiently(async () => (await hand.focused()).checked).toBe(true)
    expect(await page.locator('.sync-manner .hint').textContent()).toMatch(/0[.,]\d/)
    await hand.press('Space')
    await patiently(async () => (await hand.focused()).checked).toBe(false)

    // No line, no room there, a clock that is wrong.
    trouble = { isCut: true }
    await now()
    await says(word('sync:state.offline'))
    trouble = { status: 507 }
    await now()
    await says(word('sync:state.full'))
    await hand.sees(word('sync:advice.SYNC_SERVER_FULL'))
    trouble = { skewMs: 3 * 3_600_000 }
    await now()
    await says(word('sync:state.clock'))
    await hand.sees(word('sync:clock.behind', { by: word('sync:clock.hours', { count: 3 }) }))
    trouble = {}
    await now()
    await says(word('sync:state.upToDate'))

    // Somebody deleted much: it waits, and what is kept goes back.
    const notes = Array.from({ length: 12 }, (_, n) => note(n))
    const { body: written } = await server.request('POST', `${name}/_bulk_docs`, { docs: notes })
    await patiently(async () => Number(await page.locator('.sync-figures dd').nth(2).textContent()), undefined, 30_000).toBeGreaterThanOrEqual(12)
    // All at once: a server that tells one change as soon as it is there would have told the first alone.
    await hand.run(word('sync:actions.pause'))
    await says(word('sync:state.paused'))
    await server.request('POST', `${name}/_bulk_docs`, { docs: (written as { id: string; rev: string }[]).map(({ id, rev }) => ({ _id: id, _rev: rev, _deleted: true })) })
    await hand.run(word('sync:actions.resume'))
    await says(word('sync:deletions.short', { count: 12 }))
    await hand.sees(word('sync:deletions.title'))
    await hand.tabTo(word('sync:deletions.keep'))
    await hand.press('Enter')
    await says(word('sync:state.upToDate'))
    expect((await server.request('GET', `${name}/taxNote:story-3`)).status).toBe(200)

    // Made anew: the three answers, one in each language.
    const second = freshFolder('second')
    folders.push(second)
    const other = join(second, 'salinan.mendunia')
    const login = ['--remote', server.root + name, '--user', server.user, '--password', server.password]
    if (language === 'zh') await mendunia(second, ['clone', '--book', other, ...login, '--json'])
    await server.request('DELETE', name)
    await server.request('PUT', name)
    if (language === 'zh') await mendunia(second, ['sync', '--book', other, ...login, '--server-follows'])
    // The exchange that sent back what was kept may still be under way: the key is pressed until it is met.
    await patiently(async () => {
      await now()
      return page.locator('.sync-state').textContent()
    }, undefined, 60_000).toContain(word('sync:state.gone'))
    await hand.sees(word('sync:replaced.title'))
    await hand.sees(word('sync:replaced.onlyHere'))
    if (language === 'id') {
      await hand.tabTo(word('sync:replaced.follow'))
      await hand.press('Enter')
      await says(word('sync:state.upToDate'))
      expect(((await server.request('GET', name)).body as { doc_count: number }).doc_count).toBeGreaterThan(50)
    } else if (language === 'en') {
      await hand.tabTo(word('sync:replaced.stop'))
      await hand.press('Enter')
      await says(word('sync:state.off'))
      expect(((await server.request('GET', name)).body as { doc_count: number }).doc_count).toBe(0)
    } else {
      await hand.tabTo(word('sync:replaced.followServer'))
      await hand.press('Enter')
      await hand.sees(word('sync:replaced.sure'))
      await patiently(async () => (await hand.focused()).name).toBe(word('sync:replaced.no'))
      await hand.tabTo(word('sync:replaced.yes'))
      await hand.press('Enter')
      await patiently(async () => page.locator('.toast').first().textContent(), undefined, 60_000).toContain('before server')
    }
  })
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})
