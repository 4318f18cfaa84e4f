// What no page may do, whatever it holds: leave, open windows, attach webviews, gain permissions.
import { app, type Session, type WebContents } from 'electron'
import { pageOrigin } from '../contract/shell.ts'

/** @returns whether a URL is inside the page's own origin (by the URL parser, not by its first letters) */
export function isOwnPage(url: string): boolean {
  try {
    const parsed = new URL(url)
    return `${parsed.protocol}//${parsed.host}` === pageOrigin && parsed.username === '' && parsed.password === ''
  } catch {
    return false
  }
}

export function denyPermissions(session: Session): void {
  // Copying is the one permission that a click in the page may use.
  const allowed = new Set(['clipboard-sanitized-write'])
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  // Nothing but the page's own scheme may be loaded, also by Chromium itself (dictionaries, component updates).
  session.webRequest.onBeforeRequest((details, answer) => {
    const scheme = /^([a-z-]+):/.exec(details.url)?.[1] ?? ''
    answer({ cancel: !['app', 'blob', 'data', 'devtools', 'chrome', 'chrome-extension'].includes(scheme) })
  })
}

export function confine(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }): void => event.preventDefault()
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) stay(event)
  })
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) stay(event)
  })
  contents.on('will-attach-webview', stay)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

export function confineAll(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
}
