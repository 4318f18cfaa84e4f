// The bridge: one typed call, one event stream, the shell's acts. The page gets named functions only, never Electron's own objects.
import { contextBridge } from 'electron'
import { type ShellActName, shellActNames } from '../contract/shell.ts'
import type { Bridge } from '../contract/wire.ts'
import { onShellEvent, requestShell } from './channel.ts'

const act = (name: ShellActName) => (options: unknown) => requestShell({ kind: 'act', act: name, options })

const bridge = {
  call: (name: string, input: unknown) => requestShell({ kind: 'call', name, input }),
  onEvent: onShellEvent,
  shell: Object.fromEntries(shellActNames.map((name) => [name, act(name)])),
} as unknown as Bridge

contextBridge.exposeInMainWorld('mendunia', bridge)
