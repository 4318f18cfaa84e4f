import { randomBytes, randomUUID } from 'node:crypto'
import { RefusalError } from '../core/errors/index.ts'
import { type DesignOutcome, putDesignDocument } from './design-document.ts'
import { type ServerAddress, ServerClient, isDatabaseName } from './server-client.ts'
import type { LineOptions } from './server-line.ts'
import { makeUsersDatabase, putDeviceUser, roleOf, userNameOf } from './server-users.ts'
import { refusalOf, syncError } from './sync-error.ts'

export interface ServerSetup {
  /** Address of the database, without credentials. */
  readonly database: string
  readonly created: boolean
  readonly design: DesignOutcome
  /** Names and roles that may use the database. */
  readonly members: readonly string[]
  /** The first device's user, and its password where it is known: a server never tells one, so that a repetition gives none. */
  readonly user: string
  readonly password: string | null
  readonly steps: readonly SetupStep[]
}

export interface SetupStep {
  readonly step: 'server' | 'users' | 'database' | 'design' | 'security' | 'revisions' | 'user' | 'entry' | 'stranger' | 'rules'
  readonly outcome: 'found' | 'created' | 'updated' | 'unchanged' | 'checked' | 'notOffered' | 'failed'
  readonly detail: string
}

interface SecurityPart { readonly names?: readonly string[]; readonly roles?: readonly string[] }
interface Security { readonly admins?: SecurityPart; readonly members?: SecurityPart }

export interface SetupWish {
  readonly address: ServerAddress
  /** Used where the address names no database. */
  readonly database: string
  /** Code of the device that the first user is for. */
  readonly device: string
  /** Its password, where the caller keeps one that should go on. */
  readonly password?: string | undefined
  readonly line?: LineOptions | undefined
}

/** Edits of one document while apart that are still told from a conflict (and not more trees than that to keep). */
const revisionsLimit = 100

/** 192 bits: nobody types it. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Makes a company's database on a server ready: the database of users, the company's database, who may use it, its design document and the user
 * of the first device; and checks that it is so: the device gets in, a stranger does not, and what breaks the rules is refused. Doing it again
 * changes nothing that is right.
 * @throws RefusalError SERVER_ADMIN_NEEDED, SERVER_NOT_COUCHDB, and what the line refused
 */
export async function setUpServer(wish: SetupWish, fetchFunction: typeof globalThis.fetch = globalThis.fetch): Promise<ServerSetup> {
  try {
    return await setUp(wish, fetchFunction)
  } catch (error) {
    throw error instanceof RefusalError ? error : new RefusalError(refusalOf(error))
  }
}

async function setUp({ address, database: proposed, device, password: kept, line }: SetupWish, fetchFunction: typeof globalThis.fetch): Promise<ServerSetup> {
  const name = address.database ?? proposed
  if (!isDatabaseName(name)) throw syncError('SYNC_URL_INVALID', { url: `${address.root}/${name}` })
  const client = new ServerClient(address, line, fetchFunction)
  const steps: SetupStep[] = []
  const did = (step: SetupStep['step'], outcome: SetupStep['outcome'], detail = ''): void => void steps.push({ step, outcome, detail })

  did('server', 'found', await welcome(client))
  await requireAdministrator(client)
  did('users', (await makeUsersDatabase(client)) ? 'created' : 'found')
  const path = `/${encodeURIComponent(name)}`
  const made = await client.request('PUT', path)
  if (made.status >= 300 && made.status !== 412) await client.must('PUT', path)
  const created = made.status < 300
  did('database', created ? 'created' : 'found', name)
  const design = await putDesignDocument(client, name)
  did('design', design === 'installed' ? 'created' : design === 'updated' ? 'updated' : 'unchanged', design)
  const { members, changed } = await closeDatabase(client, name)
  did('security', changed ? 'updated' : 'unchanged', members.join(', '))
  const limit = await client.request('PUT', `${path}/_revs_limit`, revisionsLimit)
  did('revisions', limit.status < 300 ? 'unchanged' : 'notOffered', String(revisionsLimit))

  const user = userNameOf(name, device)
  let password = kept ?? null
  let outcome = await putDeviceUser(client, name, device, null)
  if (outcome === 'missing' || (password !== null && !(await mayEnter(client, path, user, password, line, fetchFunction)))) {
    password ??= newPassword()
    outcome = await putDeviceUser(client, name, device, password)
  }
  did('user', outcome === 'missing' ? 'failed' : outcome, user)
  if (password !== null) await checkEntry({ root: address.root, path, user, password, line, fetchFunction, did })
  const stranger = await new ServerClient({ root: address.root, user: '', password: '' }, line, fetchFunction).request('GET', path)
  did('stranger', stranger.status === 401 || stranger.status === 403 ? 'checked' : 'failed', String(stranger.status))
  return { database: address.root + path, created, design, members, user, password, steps }
}

