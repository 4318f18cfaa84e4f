// What the page may do and where its files lie: the same answer for the window (app://) and for the loopback address.
// Pure: the two servers read the files themselves.

/**
 * The content security policy, without any `unsafe-`.
 * @param connect where the page may open connections: 'none' in the window (it talks through the bridge), or the loopback's
 *   own origin and its WebSocket address
 */
export function contentSecurityPolicy(connect: 'none' | { readonly webSocket: string }): string {
  const connectSources = connect === 'none' ? "'none'" : `'self' ${connect.webSocket}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connectSources}`,
    "worker-src 'self'",
    "manifest-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The headers that go with every answer to the page, on both sides. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  }
}

const contentTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  wasm: 'application/wasm',
  bcmap: 'application/octet-stream',
  pfb: 'application/octet-stream',
  icc: 'application/octet-stream',
  txt: 'text/plain; charset=utf-8',
}

/** @returns the content type of a page file, or undefined for a kind of file that the page never holds */
export function contentTypeOf(path: string): string | undefined {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase()
  return extension === undefined ? undefined : contentTypes[extension]
}

/**
 * The file inside the page's folder that a URL path asks for.
 * @param urlPath the raw path of the request, still percent-encoded
 * @returns a relative path of plain segments with forward slashes; undefined for anything that could leave the folder
 */
export function pageFileOf(urlPath: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
  if (path === '/' || path === '') return 'index.html'
  const segments = path.replace(/^\//, '').split('/')
  const plain = segments.every((segment) => /^[A-Za-z0-9_@][A-Za-z0-9._@-]*$/.test(segment) && !segment.includes('..'))
  return plain ? segments.join('/') : undefined
}
