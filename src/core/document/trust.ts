import { canonicalJson } from './canonical-json.ts'

/*
 * Who is a device of the company. Each device has a key pair; statements, each a document that never changes, say whose key is whose,
 * and each is signed by a key that was there before. The first device's key is the root. What follows is a pure function of the
 * statements and the root, so that all devices agree.
 */

/** A raw Ed25519 public key, base64url. */
export type PublicKey = string

interface StatementHead {
  /** The company, so that nothing of one book speaks in another. */
  readonly book: string
  /** The key that signed it. */
  readonly by: PublicKey
  /** Clock value: expulsions are applied in this order. */
  readonly at: string
}

/** A device and its key. Signed by an inviting device or its invitation, or (the root, and who came in by a password) by itself. */
export interface KeyStatement extends StatementHead {
  readonly kind: 'key'
  /** ULID of the device. */
  readonly device: string
  readonly code: string
  readonly key: PublicKey
  /** Its postings from this place of its chain on are signed. */
  readonly from: number
  /** The first device: whoever trusts its key trusts all that hangs on it. */
  readonly root?: true
  /** Of the root of a book that is older than signatures: up to which place each device's postings stand as they are. */
  readonly unsigned?: Readonly<Record<string, number>>
}

/** A key that may introduce one device, under one code. */
export interface InviteStatement extends StatementHead {
  readonly kind: 'invite'
  readonly invitation: string
  readonly key: PublicKey
  readonly code: string
  /** ISO instant after which it introduces nobody. */
  readonly until: string
}

/** A device that was lost or left: what it posted after `head` does not count, nor whom it introduced, apart from `keeps`. */
export interface ExpelStatement extends StatementHead {
  readonly kind: 'expel'
  readonly key: PublicKey
  readonly code: string
  readonly head: number
  /** Ids of its statements that stay. */
  readonly keeps: readonly string[]
}

/** From now on a device has to be introduced; a server's password alone makes none. */
export interface PolicyStatement extends StatementHead {
  readonly kind: 'policy'
  readonly joining: 'invitation'
}

/** A wish to a device: take another password for the server. */
export interface RotateStatement extends StatementHead {
  readonly kind: 'rotate'
  readonly key: PublicKey
  readonly code: string
}

export type TrustStatement = KeyStatement | InviteStatement | ExpelStatement | PolicyStatement | RotateStatement

export interface SignedStatement {
  /** Id of its document. */
  readonly id: string
  readonly statement: TrustStatement
  readonly signature: string
}

/**
 * `root`, `introduced`: of the company. `announced`: came in with a server's password and introduced itself; nobody vouched for it.
 */
export type Standing = 'root' | 'introduced' | 'announced' | 'expelled'

export interface TrustedDevice {
  readonly id: string
  readonly code: string
  readonly key: PublicKey
  readonly from: number
  readonly standing: Standing
  /** Of an expelled one: its last posting that counts. */
  readonly head: number | null
}

export type PostingFault = 'unsigned' | 'wrongSignature' | 'unknownDevice' | 'notInvited' | 'expelled'

export type SignatureCheck = (key: PublicKey, text: string, signature: string) => boolean

/** What is signed of a statement. */
export function statementText(statement: TrustStatement): string {
  return `mendunia trust ${canonicalJson(statement)}`
}

/** What is signed of a posting; its hash covers content, device, place and, through the hash before it, the whole chain. */
export function postingText(book: string, hash: string): string {
  return `mendunia posting ${book} ${hash}`
}

/** The places of the chain that a posting takes, as far as its signature is concerned. */
export interface PostingMark {
  readonly device: string
  readonly position: number
  readonly hash: string
  readonly signature: string | null
}

export class Trust {
  readonly #devices: readonly TrustedDevice[]
  readonly #byKey: ReadonlyMap<PublicKey, Standing>
  readonly #unsigned: Readonly<Record<string, number>>
  readonly #book: string
  readonly #check: SignatureCheck
  /** Only who was introduced is let in. */
  readonly isStrict: boolean
  /** false: a book without a root of trust; every posting is taken as it is. */
  readonly isEnforced: boolean
  readonly rootKey: PublicKey | null

