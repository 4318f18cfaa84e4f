import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Replaces a small file so that it is the old one or the new one, whole, also when the power fails meanwhile. Only this user may read it. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const partial = `${file}.${process.pid}.partial`
  try {
    const descriptor = openSync(partial, 'w', 0o600)
    try {
      writeFileSync(descriptor, content)
      // Without it the new name may point to an empty file after a power cut.
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}
