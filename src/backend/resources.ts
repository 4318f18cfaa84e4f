import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

let folder: string | null = null

/** `resources/` of the checkout, or the copy that was packed beside the built backend. */
export function resourcesFolder(): string {
  if (folder !== null) return folder
  const here = import.meta.dirname
  const packed = (process as { resourcesPath?: string }).resourcesPath
  const candidates = [
    ...[1, 2, 3, 4].map((levels) => join(here, ...Array<string>(levels).fill('..'), 'resources')),
    ...(packed === undefined ? [] : [join(packed, 'resources'), join(packed, 'app', 'resources')]),
  ]
  const found = candidates.find((candidate) => existsSync(join(candidate, 'charts', 'default.json')))
  if (found === undefined) throw new Error(`resources not found near ${here}`)
  return (folder = found)
}

export function readResource(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(resourcesFolder(), ...path), 'utf8'))
}