/** Its version. @throws SyncError SERVER_NOT_COUCHDB */
export async function welcome(client: ServerClient): Promise<string> {
  const { status, body } = await client.request('GET', '/')
  if (status === 401) throw syncError('SYNC_UNAUTHORIZED', {}, { status })
  const vendor = body['vendor'] as { name?: unknown } | undefined
  if (body['couchdb'] !== undefined) return `CouchDB ${String(body['version'] ?? '')}${typeof vendor?.name === 'string' ? ` (${vendor.name})` : ''}`
  if (body['express-pouchdb'] !== undefined) return `PouchDB Server ${String(body['version'] ?? '')}`
  throw syncError('SERVER_NOT_COUCHDB')
}

export async function requireAdministrator(client: ServerClient): Promise<void> {
  const { status, body } = await client.request('GET', '/_session')
  if (status === 401) throw syncError('SYNC_UNAUTHORIZED', {}, { status })
  const context = body['userCtx'] as { name?: unknown; roles?: readonly string[] } | undefined
  if (context?.roles?.includes('_admin') !== true || (context.name ?? null) === null) throw syncError('SERVER_ADMIN_NEEDED')
}

/** A database without members is open to everyone on old servers: its company's devices are its members, by their role. */
async function closeDatabase(client: ServerClient, name: string): Promise<{ members: readonly string[]; changed: boolean }> {
  const path = `/${encodeURIComponent(name)}/_security`
  const { body } = await client.must('GET', path)
  const security = body as Security
  const names = security.members?.names ?? []
  const roles = security.members?.roles ?? []
  const wanted = [...new Set([...roles.filter((role) => role !== '_admin'), roleOf(name)])]
  const changed = !roles.includes(roleOf(name))
  if (changed) await client.must('PUT', path, { ...security, admins: { names: security.admins?.names ?? [], roles: security.admins?.roles ?? ['_admin'] }, members: { names, roles: wanted } })
  return { members: [...names, ...(changed ? wanted : roles)], changed }
}

async function mayEnter(client: ServerClient, path: string, user: string, password: string, line: LineOptions | undefined, fetchFunction: typeof globalThis.fetch): Promise<boolean> {
  return (await new ServerClient({ root: client.root, user, password }, line, fetchFunction).request('GET', path)).status === 200
}

/** The device gets in, and what breaks the rules of the design document is refused to it. */
async function checkEntry({ root, path, user, password, line, fetchFunction, did }: {
  root: string; path: string; user: string; password: string; line: LineOptions | undefined; fetchFunction: typeof globalThis.fetch
  did: (step: SetupStep['step'], outcome: SetupStep['outcome'], detail?: string) => void
}): Promise<void> {
  const own = new ServerClient({ root, user, password }, line, fetchFunction)
  const entry = await own.request('GET', path)
  did('entry', entry.status === 200 ? 'checked' : 'failed', String(entry.status))
  const id = `check:${randomUUID()}`
  const bad = await own.request('PUT', `${path}/${encodeURIComponent(id)}`, { _id: id, type: 'something else' })
  did('rules', bad.status === 403 ? 'checked' : 'failed', String(bad.status))
  const rev = bad.body['rev']
  if (bad.status < 300 && typeof rev === 'string') await own.request('DELETE', `${path}/${encodeURIComponent(id)}?rev=${rev}`)
}
