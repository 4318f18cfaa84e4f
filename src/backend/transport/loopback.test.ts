import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { forwardCall, keepControlToken } from './control.ts'
import { type FakeBackend, fakeBackend } from './fake-backend.ts'
import { type Loopback, startLoopback } from './loopback.ts'

let folder = ''
let backend: FakeBackend
let loopback: Loopback

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-loopback-'))
  mkdirSync(join(folder, 'page/assets'), { recursive: true })
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'page/assets/a-1.js'), 'export {}')
  writeFileSync(join(folder, 'page/assets/odd.exe'), 'MZ')
  writeFileSync(join(folder, 'secret.json'), '"secret"')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  backend = fakeBackend((name, input) => {
    if (name === 'search.find') backend.emit({ event: 'progress', job: name, done: 1, total: 2, label: '' })
    return { ok: true, value: { name, input } }
  })
  loopback = await startLoopback(backend, { pageFolder: join(folder, 'page') })
})
afterEach(() => loopback.close())

interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A raw request: no client library that would tidy the path or the headers. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(loopback.origin)
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    request.once('error', reject)
    request.end(body)
  })
}

const pathOf = (url: string): string => url.slice(new URL(url).origin.length)

async function enter(): Promise<string> {
  const entered = await ask(pathOf(loopback.newAddress()))
  const cookie = String(entered.headers['set-cookie'])
  return cookie.slice(0, cookie.indexOf(';'))
}

test('turns the token of the address into a strict session cookie, once', async () => {
  const path = pathOf(loopback.url ?? '')
  const first = await ask(path)
  expect(first.status).toBe(200)
  const cookie = String(first.headers['set-cookie'])
  expect(cookie).toMatch(/^mendunia_\d+=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(first.body).not.toContain('token')
  const second = await ask(path)
  expect(second.status).toBe(403)
  expect(second.headers['set-cookie']).toBeUndefined()
  expect((await ask('/', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200)
})

test('a reload of the used address by its own session leads to the page', async () => {
  const path = pathOf(loopback.url ?? '')
  const cookie = String((await ask(path)).headers['set-cookie']).split(';')[0] ?? ''
  expect((await ask(path, { cookie })).status).toBe(200)
})

test('hands the wish to open the demo or a book on to the page', async () => {
  const entered = await ask(pathOf(loopback.newAddress({ demo: true, book: '/buku/"a".mendunia' })))
  expect(entered.body).toContain('url=/?demo=1&amp;book=%2Fbuku%2F%22a%22.mendunia')
})

test('refuses files and sockets without a session', async () => {
  expect((await ask('/')).status).toBe(403)
  expect((await ask('/assets/a-1.js')).status).toBe(403)
  expect((await ask('/', { cookie: 'mendunia_1=x' })).status).toBe(403)
  expect((await ask('/?token=guess')).status).toBe(403)
})

test('sends the strict policy with every answer, also with refusals', async () => {
  for (const answer of [await ask('/'), await ask('/', { cookie: await enter() }), await ask('/nothing.js', { cookie: await enter() })]) {
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  }
})

test.each([['evil.example'], ['localhost:1'], ['127.0.0.1'], ['[::1]:80'], ['127.0.0.1:1']])('refuses the host %s even with a session', async (host) => {
  expect((await ask('/', { cookie: await enter(), host })).status).toBe(403)
  expect((await ask(pathOf(loopback.newAddress()), { host })).status).toBe(403)
})

test.each([['http://evil.example'], ['null'], ['http://localhost:3000'], ['http://127.0.0.1:1']])('refuses the origin %s even with a session', async (origin) => {
  expect((await ask('/', { cookie: await enter(), origin })).status).toBe(403)
})

test('refuses a request that another site caused', async () => {
  expect((await ask('/', { cookie: await enter(), 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await ask('/', { cookie: await enter(), 'sec-fetch-site': 'same-site' })).status).toBe(403)
})

test.each([
  ['/../secret.json'], ['/assets/../../secret.json'], ['/%2e%2e/secret.json'], ['/..%2fsecret.json'], ['/assets/%2e%2e%2f%2e%2e%2fsecret.json'],
  ['/..\\secret.json'], ['/..%5csecret.json'], ['//secret.json'], ['/./index.html'], ['/index.html%00.js'], ['/%'], ['/.hidden.json'], ['/assets'], ['/assets/odd.exe'], ['/C:/secret.json'],
])('never leaves the page folder: %s', async (path) => {
  const answer = await ask(path, { cookie: await enter() })
  expect(answer.status).toBe(400)
  expect(answer.body).not.toContain('secret"')
})

test('answers plain files and nothing but GET and HEAD', async () => {
  const cookie = await enter()
  const file = await ask('/assets/a-1.js', { cookie })
  expect(file).toMatchObject({ status: 200, body: 'export {}' })
  expect(file.headers['content-type']).toContain('text/javascript')
  expect(await ask('/assets/a-1.js', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' })
  expect((await ask('/assets/none.js', { cookie })).status).toBe(404)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await ask('/', { cookie }, method)).status).toBe(405)
})

/** @returns the first reply, or the status with which it refused the upgrade */
function connect(headers: Record<string, string>, send: string | undefined, path = '/socket'): Promise<string> {
  const { port } = new URL(loopback.origin)
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => send !== undefined && socket.send(send))
    socket.on('message', (data) => {
      if (!String(data).startsWith('{"id"')) return
      resolve(String(data))
      socket.close()
    })
    socket.on('close', (code) => resolve(`closed ${code}`))
    socket.on('unexpected-response', (_request, response) => resolve(`refused ${response.statusCode}`))
    socket.on('error', () => {})
  })
}

test('carries calls and replies over the socket', async () => {
  const answer = await connect({ cookie: await enter(), origin: loopback.origin }, JSON.stringify({ id: 7, name: 'search.find', input: { text: 'a' } }))
  expect(JSON.parse(answer)).toEqual({ id: 7, reply: { ok: true, value: { name: 'search.find', input: { text: 'a', limit: 20 } } } })
})

test('lets no other origin open a socket', async () => {
  const cookie = await enter()
  expect(await connect({ cookie, origin: 'http://evil.example' }, undefined)).toBe('refused 403')
  expect(await connect({ cookie }, undefined)).toBe('refused 403')
  expect(await connect({ origin: loopback.origin }, undefined)).toBe('refused 403')
  expect(await connect({ cookie, origin: loopback.origin, host: 'evil.example' }, undefined)).toBe('refused 403')
  expect(await connect({ cookie, origin: loopback.origin }, undefined, '/other')).toBe('refused 403')
  expect(backend.calls).toEqual([])
})

test.each([['not json'], ['[]'], ['{"id":1}'], ['{"id":"1","name":"app.state","input":{}}'], ['{"id":1,"name":"app.state","input":{},"more":1}']])(
  'closes a socket that says %s',
  async (text) => {
    expect(await connect({ cookie: await enter(), origin: loopback.origin }, text)).toBe('closed 1008')
  },
)

test('sends events to every page and forgets pages that left', async () => {
  const { port } = new URL(loopback.origin)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers: { cookie: await enter(), origin: loopback.origin } })
  await new Promise((resolve) => socket.once('open', resolve))
  const heard = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))))
  backend.emit({ event: 'changed', topics: ['stock'] })
  expect(JSON.parse(await heard)).toEqual({ event: 'changed', topics: ['stock'] })
  socket.close()
  await expect.poll(() => backend.listeners.size).toBe(0)
})

