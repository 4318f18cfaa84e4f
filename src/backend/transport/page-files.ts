// The page's files on the loopback address, read from the folder that the build made.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contentTypeOf, pageFileOf } from '../../contract/page-policy.ts'

export type PageAnswer =
  | { readonly status: 200; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }
  | { readonly status: 400 | 404 }

/**
 * @param urlPath the request's path, still percent-encoded; anything but plain segments is refused with 400
 * @param folder  the built page
 */
export async function readPageFile(urlPath: string, folder: string): Promise<PageAnswer> {
  const file = pageFileOf(urlPath)
  const type = file === undefined ? undefined : contentTypeOf(file)
  if (file === undefined || type === undefined) return { status: 400 }
  try {
    const body = await readFile(join(folder, ...file.split('/')))
    // Names under assets/ carry a hash of their content; the index does not.
    const caching = file.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
    return { status: 200, body, headers: { 'content-type': type, 'cache-control': caching } }
  } catch {
    return { status: 404 }
  }
}
