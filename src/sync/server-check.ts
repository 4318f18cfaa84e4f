import { connect as tlsConnect } from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import { designDocument, designVersion } from './design-document.ts'
import { ServerClient, type ServerAddress } from './server-client.ts'
import { type LineOptions, pinsOf } from './server-line.ts'
import { listUsers, roleOf } from './server-users.ts'
import { welcome } from './set-up-server.ts'
import { refusalOf, syncError } from './sync-error.ts'
import { RefusalError } from '../core/errors/index.ts'

export interface ServerFinding {
  readonly check: 'version' | 'tls' | 'clock' | 'login' | 'rights' | 'stranger' | 'users' | 'security' | 'design' | 'documentSize' | 'requestSize' | 'bodySize' | 'session' | 'cors'
  /** `unknown`: the server does not say, or not to this user. */
  readonly state: 'ok' | 'warning' | 'bad' | 'unknown'
  readonly detail: string
}

export interface ServerCheck {
  readonly server: string
  readonly database: string
  readonly ok: boolean
  readonly findings: readonly ServerFinding[]
}

const clockToleranceSeconds = 120
/** CouchDB's own default since 3.0. */
const documentBytes = 8_000_000
const requestBytes = 16_000_000
/** What one request of ours carries at most, and a little more. */
const probeBytes = 1_000_000
const certificateDaysMin = 21
const oldestVersion = [3, 1] as const

/**
 * Diagnoses a company's database on its server, as an administrator or as a device's user: what a user may not see is told as unknown.
 * @throws RefusalError where the server cannot be reached at all
 */
export async function checkServer(address: ServerAddress, line: LineOptions = {}, fetchFunction: typeof globalThis.fetch = globalThis.fetch): Promise<ServerCheck> {
  try {
    return await check(address, line, fetchFunction)
  } catch (error) {
    throw error instanceof RefusalError ? error : new RefusalError(refusalOf(error))
  }
}

async function check(address: ServerAddress, line: LineOptions, fetchFunction: typeof globalThis.fetch): Promise<ServerCheck> {
  if (address.database === null) throw syncError('SYNC_URL_INVALID', { url: address.root })
  const findings: ServerFinding[] = []
  const found = (name: ServerFinding['check'], state: ServerFinding['state'], detail: string): void => void findings.push({ check: name, state, detail })
  const client = new ServerClient(address, line, fetchFunction)
  const nobody = new ServerClient({ root: address.root, user: '', password: '' }, line, fetchFunction)
  const path = `/${encodeURIComponent(address.database)}`

  const server = await welcome(client)
  found('version', versionState(server), server)
  await checkTls(address.root, line, found)

  const asked = Date.now()
  const session = await client.request('GET', '/_session')
  checkClock(session.headers.get('date'), asked, found)
  const roles = (session.body['userCtx'] as { roles?: readonly string[] } | undefined)?.roles ?? []
  const isAdministrator = session.status === 200 && roles.includes('_admin')
  found('login', session.status === 200 ? 'ok' : 'bad', session.status === 200 ? `${address.user || 'nobody'}${isAdministrator ? ' (administrator)' : ''}` : String(session.status))
  if (session.status !== 200) return { server, database: address.root + path, ok: false, findings }

  await checkRights(client, path, found)
  const stranger = await nobody.request('GET', path)
  found('stranger', stranger.status === 401 || stranger.status === 403 ? 'ok' : 'bad', `without a password: ${stranger.status}`)
  const strangerUsers = await nobody.request('GET', '/_users/_all_docs?limit=1')
  found('users', strangerUsers.status < 300 ? 'bad' : 'ok', isAdministrator ? await usersOf(client, address.database) : `without a password: ${strangerUsers.status}`)
  await checkSecurity(client, address.database, path, found)
  const design = await client.request('GET', `${path}/${designDocument._id}`)
  const version = Number(design.body['version'] ?? 0)
  found('design', design.status !== 200 ? 'bad' : version < designVersion ? 'warning' : 'ok', design.status === 200 ? `version ${version}, this program's is ${designVersion}` : 'missing: run server setup')
  const config = isAdministrator ? await readConfig(client) : null
  checkLimit('documentSize', config?.['couchdb']?.['max_document_size'], documentBytes, documentBytes, found)
  checkLimit('requestSize', config?.['chttpd']?.['max_http_request_size'] ?? config?.['httpd']?.['max_http_request_size'], requestBytes, 4_294_967_296, found)
  await checkBody(client, path, found)
  const timeout = config?.['chttpd_auth']?.['timeout'] ?? config?.['couch_httpd_auth']?.['timeout']
  found('session', timeout === undefined ? 'unknown' : 'ok', timeout === undefined ? 'not told; 600 seconds is usual' : `${timeout} seconds`)
  checkCors(config, found)
  return { server, database: address.root + path, ok: findings.every(({ state }) => state !== 'bad'), findings }
}