test('listens on the loopback address only', async () => {
  const { port } = new URL(loopback.origin)
  const outcome = await new Promise<string>((resolve) => {
    const socket = createConnection({ host: '::1', port: Number(port) }, () => resolve('connected'))
    socket.once('error', () => resolve('refused'))
  })
  expect(outcome).toBe('refused')
})

test('the control channel wants its bearer token and no browser', async () => {
  const call = JSON.stringify({ name: 'app.state', input: {} })
  const bearer = `Bearer ${loopback.controlToken}`
  expect((await ask('/control', {}, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { cookie: await enter() }, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { authorization: bearer, origin: loopback.origin }, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { authorization: bearer, 'sec-fetch-site': 'same-origin' }, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { authorization: bearer, host: 'evil.example' }, 'POST', call)).status).toBe(403)
  expect((await ask('/control', { authorization: bearer })).status).toBe(403)
  expect(backend.calls).toEqual([])
  expect((await ask('/control', { authorization: bearer }, 'POST', call)).status).toBe(200)
})

test('forwards a call of the command line with its progress', async () => {
  const dataFolder = join(folder, 'data')
  const forget = keepControlToken(dataFolder, loopback.origin, loopback.controlToken)
  const tokenFile = join(dataFolder, 'control', `${new URL(loopback.origin).port}.token`)
  if (process.platform !== 'win32') expect(statSync(tokenFile).mode & 0o777).toBe(0o600)
  const events: unknown[] = []
  const reply = await forwardCall(loopback.origin, 'search.find', { text: 'kopi' }, {
    dataFolder,
    onEvent: (event) => events.push(event),
    session: { role: 'bookkeeper', author: 'Sari' },
  })
  expect(reply).toEqual({ ok: true, value: { name: 'search.find', input: { text: 'kopi', limit: 20 } } })
  expect(backend.calls[0]?.session).toEqual({ role: 'bookkeeper', author: 'Sari' })
  expect(events).toEqual([{ event: 'progress', job: 'search.find', done: 1, total: 2, label: '' }])
  expect(backend.listeners.size).toBe(0)
  forget()
  expect(await forwardCall(loopback.origin, 'app.state', {}, { dataFolder })).toMatchObject({ ok: false, refusals: [{ code: 'BACKEND_GONE' }] })
})

test('believes no lock record that points away from this PC', async () => {
  for (const address of ['http://evil.example:80', 'http://127.0.0.1:99999', 'https://127.0.0.1:80', 'http://127.0.0.1:80/x', 'file:///etc/passwd', '']) {
    expect(await forwardCall(address, 'app.state', {}, { dataFolder: folder })).toMatchObject({ ok: false, refusals: [{ code: 'BACKEND_GONE' }] })
  }
})
