// The company's devices: inviting one, shutting one out, asking one for another password. What is decided is said twice: to the server, which
// then lets in or not, and in the book, signed, for whoever gets documents by another way.
import type { DeviceRow, Invitation, InvitationFacts } from '../contract/index.ts'
import { type InviteStatement, type TrustStatement, schemaVersion, statementText } from '../core/document/index.ts'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { type Book, type Signer, derivedSecret, isSignedBy, signerOf } from '../store/book/index.ts'
import {
  type LineOptions, type ServerAddress, ServerClient, isDatabaseName, listUsers, newInvitationSecret, parseServerAddress, putDeviceUser, readInvitation, refusalOfError, removeDeviceUsers, requireAdministrator, userNameOf, writeInvitation,
} from '../sync/index.ts'
import { announcedCodes, companyName, nextCode } from './book-keeper.ts'
import type { Context } from './context.ts'
import { writeStatement } from './device-keys.ts'

export interface Administrator {
  readonly remote?: string | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly line?: LineOptions | undefined
}

const dayMs = 86_400_000

/** From the secret of an invitation: the server's password, and the key that introduces the new device. The one does not tell the other. */
export const passwordOf = (secret: string): string => derivedSecret(secret, 'server password')
export const invitationSigner = (secret: string): Signer => signerOf(derivedSecret(secret, 'invitation key'))

/** Runs what talks to a server; its errors become refusals. */
export async function withRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof RefusalError ? error : new RefusalError(refusalOfError(error))
  }
}

/** The address of a server as it was given, or of the book's own one; a database that it does not name is the book's own, or `proposed`. */
export async function serverOf(context: Context, given: Administrator, proposed?: string): Promise<{ address: ServerAddress & { readonly database: string }; line: LineOptions }> {
  const known = context.keeper.current ? await context.sync.connection() : null
  if (given.remote === undefined && !known) throw new RefusalError(refuse('SYNC_NOT_SET'))
  const own = known ? parseServerAddress(known.url, known) : null
  const address = given.remote === undefined ? parseServerAddress(known?.url ?? '', { user: given.user ?? known?.user, password: given.user === undefined ? known?.password : given.password }) : parseServerAddress(given.remote, given)
  const database = address.database ?? own?.database ?? proposed
  if (database === undefined || database === null) throw new RefusalError(refuse('SYNC_URL_INVALID', { url: address.root }))
  return { address: { ...address, database }, line: given.line ?? known?.line ?? {} }
}

/** A name for the company's database, from the company's own: letters, digits and hyphens. */
export function proposedDatabase(book: Book | null): string {
  if (!book) return 'mendunia'
  const words = companyName(book).normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40)
  const name = `${words === '' ? 'mendunia' : words}-${book.id.slice(-6).toLowerCase()}`
  return isDatabaseName(name) ? name : 'mendunia'
}

/** @throws RefusalError DEVICE_KEY_LOCKED where this device cannot sign, DEVICE_NOT_TRUSTED where its word counts nothing */
function signerFor(book: Book): Signer {
  if (!book.signer) throw new RefusalError(refuse('DEVICE_KEY_LOCKED'))
  const standing = book.trust().standing(book.signer.publicKey)
  if (standing !== 'root' && standing !== 'introduced') throw new RefusalError(refuse('DEVICE_NOT_TRUSTED'))
  return book.signer
}

/** Makes the user of a new device, says in the book that it is invited, and gives the code for it. */
export async function inviteDevice(context: Context, given: Administrator & { readonly days: number }): Promise<Invitation> {
  return withRefusals(async () => {
    const book = context.book()
    const signer = signerFor(book)
    const { address, line } = await serverOf(context, given)
    const { database } = address
    const client = new ServerClient(address, line)
    await requireAdministrator(client)
    const taken = [...announcedCodes(book), ...invitationsOf(book).map(({ code }) => code), ...(await listUsers(client, database)).flatMap(({ device }) => device ?? [])]
    const device = nextCode(new Set(taken))
    const secret = newInvitationSecret()
    await putDeviceUser(client, database, device, passwordOf(secret))
    const until = new Date(Date.parse(book.now()) + given.days * dayMs).toISOString()
    book.transaction(() => {
      writeStatement(book, context.session.author, signer, { kind: 'invite', invitation: `${database}/${device}`, key: invitationSigner(secret).publicKey, code: device, until })
    })
    const url = `${address.root}/${encodeURIComponent(database)}`
    const code = writeInvitation({
      url, user: userNameOf(database, device), secret, root: book.trust().rootKey ?? '', book: book.id, device, until, company: companyName(book),
      ...(line.ca || line.pin || line.login === 'session' ? { line: { ...(line.ca ? { ca: line.ca } : {}), ...(line.pin ? { pin: line.pin } : {}), ...(line.login === 'session' ? { login: line.login } : {}) } } : {}),
    })
    await sendSoon(context)
    return { code, device, user: userNameOf(database, device), database: url, until }
  })
}

/** What was said has to be on the server before the new device asks there; a line that is down makes it a little later. */
async function sendSoon(context: Context): Promise<void> {
  try {
    await context.sync.now()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
  }
}

export function factsOfInvitation(text: string, now: string): InvitationFacts {
  const { company, device, url, until } = readInvitation(text)
  return { company, device, database: url, until, isExpired: until < now }
}