type Found = (name: ServerFinding['check'], state: ServerFinding['state'], detail: string) => void

function versionState(server: string): ServerFinding['state'] {
  const [, major, minor] = /^CouchDB (\d+)\.(\d+)/.exec(server) ?? []
  if (major === undefined) return 'unknown'
  return Number(major) > oldestVersion[0] || (Number(major) === oldestVersion[0] && Number(minor) >= oldestVersion[1]) ? 'ok' : 'warning'
}

function checkClock(date: string | null, asked: number, found: Found): void {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) {
    found('clock', 'unknown', 'the server does not tell its time')
    return
  }
  // The header has whole seconds.
  const seconds = Math.round((theirs - (asked + Date.now()) / 2) / 1000)
  found('clock', Math.abs(seconds) > clockToleranceSeconds ? 'warning' : 'ok', `the server is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} this PC`)
}

async function checkTls(root: string, line: LineOptions, found: Found): Promise<void> {
  const { protocol, hostname, port } = new URL(root)
  if (protocol !== 'https:') {
    const isHere = /^(localhost|127\.|\[?::1)/.test(hostname)
    found('tls', isHere ? 'ok' : 'bad', isHere ? 'this PC itself' : 'no encryption: anybody on the way reads passwords and books')
    return
  }
  if (line.proxy) {
    found('tls', 'unknown', 'not looked at through a proxy')
    return
  }
  const shown = await new Promise<{ certificate: X509Certificate | undefined; fault: string | null; pin: string } | Error>((resolve) => {
    const socket = tlsConnect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443), servername: /^[\d.]+$|:/.test(hostname) ? '' : hostname, rejectUnauthorized: false, timeout: 10_000, ...(line.ca ? { ca: line.ca } : {}) }, () => {
      const certificate = socket.getPeerX509Certificate()
      resolve({ certificate, fault: socket.authorized ? null : String(socket.authorizationError), pin: pinsOf(certificate)[0] ?? '' })
      socket.destroy()
    })
    socket.once('error', resolve)
    socket.once('timeout', () => {
      socket.destroy()
      resolve(new Error('no answer'))
    })
  })
  if (shown instanceof Error || !shown.certificate) {
    found('tls', 'bad', shown instanceof Error ? shown.message : 'no certificate')
    return
  }
  const days = Math.floor((Date.parse(shown.certificate.validTo) - Date.now()) / 86_400_000)
  const isNamed = shown.certificate.checkHost(hostname) !== undefined || shown.certificate.checkIP(hostname.replace(/^\[|\]$/g, '')) !== undefined
  const faults = [...(shown.fault !== null && !line.pin ? [shown.fault] : []), ...(isNamed || line.pin ? [] : [`its name is not ${hostname}`]), ...(days < certificateDaysMin ? [`${days} days left`] : [])]
  found('tls', faults.length === 0 ? 'ok' : days < 0 || shown.fault !== null || !isNamed ? 'bad' : 'warning', `${[...faults, `valid to ${new Date(shown.certificate.validTo).toISOString().slice(0, 10)}`, `sha256:${shown.pin}`].join(', ')}`)
}

