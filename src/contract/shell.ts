// What the desktop shell and its neighbours say to each other besides the contract's calls. Types and constants only.
import type { Bridge } from './wire.ts'

/** The one channel between page and shell: requests go up, events come down. */
export const shellChannel = 'mendunia'

/** The origin of the page inside the window. */
export const pageOrigin = 'app://mendunia'

export type ShellActName = keyof Bridge['shell']

export const shellActNames: readonly ShellActName[] = ['chooseFile', 'saveFile', 'print', 'showInFolder', 'openLink', 'setLanguage']

/** Page to shell, on the one channel. */
export type PageRequest =
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  | { readonly kind: 'act'; readonly act: ShellActName; readonly options: unknown }

/** Shell to backend process, beside the contract's requests. */
export type ShellToBackend =
  | { readonly shell: 'keychainReply'; readonly id: number; readonly value: string | null }
  | { readonly shell: 'close' }

/** Backend process to shell, beside replies and events. The keychain holds nothing itself: it seals text and opens sealed text. */
export type BackendToShell = { readonly shell: 'keychain'; readonly id: number; readonly act: 'seal' | 'open'; readonly text: string }
