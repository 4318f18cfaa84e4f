import { ZipFile } from 'yazl'

/** A ZIP in memory: the pages of one paper are few and small. Dates are fixed, so that equal pages give equal bytes. */
export async function zipOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const file of files) zip.addBuffer(Buffer.from(file.bytes), file.name, { mtime: new Date(Date.UTC(2000, 0, 1)), compress: false })
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
