import { expect, test } from 'vitest'
import type { BackendChannel } from './backend-channel.ts'
import { BackendSupervisor } from './backend-supervisor.ts'

interface Child extends BackendChannel {
  readonly sent: { id?: number; name?: string; input?: unknown; shell?: string; value?: unknown }[]
  say(message: unknown): void
  die(): void
}

function aChild(): Child {
  const sent: Child['sent'] = []
  let hear: (message: unknown) => void = () => {}
  const exits: ((code: number | null) => void)[] = []
  return {
    sent,
    send: (message) => sent.push(message as Child['sent'][number]),
    onMessage: (listener) => (hear = listener),
    onExit: (listener) => exits.push(listener),
    kill: () => {},
    say: (message) => hear(message),
    die: () => {
      for (const exit of exits) exit(1)
    },
  }
}

function aSupervisor() {
  const children: Child[] = []
  const states: string[] = []
  const events: unknown[] = []
  const clock = { nowMs: 0 }
  const supervisor = new BackendSupervisor({
    start: () => {
      const child = aChild()
      children.push(child)
      return child
    },
    onEvent: (event) => events.push(event),
    onStateChange: (state, refusals) => states.push(refusals.length > 0 ? `${state} ${refusals[0]?.code}` : state),
    keychain: async (act, text) => (act === 'seal' ? `sealed ${text}` : null),
    nowMs: () => clock.nowMs,
  })
  supervisor.start()
  const last = (): Child => children.at(-1) as Child
  return { supervisor, children, states, events, clock, last }
}

const answered = (child: Child, value: unknown): void => child.say({ id: child.sent.at(-1)?.id, reply: { ok: true, value } })

test('brings each reply to its call and each event to the page', async () => {
  const { supervisor, last, events } = aSupervisor()
  const first = supervisor.call('app.state', {})
  const second = supervisor.call('search.find', { text: 'a' })
  const [one, two] = last().sent
  last().say({ id: two?.id, reply: { ok: true, value: 2 } })
  last().say({ event: 'changed', topics: ['book'] })
  last().say({ id: one?.id, reply: { ok: true, value: 1 } })
  expect(await first).toEqual({ ok: true, value: 1 })
  expect(await second).toEqual({ ok: true, value: 2 })
  expect(events).toEqual([{ event: 'changed', topics: ['book'] }])
})

test('refuses the calls that died with the backend, starts another and opens the same book there', async () => {
  const { supervisor, children, states, last } = aSupervisor()
  const opening = supervisor.call('book.open', { file: '/a.mendunia' })
  answered(last(), { file: '/a.mendunia' })
  await opening
  const orphan = supervisor.call('event.post', {})
  last().die()
  expect(await orphan).toEqual({ ok: false, refusals: [{ code: 'BACKEND_GONE', params: {} }] })
  expect(children.length).toBe(2)
  expect(states).toEqual(['restarting'])
  expect(last().sent).toMatchObject([{ name: 'book.open', input: { file: '/a.mendunia' } }])
  answered(last(), { file: '/a.mendunia' })
  await expect.poll(() => states).toEqual(['restarting', 'ready'])
})

test('says so when the book cannot be opened again, and opens none that was closed', async () => {
  const { supervisor, states, last } = aSupervisor()
  const opening = supervisor.call('book.create', {})
  answered(last(), { file: '/a.mendunia' })
  await opening
  last().die()
  last().say({ id: last().sent.at(-1)?.id, reply: { ok: false, refusals: [{ code: 'BOOK_DAMAGED', params: {} }] } })
  await expect.poll(() => states).toEqual(['restarting', 'ready BOOK_DAMAGED'])
  const closing = supervisor.call('book.close', {})
  answered(last(), null)
  await closing
  last().die()
  await expect.poll(() => states.length).toBe(4)
  expect(last().sent).toEqual([])
})

test('gives up on a backend that dies again and again, but not on one that dies now and then', async () => {
  const often = aSupervisor()
  for (let death = 0; death < 5; death += 1) often.last().die()
  expect(often.states.at(-1)).toBe('failed BACKEND_GONE')
  expect(often.children.length).toBe(5)
  expect(await often.supervisor.call('app.state', {})).toMatchObject({ ok: false, refusals: [{ code: 'BACKEND_GONE' }] })
  const seldom = aSupervisor()
  for (let death = 0; death < 10; death += 1) {
    seldom.clock.nowMs += 61_000
    seldom.last().die()
  }
  expect(seldom.children.length).toBe(11)
})

test('asks it to close and does not restart it then', async () => {
  const { supervisor, children, last, states } = aSupervisor()
  const closed = supervisor.close()
  expect(last().sent).toEqual([{ shell: 'close' }])
  last().die()
  await closed
  expect(children.length).toBe(1)
  expect(states).toEqual([])
})

test('lends it the keychain', async () => {
  const { last } = aSupervisor()
  last().say({ shell: 'keychain', id: 4, act: 'seal', text: 'kata' })
  last().say({ shell: 'keychain', id: 5, act: 'open', text: 'x' })
  await expect.poll(() => last().sent).toEqual([
    { shell: 'keychainReply', id: 4, value: 'sealed kata' },
    { shell: 'keychainReply', id: 5, value: null },
  ])
})

test.each([[null], [1], ['x'], [{}], [{ id: 'x' }], [{ id: 99, reply: {} }], [{ shell: 'other' }]])('passes over a message %j that it does not know', (message) => {
  expect(() => aSupervisor().last().say(message)).not.toThrow()
})
