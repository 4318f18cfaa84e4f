import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PouchDB } from './pouchdb.ts'

/** A CouchDB for tests, with one fresh database and an administrator. */
export interface CouchServer {
  /** The database, without credentials. */
  url: string
  /** The server's root, ending in a slash. */
  root: string
  user: string
  password: string
  /** A request as the administrator, of a path under the root; answers status and JSON. */
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** Makes a user (unless there) who may log in but is no administrator. */
  addUser(name: string, password: string): Promise<void>
  /** Removes the users whose names begin so; those that a test made must not stay on a server that goes on. */
  removeUsers(beginning: string): Promise<void>
  close(): Promise<void>
}

function describe(root: string, user: string, password: string, name: string, close: () => Promise<void>): CouchServer {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const request: CouchServer['request'] = async (method, path, body) => {
    const response = await fetch(root + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const addUser = async (userName: string, userPassword: string): Promise<void> => {
    const id = `org.couchdb.user:${userName}`
    await request('PUT', `_users/${encodeURIComponent(id)}`, { _id: id, name: userName, password: userPassword, roles: [], type: 'user' })
  }
  const removeUsers = async (beginning: string): Promise<void> => {
    const { body } = await request('GET', `_users/_all_docs?startkey=${encodeURIComponent(JSON.stringify(`org.couchdb.user:${beginning}`))}`)
    for (const { id, value } of (body as { rows?: { id: string; value: { rev: string } }[] }).rows ?? []) {
      if (id.startsWith(`org.couchdb.user:${beginning}`)) await request('DELETE', `_users/${encodeURIComponent(id)}?rev=${value.rev}`)
    }
  }
  return { url: root + name, root, user, password, request, addUser, removeUsers, close }
}

async function ofEnvironment(address: string, name: string): Promise<CouchServer> {
  const parsed = new URL(address)
  const user = decodeURIComponent(parsed.username)
  const password = decodeURIComponent(parsed.password)
  parsed.username = ''
  parsed.password = ''
  const root = parsed.href.replace(/\/?$/, '/')
  const server = describe(root, user, password, name, async () => {
    await server.request('DELETE', name)
  })
  return server
}

/**
 * As CouchDB says it: a user sees its own document among the users and no other, and removes no database. PouchDB's server throws that where
 * nobody catches it.
 */
function refusalOfUser({ method, url = '', headers }: IncomingMessage): number | null {
  const [, database, id] = url.replace(/\?.*$/, '').split('/').map(decodeURIComponent)
  const user = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8').split(':')[0]
  if (user === 'admin') return null
  if (method === 'DELETE' && (id ?? '') === '') return 401
  if (database !== '_users') return null
  if (id === undefined || !id.startsWith('org.couchdb.user:')) return 403
  return id === `org.couchdb.user:${user ?? ''}` ? null : 404
}

async function inProcess(name: string): Promise<CouchServer> {
  const require = createRequire(import.meta.url)
  const folder = mkdtempSync(join(tmpdir(), 'couch-server-'))
  // Each server its own databases, though the memory adapter keeps them all in one place.
  const Databases = PouchDB.defaults({ adapter: 'memory', prefix: `${randomUUID()}/` } as object)
  const app = require('express-pouchdb')(Databases, {
    inMemoryConfig: true,
    logPath: join(folder, 'log.txt'),
    mode: 'fullCouchDB',
    overrideMode: { exclude: ['routes/fauxton', 'replicator', 'disk-size'] },
  })
  await new Promise((resolve) => app.couchConfig.set('admins', 'admin', 'secret', resolve))
  const server: Server = createServer((request, response) => {
    const refused = refusalOfUser(request)
    if (refused !== null) {
      response.writeHead(refused, { 'content-type': 'application/json' }).end(JSON.stringify(refused === 404 ? { error: 'not_found', reason: 'missing' } : { error: 'forbidden', reason: 'You are not a server admin.' }))
      return
    }
    // Of one write PouchDB's server refuses each document, and says 201; CouchDB refuses the request.
    if (request.method !== 'POST' || !/^\/[^/_][^/]*\/_bulk_docs$/.test(request.url ?? '')) {
      app(request, response)
      return
    }
    const { authorization = '', cookie = '' } = request.headers
    fetch(`http://${request.headers.host ?? ''}${(request.url ?? '').replace(/_bulk_docs$/, '')}`, { headers: { ...(authorization === '' ? {} : { authorization }), ...(cookie === '' ? {} : { cookie }) } }).then(
      async (database) => {
        const body = await database.text()
        if (database.status === 401 || database.status === 403) response.writeHead(database.status, { 'content-type': 'application/json' }).end(body)
        else app(request, response)
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return describe(`http://127.0.0.1:${port}/`, 'admin', 'secret', name, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })
}

/**
 * Starts a server on the loopback address: PouchDB's own, in this process; or, if the environment's MENDUNIA_TEST_COUCHDB names
 * one (`http://admin:password@host:5984`), a fresh database there.
 */
export async function startCouchServer(options: { createDatabase?: boolean } = {}): Promise<CouchServer> {
  const name = `mendunia-test-${randomUUID()}`
  const address = process.env['MENDUNIA_TEST_COUCHDB']
  const server = address ? await ofEnvironment(address, name) : await inProcess(name)
  if (options.createDatabase ?? true) {
    const { status } = await server.request('PUT', name)
    if (status !== 201) throw new Error(`the test database was not created (${status})`)
  }
  return server
}
