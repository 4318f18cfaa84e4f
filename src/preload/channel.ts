// The only file of the preload that touches Electron's raw channel.
import { ipcRenderer } from 'electron'
import { type PageRequest, shellChannel } from '../contract/shell.ts'
import type { BackendEvent } from '../contract/wire.ts'

export function requestShell(request: PageRequest): Promise<unknown> {
  return ipcRenderer.invoke(shellChannel, request)
}

/**
 * Listens to events from the shell and the backend; the page never sees Electron's event object.
 * @returns stops listening
 */
export function onShellEvent(listener: (event: BackendEvent) => void): () => void {
  const forward = (_electron: unknown, event: BackendEvent): void => listener(event)
  ipcRenderer.on(shellChannel, forward)
  return () => {
    ipcRenderer.removeListener(shellChannel, forward)
  }
}
