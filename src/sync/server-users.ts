import type { ServerClient } from './server-client.ts'

/** A device's user on the company's server: one for each, so that one can be shut out and the others stay. */
export interface ServerUser {
  readonly name: string
  /** Code of the device; null: a user that was not made for one. */
  readonly device: string | null
  readonly roles: readonly string[]
}

interface UserDocument {
  readonly _id: string
  readonly _rev?: string
  readonly name: string
  readonly type: 'user'
  readonly roles: readonly string[]
  readonly password?: string
  /** Ours; CouchDB keeps members that it does not know. */
  readonly mendunia?: { readonly database: string; readonly device: string }
}

/** The role that lets its bearers into one company's database and no other. */
export function roleOf(database: string): string {
  return `mendunia-${database}`
}

export function userNameOf(database: string, device: string): string {
  return `${database}-${device.toLowerCase()}`
}

const userId = (name: string): string => `org.couchdb.user:${name}`
const pathOf = (name: string): string => `/_users/${encodeURIComponent(userId(name))}`

/** Makes the database of users where a server has none yet (a cluster that was not finished). @returns whether it was made */
export async function makeUsersDatabase(client: ServerClient): Promise<boolean> {
  const found = await client.request('GET', '/_users')
  if (found.status !== 404) return false
  const made = await client.request('PUT', '/_users')
  return made.status < 300
}

async function read(client: ServerClient, name: string): Promise<UserDocument | null> {
  const found = await client.request('GET', pathOf(name))
  return found.status === 200 ? (found.body as unknown as UserDocument) : null
}

/**
 * Sees to it that a device has its user with the company's role; an existing one keeps its password unless `password` is new to it.
 * @returns what was done
 * @throws SyncError SERVER_ADMIN_NEEDED
 */
export async function putDeviceUser(client: ServerClient, database: string, device: string, password: string | null): Promise<'created' | 'updated' | 'unchanged' | 'missing'> {
  const name = userNameOf(database, device)
  const role = roleOf(database)
  for (let attempt = 0; ; attempt += 1) {
    const current = await read(client, name)
    if (!current && password === null) return 'missing'
    if (current && password === null && current.roles.includes(role)) return 'unchanged'
    const document: UserDocument = {
      ...(current ?? {}), _id: userId(name), name, type: 'user', roles: [...new Set([...(current?.roles ?? []), role])], mendunia: { database, device }, ...(password === null ? {} : { password }),
    }
    const done = await client.request('PUT', pathOf(name), document)
    // Another administrator was faster.
    if (done.status === 409 && attempt < 3) continue
    if (done.status >= 300) await client.must('PUT', pathOf(name), document)
    return current ? 'updated' : 'created'
  }
}

/** Removes every user of a device, which also ends its sessions. @returns their names */
export async function removeDeviceUsers(client: ServerClient, database: string, device: string): Promise<readonly string[]> {
  const removed: string[] = []
  for (const user of await listUsers(client, database)) {
    if (user.device !== device) continue
    const current = await read(client, user.name)
    if (!current?._rev) continue
    await client.must('DELETE', `${pathOf(user.name)}?rev=${current._rev}`)
    removed.push(user.name)
  }
  return removed
}

/** Users that may use the database by their role. @throws SyncError SERVER_ADMIN_NEEDED */
export async function listUsers(client: ServerClient, database: string): Promise<readonly ServerUser[]> {
  const { body } = await client.must('GET', `/_users/_all_docs?include_docs=true&startkey=${encodeURIComponent(JSON.stringify('org.couchdb.user:'))}`)
  const rows = (body['rows'] ?? []) as { doc?: UserDocument }[]
  const role = roleOf(database)
  return rows.flatMap(({ doc }) => {
    if (!doc || doc.type !== 'user' || !Array.isArray(doc.roles)) return []
    const isOurs = doc.roles.includes(role) || doc.mendunia?.database === database
    return isOurs ? [{ name: doc.name, device: doc.mendunia?.database === database ? doc.mendunia.device : null, roles: doc.roles }] : []
  })
}

/** A server goes on for a moment with what it remembers of a user. */
const forgetsEveryMs = 250
const forgetsWithinMs = 5_000

/**
 * A user gives itself another password, which ends its other sessions and makes the code it came in by worthless.
 * @param asUser  the same server by a password
 * @returns when the new one is taken; false where the server does not let a user change its own
 */
export async function changeOwnPassword(client: ServerClient, password: string, asUser: (password: string) => ServerClient): Promise<boolean> {
  const current = await read(client, client.user)
  if (!current) return false
  const { status } = await client.request('PUT', pathOf(client.user), { ...current, password })
  if (status >= 300) return false
  const renewed = asUser(password)
  for (let waited = 0; waited < forgetsWithinMs; waited += forgetsEveryMs) {
    if ((await renewed.request('GET', '/_session')).status === 200) break
    await new Promise((resolve) => setTimeout(resolve, forgetsEveryMs))
  }
  return true
}