/** Shuts a device out of the server and out of the books from its last posting that is here. */
export async function expelDevice(context: Context, given: Administrator & { readonly device: string }): Promise<{ device: string; users: readonly string[]; head: number }> {
  return withRefusals(async () => {
    const book = context.book()
    const { device } = given
    if (device === book.device.code) throw new RefusalError(refuse('DEVICE_OWN'))
    const signer = signerFor(book)
    const isKnown = deviceRows(book).some(({ code }) => code === device)
    const { address, line } = await serverOf(context, given)
    const client = new ServerClient(address, line)
    await requireAdministrator(client)
    // The server first: from now on nothing more comes from there that this book would have to refuse.
    const users = await removeDeviceUsers(client, address.database, device)
    if (!isKnown && users.length === 0) throw new RefusalError(refuse('DEVICE_UNKNOWN', { code: device }))
    await sendSoon(context)
    const head = lastPosting(book, device)
    book.transaction(() => {
      // From the first expulsion on, who came in by a password alone is not let in any more: those who are there are vouched for.
      for (const other of book.trust().devices()) if (other.standing === 'announced' && other.code !== device) vouchFor(book, context.session.author, signer, other.code)
      const statements = statementsOf(book)
      for (const { key } of book.trust().devices().filter(({ code, standing }) => code === device && standing !== 'expelled')) {
        writeStatement(book, context.session.author, signer, { kind: 'expel', key, code: device, head, keeps: statements.filter(({ statement }) => statement.by === key).map(({ id }) => id) })
      }
      for (const invitation of invitationsOf(book).filter(({ code }) => code === device)) {
        if (book.trust().devices().every(({ code }) => code !== device)) writeStatement(book, context.session.author, signer, { kind: 'expel', key: invitation.key, code: device, head: 0, keeps: [] })
      }
    })
    await sendSoon(context)
    return { device, users, head }
  })
}

/** Says that a device that introduced itself is one of the company. @throws RefusalError DEVICE_UNKNOWN */
export function vouchForDevice(context: Context, device: string): readonly DeviceRow[] {
  const book = context.book()
  const signer = signerFor(book)
  if (!book.trust().devices().some(({ code, standing }) => code === device && standing === 'announced')) throw new RefusalError(refuse('DEVICE_UNKNOWN', { code: device }))
  book.transaction(() => vouchFor(book, context.session.author, signer, device))
  return deviceRows(book)
}

function vouchFor(book: Book, author: string, signer: Signer, code: string): void {
  const announced = book.trust().devices().find((device) => device.code === code && device.standing === 'announced')
  if (announced) writeStatement(book, author, signer, { kind: 'key', device: announced.id, code, key: announced.key, from: announced.from })
}

/** Asks a device for another password: a document that only it acts on. */
export function askForRotation(context: Context, device: string): void {
  const book = context.book()
  const signer = signerFor(book)
  const key = book.trust().devices().find(({ code, standing }) => code === device && standing !== 'expelled')?.key
  if (key === undefined) throw new RefusalError(refuse('DEVICE_UNKNOWN', { code: device }))
  book.transaction(() => void writeStatement(book, context.session.author, signer, { kind: 'rotate', key, code: device }))
}

/** When this device was last asked for another password, by somebody of the company; null if it never was. */
export function rotationAsked(book: Book): string | null {
  const own = book.signer?.publicKey
  if (own === undefined) return null
  const trust = book.trust()
  let last: string | null = null
  for (const { statement, signature } of statementsOf(book)) {
    if (statement.kind !== 'rotate' || statement.key !== own || !trust.accepts(statement.by) || !isSignedBy(statement.by, statementText(statement), signature)) continue
    if (last === null || statement.at > last) last = statement.at
  }
  return last
}

interface StoredStatement { readonly id: string; readonly statement: TrustStatement; readonly signature: unknown }

function statementsOf(book: Book): StoredStatement[] {
  return book.revisions.allDocs({ startId: 'trust:', endId: 'trust:\uffff', includeDocs: true }).flatMap(({ id, doc }) => {
    const { statement, signature, schema } = (doc ?? {}) as unknown as { statement?: TrustStatement; signature?: unknown; schema?: number }
    return statement && schema === schemaVersion ? [{ id, statement, signature }] : []
  })
}

function invitationsOf(book: Book): InviteStatement[] {
  const trust = book.trust()
  return statementsOf(book).flatMap(({ statement }) => (statement.kind === 'invite' && trust.accepts(statement.by) ? [statement] : []))
}

function lastPosting(book: Book, device: string): number {
  return book.projections.sql.value<number | null>('SELECT max(position) FROM posted WHERE device = ?', device) ?? 0
}

/** All devices that this book knows of, and who is invited; this one first, then by code. */
export function deviceRows(book: Book): readonly DeviceRow[] {
  const { sql } = book.projections
  const counts = new Map(sql.rows<{ device: string; n: number }>('SELECT device, count(*) AS n FROM posted GROUP BY device').map(({ device, n }) => [device, n]))
  const refused = new Map(sql.rows<{ device: string; n: number }>('SELECT device, count(*) AS n FROM refused_posting GROUP BY device').map(({ device, n }) => [device, n]))
  const rows = new Map<string, DeviceRow>()
  const own = book.device.code
  const add = (code: string, standing: DeviceRow['standing'], until: string | null = null): void => {
    const row: DeviceRow = { code, isOwn: code === own, standing, postings: counts.get(code) ?? 0, refused: refused.get(code) ?? 0, until }
    const before = rows.get(code)
    // Of two devices that took one code, the one that was vouched for is shown.
    if (!before || before.standing === 'announced' || before.standing === 'unsigned') rows.set(code, row)
  }
  for (const { code, standing } of book.trust().devices()) add(code, standing)
  for (const code of [...announcedCodes(book), ...counts.keys(), ...refused.keys()]) if (!rows.has(code)) add(code, 'unsigned')
  const now = book.now()
  for (const { code, until } of invitationsOf(book)) if (!rows.has(code) && until > now) add(code, 'invited', until)
  return [...rows.values()].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.code < b.code ? -1 : 1))
}
