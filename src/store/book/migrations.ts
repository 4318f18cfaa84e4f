import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { schemaVersion } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly hash: string
}

let known: readonly Migration[] | null = null

/** All migrations of this program, in order: from the source tree, or from beside the bundled backend. */
export function knownMigrations(): readonly Migration[] {
  return (known ??= readMigrations(migrationsFolder()))
}

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^[0-9]{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      return { number: Number(file.slice(0, 4)), name: file.slice(0, -4), sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

function migrationsFolder(): string {
  const here = import.meta.dirname
  // In the source tree this file lies beside the folder's parent; the bundle has one copy at its side or one level up.
  const candidates = [join(here, '..', 'migrations'), join(here, 'migrations'), join(here, '..', '..', 'migrations')]
  const found = candidates.find((folder) => existsSync(join(folder, '0005-book.sql')))
  if (!found) throw new Error(`migrations not found beside ${here}`)
  return found
}

/** By which program a book's tables were derived: one that knows other tables or documents derives them anew. */
export function derivation(): string {
  return `${latestVersion()}/${knownMigrations().length}/${schemaVersion}`
}

export function latestVersion(): number {
  return knownMigrations().at(-1)?.number ?? 0
}

/** Migrations that the file still lacks. @throws RefusalError BOOK_MIGRATION_CHANGED if one that was applied differs today */
export function pendingMigrations(db: Database, migrations: readonly Migration[] = knownMigrations()): readonly Migration[] {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").get()
  if (!hasTable) return migrations
  const applied = db.prepare('SELECT number, hash FROM migration').all() as { number: number; hash: string }[]
  const hashes = new Map(applied.map((row) => [row.number, row.hash]))
  for (const migration of migrations) {
    const hash = hashes.get(migration.number)
    if (hash !== undefined && hash !== migration.hash) throw new RefusalError(refuse('BOOK_MIGRATION_CHANGED', { migration: migration.name }))
  }
  return migrations.filter((migration) => !hashes.has(migration.number))
}

/** Runs each pending migration in a transaction of its own; what is already there stays, whatever happens. */
export function migrate(db: Database, migrations: readonly Migration[] = knownMigrations()): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT',
  )
  for (const migration of pendingMigrations(db, migrations)) {
    db.transaction(() => {
      db.exec(migration.sql)
      db.prepare('INSERT INTO migration (number, name, hash) VALUES (?, ?, ?)').run(migration.number, migration.name, migration.hash)
      db.pragma(`user_version = ${migration.number}`)
      // A table of derived rows may have been made anew: opening derives everything once more (`projectedBy`).
      db.exec("DELETE FROM book_local WHERE key = 'projectedBy'")
    })()
  }
}
