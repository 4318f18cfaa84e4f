import { writeFileSync } from 'node:fs'
import { type TextLanguage, errorText } from '../backend/error-text.ts'
import type { BackendEvent } from '../contract/index.ts'
import { type Refusal, refuse } from '../core/errors/index.ts'

/** Standard output that a closed pipe (`| head`) does not turn into a stack trace. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value))
}

/** To a file, or to standard output. @throws what the file system says; `fileRefusal` puts it into words */
export function writeOutput(file: string | undefined, content: string | Uint8Array): void {
  if (file === undefined) process.stdout.write(content)
  else writeFileSync(file, content)
}

/** What the system said of a file, as a refusal; undefined for what is no matter of files. */
export function fileRefusal(error: unknown): Refusal | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException
  const file = path ?? ''
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return refuse('FILE_NOT_FOUND', { file })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return refuse('FOLDER_READ_ONLY', { folder: file })
    case 'ENOSPC':
    case 'EDQUOT':
      return refuse('DISK_FULL', { file })
    default:
      return undefined
  }
}

/** Refusals for a person on standard error, for a program on standard output. */
export function printRefusals(refusals: readonly Refusal[], language: TextLanguage, json: boolean): void {
  if (json) printJson({ refused: refusals.map((refusal) => ({ code: refusal.code, message: errorText(refusal, language), params: refusal.params, ...(refusal.field === undefined ? {} : { field: refusal.field }) })) })
  else for (const refusal of refusals) process.stderr.write(`${refusal.code}: ${errorText(refusal, language)}${refusal.field === undefined ? '' : ` (${refusal.field})`}\n`)
}

/** Progress on a terminal; silent where standard error is a file or a pipe. */
export function progressLine(): (event: BackendEvent) => void {
  if (!process.stderr.isTTY) return () => {}
  return (event) => {
    if (event.event === 'progress') process.stderr.write(`\r${event.label} ${event.done}/${event.total}\u001b[K${event.done >= event.total ? '\n' : ''}`)
    else if (event.event === 'sync') process.stderr.write(`\r${event.status.state} ↑${event.status.pushed} ↓${event.status.pulled}\u001b[K`)
  }
}
