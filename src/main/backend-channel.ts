// Starts the backend process: a utility process where Electron's own Node can load the database, else the Node 24 that the
// lockfile pins, with the same messages over its IPC channel.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'

export type BackendChannel = {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** The database's native part needs Node-API 10; an older runtime would be aborted by loading it, beyond any try/catch. */
export function canHoldDatabase(nodeApiVersion: string | undefined): boolean {
  return Number(nodeApiVersion ?? 0) >= 10
}

export function startBackendProcess(entry: string, args: readonly string[]): BackendChannel {
  return canHoldDatabase(process.versions['napi']) ? startUtility(entry, args) : startNode(entry, args)
}

function startUtility(entry: string, args: readonly string[]): BackendChannel {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'Mendunia books', stdio: 'inherit' })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  }
}

function startNode(entry: string, args: readonly string[]): BackendChannel {
  const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', entry, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  })
  let ended = false
  const endListeners: ((code: number | null) => void)[] = []
  const end = (code: number | null): void => {
    if (ended) return
    ended = true
    for (const listener of endListeners) listener(code)
  }
  child.once('exit', end)
  child.once('error', () => end(null))
  return {
    send: (message) => {
      if (!ended && child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => endListeners.push(listener),
    kill: () => child.kill(),
  }
}

function pinnedNode(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(app.getAppPath(), 'node_modules', `node-${platform}-${process.arch}`, 'bin')
  const found = [join(folder, 'node'), join(folder, 'node.exe')].find((path) => existsSync(path))
  if (found === undefined) throw new Error(`No Node 24 for the backend in ${folder}`)
  return found
}
