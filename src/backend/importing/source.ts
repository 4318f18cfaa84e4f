import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type FileSource, importBytesMax } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'

/**
 * The bytes of a file that a person chose.
 * @throws RefusalError FILE_NOT_FOUND, FILE_TOO_LARGE
 */
export function readSource(source: FileSource): { readonly name: string; readonly bytes: Uint8Array } {
  if ('base64' in source) {
    const bytes = Buffer.from(source.base64, 'base64')
    if (bytes.length > importBytesMax) throw new RefusalError(refuse('FILE_TOO_LARGE', { size: bytes.length, max: importBytesMax }))
    return { name: source.name, bytes }
  }
  const file = resolve(source.file)
  try {
    const { size } = statSync(file)
    if (size > importBytesMax) throw new RefusalError(refuse('FILE_TOO_LARGE', { size, max: importBytesMax }))
    return { name: basename(file), bytes: readFileSync(file) }
  } catch (error) {
    if (error instanceof RefusalError) throw error
    throw new RefusalError(refuse('FILE_NOT_FOUND', { file: source.file }))
  }
}