  constructor(parts: { devices: readonly TrustedDevice[]; unsigned: Readonly<Record<string, number>>; isStrict: boolean; rootKey: PublicKey | null; book: string; check: SignatureCheck }) {
    this.#devices = parts.devices
    this.#unsigned = parts.unsigned
    this.#book = parts.book
    this.#check = parts.check
    this.isStrict = parts.isStrict
    this.rootKey = parts.rootKey
    this.isEnforced = parts.rootKey !== null
    this.#byKey = new Map(parts.devices.map((device) => [device.key, device.standing]))
  }

  devices(): readonly TrustedDevice[] {
    return this.#devices
  }

  standing(key: PublicKey): Standing | 'unknown' {
    return this.#byKey.get(key) ?? 'unknown'
  }

  /** Whether what this key signs is taken: of the company, or let in by its server where that is enough. */
  accepts(key: PublicKey): boolean {
    const standing = this.standing(key)
    return standing === 'root' || standing === 'introduced' || (standing === 'announced' && !this.isStrict)
  }

  /** Keys by which a device code signs: those that were vouched for, or, where there are none, those that announced themselves. */
  #keysOf(code: string): readonly TrustedDevice[] {
    const all = this.#devices.filter((device) => device.code === code)
    const vouched = all.filter((device) => device.standing !== 'announced')
    return vouched.length > 0 ? vouched : all
  }

  /** @returns why a posting may not enter the books, null when it may */
  faultOf(mark: PostingMark): PostingFault | null {
    if (!this.isEnforced) return null
    const keys = this.#keysOf(mark.device)
    const { signature } = mark
    if (signature === null) {
      if (mark.position <= (Object.hasOwn(this.#unsigned, mark.device) ? (this.#unsigned[mark.device] ?? 0) : 0)) return null
      if (keys.some((device) => mark.position < device.from && (device.head === null || mark.position <= device.head))) return null
      return keys.length === 0 ? 'unknownDevice' : 'unsigned'
    }
    const text = postingText(this.#book, mark.hash)
    const signer = keys.find((device) => this.#check(device.key, text, signature))
    if (!signer) return keys.length === 0 ? 'unknownDevice' : 'wrongSignature'
    return this.#faultOfSigner(signer, mark.position)
  }

  /** As `faultOf` for a posting whose content a later, signed one of its chain vouches for. */
  faultOfVouched(mark: PostingMark): PostingFault | null {
    const keys = this.#keysOf(mark.device)
    if (keys.length === 0) return 'unknownDevice'
    const faults = keys.map((device) => this.#faultOfSigner(device, mark.position))
    return faults.includes(null) ? null : (faults[0] ?? null)
  }

  #faultOfSigner(signer: TrustedDevice, position: number): PostingFault | null {
    if (signer.standing === 'announced' && this.isStrict) return 'notInvited'
    return signer.standing === 'expelled' && position > (signer.head ?? 0) ? 'expelled' : null
  }
}

/**
 * @param statements  all statements of the book, of any form: what is not sound or not rightly signed says nothing
 * @param rootKey     the key of the first device; null: nothing is known of it, and nothing is enforced
 */
export function evaluateTrust(statements: readonly unknown[], rootKey: PublicKey | null, book: string, check: SignatureCheck): Trust {
  const sound = statements.filter(isSignedStatement).filter(({ statement }) => statement.book === book)
  const signed = sound
    .filter(({ statement, signature }) => check(statement.by, statementText(statement), signature))
    .sort((a, b) => (a.statement.at < b.statement.at ? -1 : a.statement.at > b.statement.at ? 1 : a.id < b.id ? -1 : 1))
  const keys = signed.filter((one): one is SignedStatement & { statement: KeyStatement } => one.statement.kind === 'key')
  const root = rootKey === null ? undefined : keys.find(({ statement }) => statement.root === true && statement.key === rootKey && statement.by === rootKey)
  if (!root) return new Trust({ devices: [], unsigned: {}, isStrict: false, rootKey: null, book, check })

  const expelled = new Map<PublicKey, ExpelStatement>()
  let members = membersOf(signed, root.statement.key, expelled)
  for (const { id, statement } of signed) {
    if (statement.kind !== 'expel' || !members.has(statement.by) || statement.by === statement.key || expelled.has(statement.key)) continue
    const own = expelled.get(statement.by)
    if (own && !own.keeps.includes(id)) continue
    expelled.set(statement.key, statement)
    members = membersOf(signed, root.statement.key, expelled)
  }
  const isStrict = expelled.size > 0 || signed.some(({ id, statement }) => statement.kind === 'policy' && members.has(statement.by) && (expelled.get(statement.by)?.keeps.includes(id) ?? true))
  const devices: TrustedDevice[] = []
  const seen = new Set<string>()
  /** Who bears a code that was vouched for: nobody who came later may post in that name. */
  const bearers = new Map<string, PublicKey>()
  for (const { id, statement } of [root, ...keys]) {
    const introducedBy = members.get(statement.key)
    const isOfMember = id === root.id || introducedBy?.includes(id) === true
    const isOwn = statement.by === statement.key && statement.root !== true && introducedBy === undefined
    if ((!isOfMember && !isOwn) || seen.has(`${statement.key} ${statement.code}`)) continue
    if (isOfMember && (bearers.get(statement.code) ?? statement.key) !== statement.key) continue
    if (isOfMember) bearers.set(statement.code, statement.key)
    seen.add(`${statement.key} ${statement.code}`)
    const out = expelled.get(statement.key)
    const standing: Standing = out ? 'expelled' : id === root.id ? 'root' : isOfMember ? 'introduced' : 'announced'
    devices.push({ id: statement.device, code: statement.code, key: statement.key, from: statement.from, standing, head: out?.head ?? null })
  }
  return new Trust({ devices, unsigned: root.statement.unsigned ?? {}, isStrict, rootKey: root.statement.key, book, check })
}

/** Every key that hangs on the root, with the statements that say so. */
function membersOf(signed: readonly SignedStatement[], root: PublicKey, expelled: ReadonlyMap<PublicKey, ExpelStatement>): Map<PublicKey, string[]> {
  const members = new Map<PublicKey, string[]>([[root, []]])
  const invitations = new Map<PublicKey, InviteStatement>()
  /** The device of each invitation, the first by clock: it introduces one. */
  const used = new Map<PublicKey, PublicKey>()
  const speaks = (by: PublicKey, id: string): boolean => members.has(by) && (expelled.get(by)?.keeps.includes(id) ?? true)
  for (let grew = true; grew; ) {
    grew = false
    for (const { id, statement } of signed) {
      if (statement.kind === 'invite') {
        // An invitation that was withdrawn introduces nobody.
        if (invitations.has(statement.key) || expelled.has(statement.key) || !speaks(statement.by, id)) continue
        invitations.set(statement.key, statement)
        grew = true
      } else if (statement.kind === 'key') {
        if (members.get(statement.key)?.includes(id) === true) continue
        const invitation = invitations.get(statement.by)
        // A member may take another code: it says so itself.
        const isSpokenFor = speaks(statement.by, id) || (invitation !== undefined && statement.at.slice(0, 24) <= invitation.until && (used.get(statement.by) ?? statement.key) === statement.key)
        if (!isSpokenFor || (statement.root === true && statement.key !== root)) continue
        if (invitation) used.set(statement.by, statement.key)
        members.set(statement.key, [...(members.get(statement.key) ?? []), id])
        grew = true
      }
    }
  }
  return members
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200
const isPlace = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

function isSignedStatement(value: unknown): value is SignedStatement {
  const { id, statement, signature } = (value ?? {}) as { id?: unknown; statement?: unknown; signature?: unknown }
  if (!isText(id) || !isText(signature) || typeof statement !== 'object' || statement === null) return false
  const { kind, book, by, at, device, code, key, from, unsigned, invitation, until, head, keeps, joining } = statement as Record<string, unknown>
  if (!isText(book) || !isText(by) || !isText(at)) return false
  switch (kind) {
    case 'key':
      return isText(device) && isText(code) && isText(key) && isPlace(from) && (unsigned === undefined || (typeof unsigned === 'object' && unsigned !== null && Object.values(unsigned).every(isPlace)))
    case 'invite':
      return isText(invitation) && isText(key) && isText(code) && isText(until)
    case 'expel':
      return isText(key) && isText(code) && isPlace(head) && Array.isArray(keeps) && keeps.every(isText)
    case 'policy':
      return joining === 'invitation'
    case 'rotate':
      return isText(key) && isText(code)
    default:
      return false
  }
}
