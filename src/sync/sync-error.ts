import { type Refusal, type RefusalCode, refuse } from '../core/errors/index.ts'

/** A refusal on its way up through PouchDB, which copies an error's own properties and loses its class. */
export class SyncError extends Error {
  readonly syncRefusal: Refusal
  /** The HTTP status, where PouchDB looks for it. */
  readonly status: number | undefined
  /** What the server's `Retry-After` asked for. */
  readonly retryAfterMs: number | undefined

  constructor(refusal: Refusal, options: { status?: number; retryAfterMs?: number; cause?: unknown } = {}) {
    super(refusal.code, { cause: options.cause })
    this.syncRefusal = refusal
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
  }
}

export function syncError(code: RefusalCode, params: Record<string, string | number> = {}, options: { status?: number; retryAfterMs?: number; cause?: unknown } = {}): SyncError {
  return new SyncError(refuse(code, params), options)
}

/** What SQLite says of a value that does not fit its table. */
const faultOfDocument = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/

/** SQLite's own failures (disk full, locked, damaged), and a book that was closed meanwhile, are never the fault of one document. */
export function isStoreFailure(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return (String(code ?? '').startsWith('SQLITE_') && !faultOfDocument.test(String(code))) || message === 'The database connection is not open'
}

/** The disk of this PC has no room. PouchDB may have made a plain error of it. */
export function isStoreFull(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 'SQLITE_FULL' || /^(database or disk is full|ENOSPC)/.test(String(message ?? ''))
}

/** What a failed replication means: by what our guard said, else by status, else by name. */
export function refusalOf(error: unknown): Refusal {
  const { syncRefusal, status, name, message } = (error ?? {}) as Partial<SyncError>
  if (syncRefusal) return syncRefusal
  if (isStoreFull(error)) return refuse('SYNC_OUT_OF_SPACE')
  if (isStoreFailure(error)) return refuse('SYNC_STORE_FAILED', { detail: message ?? '' })
  if (status === 401 || name === 'unauthorized') return refuse('SYNC_UNAUTHORIZED')
  if (status === 403 || name === 'forbidden') return refuse('SYNC_FORBIDDEN')
  if (status === 404) return refuse('SYNC_NOT_FOUND')
  return refuse('SYNC_SERVER_ERROR', { status: status ?? 0 })
}

/** Trying again by itself would only repeat these; a person has to change something first. */
export function needsPerson(code: RefusalCode): boolean {
  return code === 'SYNC_UNAUTHORIZED' || code === 'SERVER_PIN' || code === 'SERVER_CERTIFICATE' || code === 'SYNC_URL_INVALID' || code === 'SYNC_WRONG_BOOK' || code === 'SYNC_REPLACED'
}

/** The line or the server is away for a while; nobody said no. */
export function isAway(code: RefusalCode): boolean {
  return code === 'SYNC_OFFLINE' || code === 'SYNC_SERVER_ERROR' || code === 'SYNC_SERVER_FULL'
}

/** Neither our guard nor a server said this. */
export function isUnexpected(error: unknown): boolean {
  const { syncRefusal, status } = (error ?? {}) as Partial<SyncError>
  return syncRefusal === undefined && status === undefined && !isStoreFailure(error)
}
