// The native acts behind the bridge: dialogs, saving, printing, links. Options come from the page and are read with suspicion.
import { rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, type Session, session, shell } from 'electron'
import type { ShellActName } from '../contract/shell.ts'
import { confine, denyPermissions } from './window-rules.ts'
import { setShellLanguage, words } from './words.ts'

/** Files that this program wrote or showed in this session: the only ones that it opens outside or shows in their folder. */
const knownFiles = new Set<string>()
const base64LengthMax = 700 * 1024 * 1024

/** Runs one act; malformed options make it answer null or false. */
export async function runShellAct(act: ShellActName, raw: unknown, window: BrowserWindow): Promise<unknown> {
  const options = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  switch (act) {
    case 'chooseFile':
      return chooseFile(options['kind'], options['suggestedName'], window)
    case 'saveFile': {
      const bytes = bytesOf(options['base64'])
      const path = bytes === undefined ? null : await askWhere(options['suggestedName'], window)
      return path === null || bytes === undefined ? null : keep(path, bytes, window)
    }
    case 'print': {
      const bytes = bytesOf(options['base64'])
      return bytes === undefined ? false : print(bytes, options['mediaType'])
    }
    case 'showInFolder':
      if (typeof raw === 'string' && knownFiles.has(raw)) shell.showItemInFolder(raw)
      return undefined
    case 'openLink':
      return openLink(raw, window)
    case 'setLanguage':
      return typeof raw === 'string' && setShellLanguage(raw)
  }
}

/** @returns the path; null, after saying why, when the disk did not take the file */
async function keep(path: string, bytes: Buffer, window: BrowserWindow): Promise<string | null> {
  try {
    await writeFile(path, bytes)
    return path
  } catch (error) {
    knownFiles.delete(path)
    await dialog.showMessageBox(window, { type: 'error', message: words().saveFailed, detail: `${path}\n${(error as Error).message}` })
    return null
  }
}

function bytesOf(base64: unknown): Buffer | undefined {
  return typeof base64 === 'string' && base64.length <= base64LengthMax ? Buffer.from(base64, 'base64') : undefined
}

const bookFilter = () => ({ name: words().bookFile, extensions: ['mendunia'] })
const anyFilter = () => ({ name: words().anyFile, extensions: ['*'] })

async function chooseFile(kind: unknown, suggestedName: unknown, window: BrowserWindow): Promise<string | null> {
  if (kind === 'save') return askWhere(suggestedName, window)
  if (kind === 'newBook') return askWhere(suggestedName, window, bookFilter())
  if (kind !== 'openBook' && kind !== 'openAny') return null
  const chosen = await dialog.showOpenDialog(window, {
    filters: kind === 'openBook' ? [{ ...bookFilter(), extensions: ['mendunia', 'mendunia-backup'] }, anyFilter()] : [anyFilter()],
    properties: ['openFile'],
  })
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
}

async function askWhere(suggestedName: unknown, window: BrowserWindow, filter?: { name: string; extensions: string[] }): Promise<string | null> {
  const name = typeof suggestedName === 'string' ? safeFileName(suggestedName) : ''
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]
  const byEnding = ending === undefined ? [] : [{ name: ending.toUpperCase(), extensions: [ending] }]
  const chosen = await dialog.showSaveDialog(window, { defaultPath: name, filters: filter ? [filter] : [...byEnding, anyFilter()] })
  if (chosen.canceled || chosen.filePath === undefined || chosen.filePath === '') return null
  knownFiles.add(chosen.filePath)
  return chosen.filePath
}

/** A proposed name is a name, never a path: the dialog opens where the user last was. */
export function safeFileName(proposed: string): string {
  return basename(proposed.replaceAll('\\', '/')).replace(/[\u0000-\u001f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '-').slice(0, 120)
}

/**
 * A PDF goes to the system's own viewer, whose print dialog knows the printer's trays and paper (Chromium prints PDF pages from a
 * window without them); a picture is printed from a window of its own that keeps nothing.
 */
async function print(bytes: Buffer, mediaType: unknown): Promise<boolean> {
  if (mediaType === 'application/pdf') {
    const folder = printFolder()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = join(folder, `${Date.now()}.pdf`)
    await writeFile(file, bytes, { mode: 0o600 })
    return (await shell.openPath(file)) === ''
  }
  return mediaType === 'image/png' ? printPicture(bytes) : false
}

/**
 * Papers on their way to the system's viewer: among this user's own data, since anybody may lay a folder of a known name into the
 * shared temporary one. Emptied when the program starts and ends.
 */
const printFolder = (): string => join(app.getPath('userData'), 'print')

export function removePrintedFiles(): void {
  rmSync(printFolder(), { recursive: true, force: true })
}

/** Keeps nothing, may do nothing, reaches nothing. */
function printSession(): Session {
  const own = session.fromPartition('print', { cache: false })
  denyPermissions(own)
  return own
}

async function printPicture(bytes: Buffer): Promise<boolean> {
  const printWindow = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, session: printSession() },
  })
  try {
    confine(printWindow.webContents)
    const page = `<!doctype html><style>body{margin:0}img{width:100%}</style><img src="data:image/png;base64,${bytes.toString('base64')}">`
    await printWindow.loadURL(`data:text/html;base64,${Buffer.from(page).toString('base64')}`)
    return await new Promise<boolean>((resolve) => printWindow.webContents.print({ silent: false, printBackground: true }, (done) => resolve(done)))
  } finally {
    printWindow.destroy()
  }
}

/** Only https and mailto leave the program, and only after the user saw where to. */
export function isOpenableLink(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2000) return false
  try {
    const { protocol, username, password } = new URL(url)
    return (protocol === 'https:' || protocol === 'mailto:') && username === '' && password === ''
  } catch {
    return false
  }
}

async function openLink(url: unknown, window: BrowserWindow): Promise<boolean> {
  if (!isOpenableLink(url)) return false
  const answer = await dialog.showMessageBox(window, {
    type: 'question',
    message: words().openLinkQuestion,
    detail: url,
    buttons: [words().open, words().cancel],
    defaultId: 1,
    cancelId: 1,
  })
  if (answer.response !== 0) return false
  await shell.openExternal(url)
  return true
}
