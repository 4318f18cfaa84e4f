// What the desktop shell and its neighbours say to each other besides the contract's calls: the page's bridge, and the messages between
// the shell and the backend process. Types and constants only.

/** The one channel between page and shell: requests go up, events come down. */
export const shellChannel = 'mendunia'

/** The origin of the page inside the window. */
export const pageOrigin = 'app://mendunia'

export type FileKind = 'book' | 'table' | 'document' | 'any'

/** The native acts that the page may ask for. Each answers with a value or refuses by answering undefined or false. */
export type ShellActs = {
  /** Native dialog; the chosen paths, empty when cancelled. */
  openFileDialog(options: { kind: FileKind; multiple?: boolean }): Promise<string[]>
  /** Native dialog; the chosen path, undefined when cancelled. Nothing is written. */
  saveFileDialog(options: { kind: FileKind; name: string }): Promise<string | undefined>
  /** Asks where, then writes the bytes. @returns the path, undefined when cancelled */
  saveFile(options: { kind: FileKind; name: string; bytes: Uint8Array }): Promise<string | undefined>
  /** Opens a file in the system's own program; only one that saveFile has written in this session. */
  openSaved(options: { path: string }): Promise<boolean>
  /** Prints what the window shows, through the system's dialog. @returns false when cancelled or failed */
  print(options: { landscape?: boolean }): Promise<boolean>
  /** Opens an https or mailto address outside, after asking. */
  openLink(options: { url: string }): Promise<boolean>
  /** The language of menus and dialogs from now on. */
  setLanguage(options: { language: string }): Promise<boolean>
  info(options: Record<string, never>): Promise<{ version: string; platform: string; electron: string }>
}

export type ShellActName = keyof ShellActs

export const shellActNames: readonly ShellActName[] = [
  'openFileDialog',
  'saveFileDialog',
  'saveFile',
  'openSaved',
  'print',
  'openLink',
  'setLanguage',
  'info',
]

/** Page to shell, on the one channel. */
export type PageRequest =
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  | { readonly kind: 'act'; readonly act: ShellActName; readonly options: unknown }

/** Shell to page, beside the backend's own events. */
export type ShellEvent =
  /** The backend process ended by itself. `restarted`: a new one runs and the page should open its book again; `failed`: given up. */
  | { readonly event: 'backend'; readonly state: 'restarted' | 'failed' }
  /** A book was double-clicked, or named by a second start of the program. */
  | { readonly event: 'openFile'; readonly path: string }

/** Shell to backend process, beside the contract's requests. */
export type ShellToBackend =
  | { readonly shell: 'keychainReply'; readonly id: number; readonly value: string | null }
  | { readonly shell: 'close' }

/** Backend process to shell, beside replies and events. The keychain holds nothing itself: it turns text into sealed text and back. */
export type BackendToShell =
  | { readonly shell: 'ready' }
  | { readonly shell: 'keychain'; readonly id: number; readonly act: 'seal' | 'open'; readonly text: string }
