import { expect, test } from 'vitest'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { createDispatch, ownerSession } from './dispatch.ts'
import { fakeBackend } from './fake-backend.ts'

test('passes a valid call on with its parsed input and its session', async () => {
  const backend = fakeBackend(() => ({ ok: true, value: [] }))
  const reply = await createDispatch(backend)('search.find', { text: 'rotan' }, ownerSession)
  expect(reply).toEqual({ ok: true, value: [] })
  expect(backend.calls).toEqual([{ name: 'search.find', input: { text: 'rotan', limit: 20 }, session: ownerSession }])
})

test.each([['nonsense'], ['__proto__'], ['constructor'], ['toString'], [''], [42], [null], [undefined], [{}]])('refuses a name that the contract does not have: %s', async (name) => {
  const backend = fakeBackend()
  const reply = await createDispatch(backend)(name, {}, ownerSession)
  expect(reply).toMatchObject({ ok: false, refusals: [{ code: 'UNKNOWN_COMMAND' }] })
  expect(backend.calls).toEqual([])
})

test('refuses input of another shape and names the field', async () => {
  const backend = fakeBackend()
  const reply = await createDispatch(backend)('list.page', { list: 'sales', offset: -1, limit: 10 }, ownerSession)
  expect(reply).toMatchObject({ ok: false, refusals: [{ code: 'INPUT_INVALID', field: 'offset' }] })
  expect(backend.calls).toEqual([])
})

test('refuses a role that the contract does not name for the call', async () => {
  const backend = fakeBackend()
  const dispatch = createDispatch(backend)
  const viewer = { role: 'viewer', author: 'Sari' } as const
  expect(await dispatch('event.post', { event: {} }, viewer)).toEqual({ ok: false, refusals: [refuse('ROLE_FORBIDDEN', { role: 'viewer' })] })
  expect(await dispatch('sync.forget', {}, { role: 'seller', author: 'Budi' })).toMatchObject({ ok: false, refusals: [{ code: 'ROLE_FORBIDDEN' }] })
  expect(backend.calls).toEqual([])
  expect(await dispatch('search.find', { text: 'a' }, viewer)).toMatchObject({ ok: true })
})

test('turns a thrown refusal into a reply', async () => {
  const backend = fakeBackend(() => {
    throw new RefusalError(refuse('BOOK_NOT_OPEN'))
  })
  expect(await createDispatch(backend)('home.summary', { today: '2026-11-24' }, ownerSession)).toEqual({ ok: false, refusals: [refuse('BOOK_NOT_OPEN')] })
})

test('hides an unexpected error behind a reference that the log explains', async () => {
  const logged: [string, unknown][] = []
  const cause = new Error('SQLITE_CORRUPT at /home/ibu/buku.mendunia')
  const backend = fakeBackend(() => Promise.reject(cause))
  const reply = await createDispatch(backend, (line, error) => logged.push([line, error]))('app.state', {}, ownerSession)
  expect(reply).toMatchObject({ ok: false, refusals: [{ code: 'INTERNAL' }] })
  expect(JSON.stringify(reply)).not.toContain('SQLITE')
  const reference = reply.ok ? '' : reply.refusals[0]?.params['reference']
  expect(logged).toEqual([[`INTERNAL ${reference} in app.state`, cause]])
})
