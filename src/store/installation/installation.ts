import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

export interface KnownCopy {
  /** Where the file was; the same copy in two existing places is two copies. */
  readonly file: string
  /** Last posting of this copy's device that this installation saw saved. */
  readonly position: number
  readonly hash: string | null
  /** Clock value of its last write, postings or not; absent in what an older program remembered. */
  readonly clock?: string | null
}

interface State {
  copies: Record<string, KnownCopy>
  recent: { file: string; company: string; openedAt: string }[]
  preferences: Record<string, unknown>
}

const recentMax = 12

export class Installation {
  readonly folder: string
  #state: State

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#state = this.#read()
  }

  copy(deviceId: string): KnownCopy | null {
    // Another process of this user may have gone on with the book since.
    this.#state = this.#read()
    return this.#state.copies[deviceId] ?? null
  }

  rememberCopy(deviceId: string, copy: KnownCopy): void {
    this.#change((state) => {
      state.copies[deviceId] = copy
    })
  }

  get recent(): readonly { readonly file: string; readonly company: string; readonly openedAt: string }[] {
    return this.#state.recent.filter((book) => existsSync(book.file))
  }

  rememberBook(file: string, company: string, openedAt: string): void {
    this.#change((state) => {
      state.recent = [{ file, company, openedAt }, ...state.recent.filter((book) => book.file !== file)].slice(0, recentMax)
    })
  }

  get preferences(): Readonly<Record<string, unknown>> {
    return this.#state.preferences
  }

  setPreference(key: string, value: unknown): void {
    this.#change((state) => {
      if (value === null || value === undefined) delete state.preferences[key]
      else state.preferences[key] = value
    })
  }

  #path(): string {
    return join(this.folder, 'installation.json')
  }

  #read(): State {
    const empty: State = { copies: {}, recent: [], preferences: {} }
    try {
      return { ...empty, ...(JSON.parse(readFileSync(this.#path(), 'utf8')) as Partial<State>) }
    } catch {
      // Missing or torn: nothing in it is business data, and an unknown copy only takes a new device code.
      return empty
    }
  }

  /** Reads again before writing: the window and a CLI command may share the folder. */
  #change(change: (state: State) => void): void {
    this.#state = this.#read()
    change(this.#state)
    writeWhole(this.#path(), JSON.stringify(this.#state, null, 1))
  }
}
