// What a page must never do while a story is told: complain, break its policy, or speak to anyone but this PC.
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

export interface Watched {
  /** Errors of the page and everything that the security policy refused. */
  complaints(): readonly string[]
  /** Addresses that are not on this PC. */
  strangers(): readonly string[]
}

export function watch(page: Page): Watched {
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (!['blob:', 'data:', 'app:'].includes(protocol) && hostname !== '127.0.0.1') strangers.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).hostname !== '127.0.0.1') strangers.push(socket.url())
  })
  return { complaints: () => complaints, strangers: () => strangers }
}

/** Tells a story; where it breaks off, keeps a picture of the screen and says where. */
export async function withPicture<T>(page: Page, name: string, story: () => Promise<T>): Promise<T> {
  try {
    return await story()
  } catch (error) {
    const folder = join(tmpdir(), 'mendunia-stories')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name}.png`)
    await page.screenshot({ path }).then(() => console.error(`The screen when “${name}” broke off: ${path}`), () => undefined)
    throw error
  }
}
