// Which running backend has a book open. The record lies in this user's data folder, not beside the book: a folder that others can write
// to must not be able to tell our command line where to connect.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ContractName } from '../../contract/index.ts'
import type { BackendCore } from '../transport/index.ts'

interface OpenBookRecord {
  readonly file: string
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  readonly pid: number
}

/** Calls after which a book is open; their reply names its file. */
const openingCalls: ReadonlySet<ContractName> = new Set<ContractName>(['book.open', 'book.create', 'book.demo', 'book.clone', 'book.join', 'book.restore'])

/**
 * Finds the backend of this user that has a book open.
 * @returns its address for `forwardCall`; undefined when nobody recorded one. The record of a killed process is removed: its port may by
 *   now belong to another backend, whose book a forwarded call would swap. What slips through is answered BACKEND_GONE by `forwardCall`
 */
export function findRunningBackend(dataFolder: string, bookFile: string): string | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile(dataFolder, bookFile), 'utf8')) as Partial<OpenBookRecord>
    if (typeof record.address === 'string' && typeof record.pid === 'number' && isAlive(record.pid)) return record.address
    rmSync(recordFile(dataFolder, bookFile), { force: true })
    return undefined
  } catch {
    return undefined
  }
}

/** Wraps a backend so that the record of its open book is written and removed as books are opened and closed through it. */
export function withOpenBookRecord<Backend extends BackendCore>(backend: Backend, dataFolder: string, address: () => string): BackendCore {
  let recorded: string | undefined
  const forget = (): void => {
    if (recorded !== undefined) rmSync(recorded, { force: true })
    recorded = undefined
  }
  const remember = (file: string): void => {
    forget()
    recorded = recordFile(dataFolder, file)
    const record: OpenBookRecord = { file, address: address(), pid: process.pid }
    mkdirSync(dirname(recorded), { recursive: true, mode: 0o700 })
    writeFileSync(recorded, JSON.stringify(record), { mode: 0o600 })
  }
  return {
    async call(name, input, session) {
      const reply = await backend.call(name, input, session)
      if (reply.ok && openingCalls.has(name)) remember((reply.value as { file: string }).file)
      if (reply.ok && name === 'book.close') forget()
      return reply
    },
    subscribe: (listener) => backend.subscribe(listener),
    async close() {
      await backend.close()
      forget()
    },
  }
}

function recordFile(dataFolder: string, bookFile: string): string {
  const digest = createHash('sha256').update(realPathOf(bookFile)).digest('hex').slice(0, 32)
  return join(dataFolder, 'open-books', `${digest}.json`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Someone else's process by now, or ours and gone: EPERM says that one exists.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** One file has one name here, however it was reached. */
function realPathOf(file: string): string {
  try {
    return realpathSync.native(resolve(file))
  } catch {
    return resolve(file)
  }
}
