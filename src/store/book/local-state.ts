import type { Database, Statement } from 'better-sqlite3'

/** Values that belong to this copy of the book and are never replicated; written in the transaction of what they are about. */
export class LocalState {
  readonly #read: Statement<[string], { value: string }>
  readonly #write: Statement<[string, string]>
  readonly #remove: Statement<[string]>

  constructor(db: Database) {
    this.#read = db.prepare('SELECT value FROM book_local WHERE key = ?')
    this.#write = db.prepare('INSERT INTO book_local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    this.#remove = db.prepare('DELETE FROM book_local WHERE key = ?')
  }

  get(key: string): string | null {
    return this.#read.get(key)?.value ?? null
  }

  set(key: string, value: string | null): void {
    if (value === null) this.#remove.run(key)
    else this.#write.run(key, value)
  }

  getJson<T>(key: string): T | null {
    const text = this.get(key)
    return text === null ? null : (JSON.parse(text) as T)
  }

  setJson(key: string, value: unknown): void {
    this.set(key, JSON.stringify(value))
  }
}
