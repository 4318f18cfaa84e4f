import { RefusalError } from '../core/errors/index.ts'
import { refusalOf, syncError } from './sync-error.ts'
import type { ServerRemote } from './types.ts'

export interface Address {
  /** `https://server/path/database`, without credentials, query or closing slash. */
  database: string
  name: string
  user: string
  password: string
}

/**
 * Reads the address of a database. Credentials in it are taken out, so that they are in no log and no checkpoint.
 * @throws SYNC_URL_INVALID unless it is http(s) and names a database
 */
export function parseAddress(remote: ServerRemote): Address {
  let url: URL
  try {
    url = new URL(remote.url.trim())
  } catch {
    throw syncError('SYNC_URL_INVALID', { url: withoutCredentials(remote.url) })
  }
  const user = remote.user || decodeURIComponent(url.username)
  const password = remote.password || decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  const database = url.href.replace(/\/+$/, '')
  const name = url.pathname.split('/').filter(Boolean).at(-1)
  if (!/^https?:$/.test(url.protocol) || !name || url.search || url.hash) throw syncError('SYNC_URL_INVALID', { url: database })
  return { database, name, user, password }
}

function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//')
}

/**
 * The address of a database as it may be kept and shown: checked, and without credentials.
 * @throws RefusalError SYNC_URL_INVALID
 */
export function parseRemoteUrl(text: string): string {
  try {
    return parseAddress({ url: text }).database
  } catch (error) {
    throw new RefusalError(refusalOf(error))
  }
}
