// The loopback page in a real browser: its address works once, its policy holds, and no other page can reach it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedBrowserApp, startApp } from './support.ts'

let app: StartedBrowserApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

test('the printed address leads to the page, whose own address holds no token', async () => {
  await app.page.waitForSelector('#root > *')
  expect(new URL(app.page.url()).search).toBe('')
  const cookies = await app.page.context().cookies()
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1' }])
  expect(await app.page.evaluate(() => document.cookie)).toBe('')
})

test('the address works once', async () => {
  const other = await app.browser.newContext()
  const response = await (await other.newPage()).goto(app.url)
  expect(response?.status()).toBe(403)
  await other.close()
})

test('the page works without a violation of its policy', async () => {
  const page = await app.page.context().newPage()
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  await page.goto(new URL(app.page.url()).origin)
  await page.waitForSelector('#root > *')
  await page.waitForTimeout(500)
  expect(messages.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  await page.close()
})

test('the policy refuses inline script, eval and outside connections', async () => {
  const outcome = await app.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.broken = true'
    document.body.append(script)
    script.remove()
    // From a timer: what the test tool itself evaluates is excepted from the policy.
    const evaluated = await new Promise<boolean>((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('true') as boolean)
        } catch {
          resolve(false)
        }
      }),
    )
    const fetched = await fetch('http://127.0.0.1:1/').then(() => 'answered', (error: unknown) => String(error))
    return { broken: 'broken' in window, evaluated, fetched }
  })
  expect(outcome).toMatchObject({ broken: false, evaluated: false })
  expect(outcome.fetched).toContain('TypeError')
})

test('a page of another origin on this PC can neither read, nor connect, nor frame', async () => {
  const hostile = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>'))
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve))
  const origin = new URL(app.page.url()).origin
  // The same browser, with our session cookie in its jar.
  const page = await app.page.context().newPage()
  await page.goto(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`)
  const outcome = await page.evaluate(async (target) => {
    const read = await fetch(`${target}/`, { credentials: 'include' }).then(() => 'read', () => 'refused')
    const control = await fetch(`${target}/control`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then((response) => response.type, () => 'refused')
    const socket = await new Promise<string>((resolve) => {
      const attempt = new WebSocket(`${target.replace('http', 'ws')}/socket`)
      attempt.onopen = () => resolve('connected')
      attempt.onerror = () => resolve('refused')
    })
    const frame = document.createElement('iframe')
    frame.src = `${target}/`
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 400))
    let framed = 'empty'
    try {
      framed = frame.contentDocument === null ? 'empty' : 'readable'
    } catch {
      framed = 'empty'
    }
    return { read, control, socket, framed }
  }, origin)
  expect(outcome).toMatchObject({ read: 'refused', socket: 'refused', framed: 'empty' })
  expect(['opaque', 'refused']).toContain(outcome.control)
  await page.close()
  await new Promise((resolve) => hostile.close(resolve))
})
