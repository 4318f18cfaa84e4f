// The key pair of this device: made once, its private half kept as a password is (never in the book), its public half said in a statement.
import { createHash } from 'node:crypto'
import { type TrustStatement, canonicalJson, schemaVersion, statementText } from '../core/document/index.ts'
import { type Book, type Signer, newDeviceSecret, signerOf } from '../store/book/index.ts'
import type { BookKeeper } from './book-keeper.ts'
import type { SecretStore } from './process/secrets.ts'

/** What a statement says, before it says who signed it and when. */
type Unsigned = TrustStatement extends infer Statement ? (Statement extends TrustStatement ? Omit<Statement, 'book' | 'by' | 'at'> : never) : never

/** Writes a signed statement; call it within a transaction. @returns the id of its document */
export function writeStatement(book: Book, author: string, by: Signer, content: Unsigned): string {
  const at = book.tick()
  const statement = { ...content, book: book.id, by: by.publicKey, at } as TrustStatement
  const id = `trust:${createHash('sha256').update(canonicalJson(statement)).digest('hex').slice(0, 40)}`
  if (book.document(id)) return id
  book.write([{ _id: id, type: 'trust', schema: schemaVersion, device: book.device.code, author, at, eventId: `trust/${id.slice(6)}`, statement, signature: by.sign(statementText(statement)) }])
  return id
}

export function deviceSecretName(deviceId: string): string {
  return `deviceKey/${deviceId}`
}

/** Keeps the key of each book's device at hand while the book is open. */
export class DeviceKeys {
  readonly #secrets: SecretStore
  /** Books that have no key for now, with what was known when that was found. */
  readonly #waiting = new WeakMap<Book, string>()

  readonly #running = new Map<Book, Promise<void>>()

  constructor(secrets: SecretStore) {
    this.#secrets = secrets
  }

  /**
   * Sees to it that the open book can sign: fetches its key, or makes one and says so in the book. A copy takes a new device code, and with it a
   * new key. Where the keychain is out of reach the book opens all the same; posting is refused then.
   */
  async ready(keeper: BookKeeper, author: string, today: string): Promise<void> {
    const book = keeper.current
    if (!book || book.readOnly || book.signer) return
    // Two calls at once would make two keys.
    const running = this.#running.get(book) ?? this.#fetch(keeper, book, author, today).finally(() => this.#running.delete(book))
    this.#running.set(book, running)
    await running
  }

  async #fetch(keeper: BookKeeper, book: Book, author: string, today: string): Promise<void> {
    const state = `${book.device.id} ${book.trust().rootKey} ${book.trust().devices().length}`
    if (this.#waiting.get(book) === state) return
    const name = deviceSecretName(book.device.id)
    const secret = await this.#secrets.get(name)
    if (keeper.current !== book) return
    if (secret !== undefined) {
      const signer = signerOf(secret)
      if (!isIntroduced(book, signer)) await this.#introduce(keeper, book, signer, author)
      book.signer = signer
      return
    }
    if (this.#secrets.has(name)) {
      this.#waiting.set(book, state)
      return
    }
    // Its key went with the folder that remembered it: whoever posts on under its code could not sign.
    if (book.trust().devices().some(({ id }) => id === book.device.id)) keeper.takeNewCode(author, today)
    const made = newDeviceSecret()
    const signer = signerOf(made)
    if (!mayBeRoot(book) && book.trust().rootKey === null) {
      this.#waiting.set(book, state)
      return
    }
    try {
      await this.#secrets.set(deviceSecretName(book.device.id), made)
    } catch (error) {
      // A full disk or a folder that became read-only: it is tried again with the next call.
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
      return
    }
    if (keeper.current !== book) return
    await this.#introduce(keeper, book, signer, author)
    if (keeper.current === book) book.signer = signer
  }

  /** Says whose key it is: as the root, by the key of the device that this copy was made of, or, where there is none, by itself. */
  async #introduce(keeper: BookKeeper, book: Book, signer: Signer, author: string): Promise<void> {
    const before = book.local.get('device/before')
    const secretBefore = before === null ? undefined : await this.#secrets.get(deviceSecretName(before))
    if (keeper.current !== book) return
    const former = secretBefore === undefined ? null : signerOf(secretBefore)
    book.transaction(() => introduce(book, author, signer, former !== null && book.trust().accepts(former.publicKey) ? former : signer))
  }
}

/** Writes the statement of this device's key, and, in a book that has none yet, makes it the root. Within a transaction. */
export function introduce(book: Book, author: string, signer: Signer, by: Signer): void {
  const trust = book.trust()
  const isRoot = trust.rootKey === null
  const { id, code } = book.device
  const from = (book.local.getJson<{ position: number }>(`chain/${code}`)?.position ?? 0) + 1
  const head = { kind: 'key', device: id, code, key: signer.publicKey, from } as const
  if (!isRoot) {
    writeStatement(book, author, by, head)
    return
  }
  const unsigned = Object.fromEntries(book.projections.sql.rows<{ device: string; position: number }>('SELECT device, max(position) AS position FROM posted GROUP BY device').map(({ device, position }) => [device, position]))
  book.local.set('trust/root', signer.publicKey)
  writeStatement(book, author, signer, { ...head, root: true, ...(Object.keys(unsigned).length > 0 ? { unsigned } : {}) })
}

function isIntroduced(book: Book, signer: Signer): boolean {
  return book.trust().devices().some(({ key, code }) => key === signer.publicKey && code === book.device.code)
}

/** The first device; of a book from before there were keys, whoever is alone in it. */
function mayBeRoot(book: Book): boolean {
  return book.device.code === 'A' || book.revisions.allDocs({ startId: 'device:', endId: 'device:\uffff' }).length <= 1
}
