import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { temporaryFolder } from './support.ts'

const folder = temporaryFolder('bad-values')
const backend = createBackend({ dataFolder: join(folder, 'data'), secrets: createSecretStore(join(folder, 'data')) })
const dispatch = createDispatch(backend, () => undefined)
const date = '2026-03-02'

const product = (fields: Record<string, unknown>): Record<string, unknown> => ({ event: 'product.add', id: 'p', date, code: 'P', name: 'Kursi', ...fields })
const invoice = (line: Record<string, unknown>): Record<string, unknown> => ({
  event: 'sales.invoice', id: 'i', date, customer: 'C', currency: 'IDR', tax: 'none', warehouse: 'W', lines: [{ product: 'GOOD', quantity: '1', unitPrice: '1000', ...line }],
})

async function call(name: string, input: unknown): Promise<{ codes: string[]; fields: (string | undefined)[] }> {
  const reply = await dispatch(name, input, ownerSession)
  return reply.ok ? { codes: [], fields: [] } : { codes: reply.refusals.map(({ code }) => code), fields: reply.refusals.map(({ field }) => field) }
}

async function documents(): Promise<unknown> {
  const reply = await dispatch('app.state', {}, ownerSession)
  return reply.ok ? (reply.value as { book: { documents: number } | null }).book?.documents : null
}

const opened = (async () => {
  expect(await call('book.create', { file: join(folder, 'book.mendunia'), company: demoCompany })).toEqual({ codes: [], fields: [] })
  for (const event of [
    { event: 'warehouse.add', id: 'w', date, code: 'W', name: 'Gudang' }, { event: 'party.add', id: 'c', date, code: 'C', name: 'Pembeli', customer: true }, product({ id: 'g', code: 'GOOD' }),
    { event: 'opening.post', id: 'o', date: '2026-03-01', stock: [{ product: 'GOOD', warehouse: 'W', quantity: '10', value: '100000.00' }] },
  ]) expect(await call('event.post', { event })).toEqual({ codes: [], fields: [] })
})()

describe('what cannot be is refused with its code beside its field, by post, apply and preview alike, and changes nothing', () => {
  test.each([
    ['a name of 10,000 characters', product({ name: 'a'.repeat(10_000) }), 'TEXT_TOO_LONG', 'name'],
    ['a name with a control character', product({ name: 'Kursi\u0007rotan' }), 'TEXT_CHARACTERS', 'name'],
    ['a name with a right-to-left mark', product({ name: 'Kursi \u202egpj.exe' }), 'TEXT_CHARACTERS', 'name'],
    ['a name with half a character', product({ name: 'Kursi \ud83d' }), 'TEXT_CHARACTERS', 'name'],
    ['a price of 1e400', invoice({ unitPrice: '1e400' }), 'BAD_DECIMAL', 'lines.0.unitPrice'],
    ['a price of NaN', invoice({ unitPrice: 'NaN' }), 'BAD_DECIMAL', 'lines.0.unitPrice'],
    ['a price of Infinity', invoice({ unitPrice: 'Infinity' }), 'BAD_DECIMAL', 'lines.0.unitPrice'],
    ['a price of 12,34,5', invoice({ unitPrice: '12,34,5' }), 'BAD_DECIMAL', 'lines.0.unitPrice'],
    ['a price beyond all money', invoice({ unitPrice: '9'.repeat(18) }), 'AMOUNT_TOO_LARGE', undefined],
    ['a quantity of nothing', invoice({ quantity: '0' }), 'NOT_POSITIVE', 'lines.0.quantity'],
    ['a quantity that is a number and no text', invoice({ quantity: 1 }), 'BAD_DECIMAL', 'lines.0.quantity'],
    ['a day that is not in the calendar', { ...invoice({}), date: '2026-02-30' }, 'DATE_INVALID', 'date'],
  ])('%s', async (_, event, code, field) => {
    await opened
    const before = await documents()
    const posted = await call('event.post', { event })
    expect(posted.codes).toContain(code)
    if (field !== undefined) expect(posted.fields[posted.codes.indexOf(code)]).toBe(field)
    const applied = await dispatch('events.apply', { events: [event] }, ownerSession)
    expect(applied.ok && (applied.value as { results: { status: string; error?: { code: string } }[] }).results[0]).toMatchObject({ status: 'refused', error: { code } })
    const previewed = await dispatch('event.preview', { event }, ownerSession)
    expect(previewed.ok && (previewed.value as { refusals: { code: string }[] }).refusals.map((refusal) => refusal.code)).toContain(code)
    expect(await documents()).toBe(before)
  })
})
