// The only file that touches Electron's raw channel. Every request is checked for its sender and its shape before anything reads it.
import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { type PageRequest, shellActNames, shellChannel } from '../contract/shell.ts'
import { isOwnPage } from './window-rules.ts'

/** @returns the request if its shape is one that the page may send */
export function parsePageRequest(raw: unknown): PageRequest | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const request = raw as Record<string, unknown>
  if (request['kind'] === 'call' && typeof request['name'] === 'string' && request['name'].length <= 100) {
    return { kind: 'call', name: request['name'], input: request['input'] }
  }
  const act = shellActNames.find((name) => name === request['act'])
  if (request['kind'] === 'act' && act !== undefined) return { kind: 'act', act, options: request['options'] }
  return undefined
}

/** Only the top frame of our own window, showing our own page, is heard. */
function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  if (window === undefined || window.isDestroyed() || event.sender !== window.webContents) return false
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOwnPage(frame.url)
}

/**
 * Listens for the page's requests. A stranger's request, or one of an unknown shape, is answered with undefined and logged.
 * @param answer never rejects: what it answers is what the page gets
 */
export function listenToPage(
  ownWindow: () => BrowserWindow | undefined,
  answer: (request: PageRequest, window: BrowserWindow) => Promise<unknown>,
): void {
  ipcMain.handle(shellChannel, async (event, raw: unknown) => {
    const window = ownWindow()
    const request = parsePageRequest(raw)
    if (!isTrusted(event, window) || window === undefined || request === undefined) {
      console.error('Refused a message from', event.senderFrame?.url ?? 'a closed frame')
      return undefined
    }
    return answer(request, window)
  })
}

/** Sends one event to the page, if it is there. */
export function tellPage(window: BrowserWindow | undefined, event: unknown): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send(shellChannel, event)
}
