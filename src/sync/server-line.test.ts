// A server whose certificate is of the company's own making, behind a proxy, with sessions that end: on the loopback address.
import { X509Certificate, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Server as HttpServer, createServer as createHttpServer } from 'node:http'
import { type Server, createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkServer } from './server-check.ts'
import { ServerClient, parseServerAddress } from './server-client.ts'
import { type LineOptions, lineFetch, readPin } from './server-line.ts'

// The certificates are fixtures, valid for a hundred years: their making needs a program that not every PC has.
const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../../test/fixtures/tls', name), 'utf8')
const ca = fixture('authority.pem')
const certificate = new X509Certificate(fixture('server.pem'))
const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const certificatePin = hex(certificate.raw)
const keyPin = hex(certificate.publicKey.export({ type: 'spki', format: 'der' }))

let server: Server
let proxy: HttpServer
let root: string
/** What the server was asked, with what credentials. */
let asked: { method: string; path: string; authorization: string | undefined; cookie: string | undefined }[] = []
let tunnels: { target: string; authorization: string | undefined }[] = []
/** Sessions that are still good. */
let sessions = new Set<string>()

beforeAll(async () => {
  server = createServer({ key: fixture('server-key.pem'), cert: fixture('server.pem') }, (request, response) => {
    const { method = '', url = '', headers } = request
    asked.push({ method, path: url, authorization: headers.authorization, cookie: headers.cookie })
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const json = (status: number, value: object, more: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(value))
      if (method === 'POST' && url === '/_session') {
        const { password } = JSON.parse(body) as { password: string }
        if (password !== 'rahasia') return json(401, { error: 'unauthorized', reason: 'Name or password is incorrect.' })
        const id = `s${sessions.size + 1}`
        sessions = new Set([...sessions, id])
        return json(200, { ok: true }, { 'set-cookie': `AuthSession=${id}; Version=1; Path=/; HttpOnly` })
      }
      const isIn = headers.authorization !== undefined || sessions.has(/AuthSession=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? '')
      return isIn || url === '/' ? json(200, { couchdb: 'Welcome', version: '3.5.0', path: url }) : json(401, { error: 'unauthorized' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  root = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  proxy = createHttpServer()
  proxy.on('connect', (request, socket, head) => {
    tunnels.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] })
    const [host = '', port] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    for (const side of [upstream, socket]) side.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => {
  asked = []
  tunnels = []
  sessions = new Set()
})
afterAll(async () => {
  server.closeAllConnections()
  proxy.closeAllConnections()
  await Promise.all([server, proxy].map((one) => new Promise((resolve) => one.close(resolve))))
})

const client = (line: LineOptions, password = 'rahasia'): ServerClient => new ServerClient({ root, user: 'siti', password }, line)
/** The version that it says, or the code of its refusal. */
async function outcome(line: LineOptions): Promise<string> {
  try {
    return String((await client(line).request('GET', '/')).body['version'])
  } catch (error) {
    return (error as { syncRefusal: { code: string } }).syncRefusal.code
  }
}

describe('the certificate of a server', () => {
  it('is not taken from an authority that nobody knows, and no password goes out', async () => {
    expect(await outcome({})).toBe('SERVER_CERTIFICATE')
    expect(asked).toEqual([])
  })

  it('is taken from the authority that was named, for the name that is on it', async () => {
    expect(await outcome({ ca })).toBe('3.5.0')
    const other = new ServerClient({ root: root.replace('127.0.0.1', '127.0.0.2'), user: 'siti', password: 'rahasia' }, { ca })
    await expect(other.request('GET', '/')).rejects.toMatchObject({ syncRefusal: { code: expect.stringMatching(/SERVER_CERTIFICATE|SYNC_OFFLINE/) as string } })
  })

  it.each([
    ['its fingerprint', certificatePin], ['its fingerprint as other programs print it', certificatePin.toUpperCase().replace(/..(?=.)/g, '$&:')], ['its key', keyPin],
    ['its key as curl writes it', `sha256//${Buffer.from(keyPin, 'hex').toString('base64')}`], ['what the check prints', `sha256:${certificatePin}`],
  ])('is known by %s', async (_, pin) => {
    expect(await outcome({ pin })).toBe('3.5.0')
  })

  it('is refused when it is another one than was pinned, whoever signed it, and nothing was asked', async () => {
    expect(await outcome({ ca, pin: 'ab'.repeat(32) })).toBe('SERVER_PIN')
    expect(asked).toEqual([])
    expect([readPin('nothing'), readPin('ab'.repeat(31))]).toEqual([null, null])
    expect(() => lineFetch({ pin: 'nothing' }, { root, user: '', password: '' })).toThrow('SERVER_PIN')
  })

  it('is looked at by the check: its signer, its name, its days', async () => {
    const tls = async (line: LineOptions): Promise<unknown> => (await checkServer(parseServerAddress(`${root}/rotan`, { user: 'siti', password: 'rahasia' }), line)).findings.find(({ check }) => check === 'tls')
    expect(await tls({ ca })).toMatchObject({ state: 'ok', detail: expect.stringContaining(`sha256:${certificatePin}`) as string })
    expect(await tls({ pin: keyPin })).toMatchObject({ state: 'ok' })
  })
})

describe('a proxy', () => {
  it('gets a tunnel and sees neither password nor content', async () => {
    const { port } = proxy.address() as AddressInfo
    expect(await outcome({ ca, proxy: `http://kantor:sandi@127.0.0.1:${port}` })).toBe('3.5.0')
    expect(tunnels).toEqual([{ target: root.slice('https://'.length), authorization: `Basic ${Buffer.from('kantor:sandi').toString('base64')}` }])
    // What it hands over is looked at as without it.
    expect(await outcome({ proxy: `http://127.0.0.1:${port}` })).toBe('SERVER_CERTIFICATE')
    expect(await outcome({ ca, proxy: 'http://127.0.0.1:9' })).toBe('SYNC_OFFLINE')
  })
})

describe('logging in', () => {
  it('sends user and password with each request unless told otherwise', async () => {
    await client({ ca }).request('GET', '/rotan')
    expect(asked).toMatchObject([{ path: '/rotan', authorization: `Basic ${Buffer.from('siti:rahasia').toString('base64')}` }])
  })

  it('asks for a session once, for many requests at a time, and again when it ended', async () => {
    const one = client({ ca, login: 'session' })
    await Promise.all([1, 2, 3].map(() => one.request('GET', '/rotan')))
    expect(asked.filter(({ path }) => path === '/_session')).toHaveLength(1)
    expect(asked.every(({ authorization }) => authorization === undefined)).toBe(true)
    sessions = new Set()
    asked = []
    const replies = await Promise.all([1, 2, 3].map(() => one.request('GET', '/rotan')))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(asked.filter(({ path }) => path === '/_session').length).toBeLessThanOrEqual(3)
  })

  it('tries a wrong password once and no more', async () => {
    expect((await client({ ca, login: 'session' }, 'salah').request('GET', '/rotan')).status).toBe(401)
    expect(asked.map(({ path }) => path)).toEqual(['/_session'])
  })

  it('carries a token in place of a password', async () => {
    await client({ ca, login: 'token', token: 'ey.J.x' }).request('GET', '/rotan')
    expect(asked).toMatchObject([{ authorization: 'Bearer ey.J.x' }])
  })
})