async function checkRights(client: ServerClient, path: string, found: Found): Promise<void> {
  const read = await client.request('GET', path)
  if (read.status !== 200) {
    found('rights', 'bad', read.status === 404 ? 'there is no such database' : `may not read: ${read.status}`)
    return
  }
  const probe = `${path}/_local/mendunia-check`
  const before = await client.request('GET', probe)
  const write = await client.request('PUT', probe, { ...(before.status === 200 ? { _rev: before.body['_rev'] } : {}), at: new Date().toISOString() })
  found('rights', write.status < 300 ? 'ok' : 'bad', write.status < 300 ? 'reads and writes' : `may not write: ${write.status}`)
}

async function usersOf(client: ServerClient, database: string): Promise<string> {
  const users = await listUsers(client, database)
  return users.length === 0 ? 'no device has a user' : users.map(({ name, device, roles }) => `${name}${device === null ? '' : ` (device ${device})`}${roles.includes(roleOf(database)) ? '' : ': lacks the role'}`).join(', ')
}

async function checkSecurity(client: ServerClient, database: string, path: string, found: Found): Promise<void> {
  const { status, body } = await client.request('GET', `${path}/_security`)
  if (status !== 200) {
    found('security', 'unknown', String(status))
    return
  }
  const members = body['members'] as { names?: readonly string[]; roles?: readonly string[] } | undefined
  const all = [...(members?.names ?? []), ...(members?.roles ?? [])]
  const isClosed = members?.roles?.includes(roleOf(database)) === true
  found('security', all.length === 0 ? 'bad' : isClosed ? 'ok' : 'warning', all.length === 0 ? 'everybody may read and write' : `members: ${all.join(', ')}`)
}

type Config = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

async function readConfig(client: ServerClient): Promise<Config | null> {
  const { status, body } = await client.request('GET', '/_node/_local/_config')
  return status === 200 ? (body as Config) : null
}

function checkLimit(name: 'documentSize' | 'requestSize', told: string | undefined, needed: number, usual: number, found: Found): void {
  const bytes = told === 'infinity' ? Number.POSITIVE_INFINITY : Number(told)
  if (told === undefined || Number.isNaN(bytes)) found(name, 'unknown', `not told; ${usual} is usual`)
  else found(name, bytes < needed ? 'warning' : 'ok', `${told} bytes`)
}

/** A proxy before the server may take less than the server itself. */
async function checkBody(client: ServerClient, path: string, found: Found): Promise<void> {
  const revs: string[] = []
  for (let index = 0; index * 40 < probeBytes; index += 1) revs.push(`1-${index.toString(16).padStart(32, '0')}`)
  try {
    const { status } = await client.request('POST', `${path}/_revs_diff`, { 'check:size': revs })
    found('bodySize', status < 300 ? 'ok' : 'bad', status < 300 ? `a request of ${probeBytes} bytes passes` : `a request of ${probeBytes} bytes is refused: ${status}`)
  } catch (error) {
    found('bodySize', 'bad', `a request of ${probeBytes} bytes: ${refusalOf(error).code}`)
  }
}

/** The program itself needs none of it; a server that lets every page of the web in with cookies is open to them. */
function checkCors(config: Config | null, found: Found): void {
  const isOn = config?.['chttpd']?.['enable_cors'] === 'true' || config?.['httpd']?.['enable_cors'] === 'true'
  const cors = config?.['cors']
  if (config === null) found('cors', 'unknown', 'not told; the program needs none')
  else if (isOn && cors?.['origins'] === '*' && cors['credentials'] === 'true') found('cors', 'warning', 'every page of the web may ask with a cookie')
  else found('cors', 'ok', isOn ? `on for ${cors?.['origins'] ?? 'nobody'}` : 'off; the program needs none')
}
