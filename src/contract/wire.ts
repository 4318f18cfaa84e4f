import * as v from 'valibot'
import type { Refusal } from '../core/errors/index.ts'
import type { Reply, Topic } from './define.ts'
import type { SyncStatus } from './sync.ts'

/** A request of the page or of the CLI, over any transport. */
export const clientMessage = v.strictObject({ id: v.pipe(v.number(), v.safeInteger()), name: v.pipe(v.string(), v.maxLength(100)), input: v.unknown() })

export type BackendEvent =
  | { readonly event: 'changed'; readonly topics: readonly Topic[] }
  | { readonly event: 'progress'; readonly job: string; readonly done: number; readonly total: number; readonly label: string }
  | { readonly event: 'sync'; readonly status: SyncStatus }
  | { readonly event: 'openFile'; readonly file: string }
  | { readonly event: 'backend'; readonly state: 'restarting' | 'ready' | 'failed'; readonly refusals: readonly Refusal[] }

export type BackendMessage = { readonly id: number; readonly reply: Reply<unknown> } | BackendEvent

/** What the Electron preload puts on `window.mendunia`; absent in a browser, where a WebSocket takes its place. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply<unknown>>
  /** @returns a function that ends the subscription */
  onEvent(listener: (event: BackendEvent) => void): () => void
  /** The few things only a desktop shell can do. */
  readonly shell: {
    chooseFile(options: { kind: 'openBook' | 'newBook' | 'save' | 'openAny'; suggestedName?: string }): Promise<string | null>
    /** Writes a file that the page was given (a paper, a report) where the person chose; resolves to its path, null if cancelled. */
    saveFile(options: { suggestedName: string; base64: string }): Promise<string | null>
    print(options: { base64: string; mediaType: string }): Promise<boolean>
    showInFolder(path: string): Promise<void>
    /** Opens an https or mailto address outside the program, after asking. */
    openLink(url: string): Promise<boolean>
    /** The language of native dialogs and menus from now on: `id`, `en` or `zh`. */
    setLanguage(language: string): Promise<boolean>
  }
}
