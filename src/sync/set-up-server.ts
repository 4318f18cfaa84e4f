import { parseAddress } from './address.ts'
import { installDesignDocument } from './design-document.ts'
import { guardFetch } from './guarded-fetch.ts'
import { refusalOf, syncError } from './sync-error.ts'
import { RefusalError } from '../core/errors/index.ts'
import type { ServerRemote } from './types.ts'

export interface ServerSetup {
  readonly database: string
  readonly created: boolean
  readonly design: 'installed' | 'updated' | 'unchanged' | 'newerThere'
  /** Who may use the database; null where the server does not say. */
  readonly members: readonly string[] | null
}

interface Security {
  admins?: { names?: string[]; roles?: string[] }
  members?: { names?: string[]; roles?: string[] }
}

/**
 * Makes a company's database on a server ready: the database, its design document, and nobody but its members in it. Doing it
 * twice changes nothing.
 * @param remote  with an administrator's credentials
 * @throws RefusalError what the server or the line refused
 */
export async function setUpServer(remote: ServerRemote, fetchFunction: typeof globalThis.fetch = globalThis.fetch): Promise<ServerSetup> {
  try {
    const address = parseAddress(remote)
    const guard = guardFetch(address, { retryMin: 0, retryMax: 0, refusedRetryMin: 0, poll: 0, answer: 60_000, saving: 0 }, fetchFunction)
    const { status } = await guard.json('PUT', '')
    if (status >= 300 && status !== 412) throw syncError(status === 401 ? 'SYNC_UNAUTHORIZED' : 'SYNC_FORBIDDEN', {}, { status })
    const design = await installDesignDocument(remote, fetchFunction)
    if (!design.ok) throw new RefusalError(design.refusal)
    return { database: address.database, created: status < 300, design: design.outcome, members: await closeDatabase(guard, address.user) }
  } catch (error) {
    throw error instanceof RefusalError ? error : new RefusalError(refusalOf(error))
  }
}

/** A database without members is open to everyone on old servers: whoever set it up is its first. */
async function closeDatabase(guard: ReturnType<typeof guardFetch>, user: string): Promise<readonly string[] | null> {
  const found = await guard.json('GET', '/_security')
  if (found.status !== 200) return null
  const security = found.body as Security
  const names = security.members?.names ?? []
  if (names.length > 0 || user === '') return names
  const members = { names: [user], roles: (security.members?.roles ?? []).filter((role) => role !== '_admin') }
  const { status } = await guard.json('PUT', '/_security', { ...security, admins: { names: security.admins?.names ?? [], roles: security.admins?.roles ?? ['_admin'] }, members })
  return status < 300 ? members.names : null
}
