import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BackendEvent } from '../../contract/index.ts'
import { socketConnection } from './connection.ts'

class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readyState = 0
  sent: { id: number; name: string; input: unknown }[] = []
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: (() => void) | null = null

  constructor() {
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as FakeSocket['sent'][number])
  }

  opens(): void {
    this.readyState = 1
    this.onopen?.()
  }

  breaks(): void {
    this.readyState = 3
    this.onclose?.()
  }

  says(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

const latest = (): FakeSocket => FakeSocket.all.at(-1) as FakeSocket

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the socket to the backend', () => {
  it('keeps what is asked before it is open, and gives each answer to its question', async () => {
    const connection = socketConnection('ws://x/socket')
    const first = connection.call('app.state', {})
    const second = connection.call('settings.get', {})
    latest().opens()
    expect(latest().sent.map((message) => message.name)).toEqual(['app.state', 'settings.get'])
    latest().says({ id: 2, reply: { ok: true, value: 'b' } })
    latest().says({ id: 1, reply: { ok: true, value: 'a' } })
    await expect(first).resolves.toEqual({ ok: true, value: 'a' })
    await expect(second).resolves.toEqual({ ok: true, value: 'b' })
  })

  it('refuses what was under way when it broke, sends what is asked meanwhile once it is back, and tells both', async () => {
    const events: BackendEvent[] = []
    const connection = socketConnection('ws://x/socket')
    connection.onEvent((event) => events.push(event))
    latest().opens()
    const lost = connection.call('event.post', { event: 1 })
    latest().breaks()
    await expect(lost).resolves.toMatchObject({ ok: false, refusals: [{ code: 'BACKEND_GONE' }] })
    const later = connection.call('app.state', {})
    vi.advanceTimersByTime(400)
    latest().opens()
    expect(latest().sent.map((message) => message.name)).toEqual(['app.state'])
    latest().says({ id: latest().sent[0]?.id, reply: { ok: true, value: 1 } })
    await expect(later).resolves.toEqual({ ok: true, value: 1 })
    expect(events.map((event) => event.event === 'backend' && event.state)).toEqual(['restarting', 'ready'])
  })

  it('tries again less and less often, and complains once', () => {
    const events: BackendEvent[] = []
    socketConnection('ws://x/socket').onEvent((event) => events.push(event))
    for (const wait of [400, 800, 1600, 3200, 5000, 5000]) {
      const before = FakeSocket.all.length
      latest().breaks()
      vi.advanceTimersByTime(wait - 1)
      expect(FakeSocket.all.length).toBe(before)
      vi.advanceTimersByTime(1)
      expect(FakeSocket.all.length).toBe(before + 1)
    }
    expect(events).toHaveLength(1)
  })
})
