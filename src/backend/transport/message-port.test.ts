import { expect, test } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { serveMessagePort } from './message-port.ts'

function aPort() {
  const sent: unknown[] = []
  let hear: (message: unknown) => void = () => {}
  return { sent, say: (message: unknown) => hear(message), port: { send: (message: unknown) => sent.push(message), onMessage: (listener: (message: unknown) => void) => (hear = listener) } }
}

test('answers each request under its own id', async () => {
  const { sent, say, port } = aPort()
  serveMessagePort(port, fakeBackend((name) => ({ ok: true, value: name })))
  say({ id: 1, name: 'app.state', input: {} })
  say({ id: 2, name: 'no.such', input: {} })
  await expect.poll(() => sent.length).toBe(2)
  expect(sent).toContainEqual({ id: 1, reply: { ok: true, value: 'app.state' } })
  expect(sent).toContainEqual({ id: 2, reply: { ok: false, refusals: [{ code: 'UNKNOWN_COMMAND', params: { name: 'no.such' } }] } })
})

test('passes over messages that are not requests, and stops events when asked', () => {
  const { sent, say, port } = aPort()
  const backend = fakeBackend()
  const stop = serveMessagePort(port, backend)
  for (const message of [null, 1, 'x', [], {}, { id: 1 }, { shell: 'close' }, { id: 1.5, name: 'app.state', input: {} }]) say(message)
  expect(backend.calls).toEqual([])
  backend.emit({ event: 'changed', topics: ['book'] })
  stop()
  backend.emit({ event: 'changed', topics: ['book'] })
  expect(sent).toEqual([{ event: 'changed', topics: ['book'] }])
})
