// app://mendunia/: the page's files, and nothing else, with the strict policy on every answer.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, contentTypeOf, pageFileOf, pageHeaders } from '../contract/page-policy.ts'
import { pageOrigin } from '../contract/shell.ts'

const headers = pageHeaders(contentSecurityPolicy('none'))

/** Must run before the program is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Answers one request for a page file: 200, 400 for a path that is not plain, 404. */
export async function answerPageRequest(request: { url: string; method: string }, pageFolder: string): Promise<Response> {
  const url = new URL(request.url)
  if (request.method !== 'GET' || `${url.protocol}//${url.host}` !== pageOrigin) return new Response('', { status: 400, headers })
  const file = pageFileOf(url.pathname)
  const type = file === undefined ? undefined : contentTypeOf(file)
  if (file === undefined || type === undefined) return new Response('', { status: 400, headers })
  try {
    const body = await readFile(join(pageFolder, ...file.split('/')))
    return new Response(new Uint8Array(body), { status: 200, headers: { ...headers, 'content-type': type } })
  } catch {
    return new Response('', { status: 404, headers })
  }
}

export function servePage(session: Session, pageFolder: string): void {
  session.protocol.handle('app', (request) => answerPageRequest(request, pageFolder))
}
