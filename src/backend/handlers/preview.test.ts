// What the page shows before anything is posted, and how far a month's closing is: asked through the backend, on a fresh book.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContractName, InputOf, OutputOf } from '../../contract/index.ts'
import { type Backend, createBackend } from '../backend.ts'
import { createSecretStore } from '../process/index.ts'
import { createDispatch, ownerSession } from '../transport/index.ts'

let folder: string
let backend: Backend
let call: <Name extends ContractName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>

async function post(...events: readonly object[]): Promise<void> {
  const { results } = await call('events.apply', { events: [...events] })
  expect(results.filter(({ status }) => status !== 'posted')).toEqual([])
}

const preview = (event: object) => call('event.preview', { event: { id: 'preview', ...event } as InputOf<'event.preview'>['event'] })
const closing = async (month?: string) => new Map((await call('closing.summary', month === undefined ? {} : { month })).steps.map((step) => [step.step, step]))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-preview-'))
  backend = createBackend({ dataFolder: folder, secrets: createSecretStore(folder) })
  const dispatch = createDispatch(backend)
  call = async (name, input) => {
    const reply = await dispatch(name, input, ownerSession)
    if (!reply.ok) throw new Error(JSON.stringify(reply.refusals))
    return reply.value as never
  }
  await call('book.create', { file: join(folder, 'usaha.mendunia'), company: { name: 'Usaha' } })
  await post(
    { event: 'party.add', id: 'c', date: '2026-09-01', code: 'C', name: 'Buyer' }, { event: 'party.add', id: 's', date: '2026-09-01', code: 'S', name: 'Supplier' },
    { event: 'warehouse.add', id: 'w', date: '2026-09-01', code: 'W', name: 'Yard' }, { event: 'warehouse.add', id: 'w2', date: '2026-09-01', code: 'W2', name: 'Port' },
    { event: 'product.add', id: 'p', date: '2026-09-01', code: 'P', name: 'Chair' }, { event: 'product.add', id: 'r', date: '2026-09-01', code: 'R', name: 'Rattan', inventory: 'raw' },
    { event: 'purchase.receive', id: 'g1', date: '2026-09-02', supplier: 'S', warehouse: 'W', lines: [{ product: 'P', quantity: '42', unitPrice: '100000' }] },
  )
})

afterEach(async () => {
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
})

const sale = (id: string, date: string, quantity: string) => ({ event: 'sales.invoice', id, date, customer: 'C', warehouse: 'W', lines: [{ product: 'P', quantity, unitPrice: '250000' }] })

describe('the preview of a document', () => {
  it('shows what is booked, down to the derived cost, and keeps nothing', async () => {
    const shown = await preview(sale('i1', '2026-09-05', '2'))
    expect(shown.refusals).toEqual([])
    expect(shown.totals).toMatchObject({ total: '500000.00' })
    expect(shown.ledger.map(({ account, base }) => `${account} ${base}`)).toEqual(['1201 500000.00', '1303 -200000.00', '4102 -500000.00', '5101 200000.00'])
    expect(shown.stock).toEqual([{ product: 'P', unit: 'pcs', before: '42', after: '40' }])
    expect(shown.grossProfit).toEqual({ amount: '300000.00', percent: '60.0' })
    expect(shown.recosted).toBeUndefined()
    expect((await call('list.page', { list: 'sales', offset: 0, limit: 10 })).total).toBe(0)
    // Nothing was set aside either: a document of a preview has the form of one that is posted.
    expect((await call('list.page', { list: 'attention', offset: 0, limit: 10, filter: { kind: 'quarantined' } })).total).toBe(0)
  })

  it('where only goods are missing, says how far the stock would fall', async () => {
    const shown = await preview(sale('i1', '2026-09-05', '60'))
    expect(shown.refusals).toEqual([{ code: 'STOCK_NEGATIVE', params: { product: 'P', warehouse: 'W', available: '42' } }])
    expect(shown.totals).toMatchObject({ total: '15000000.00' })
    expect(shown.stock).toEqual([{ product: 'P', unit: 'pcs', before: '42', after: '-18' }])
    expect(shown.ledger.find(({ account }) => account === '1201')?.base).toBe('15000000.00')
    expect((await call('book.verify', {})).problems).toEqual([])
  })

  it('is silent about bookings where anything else is wrong', async () => {
    const shown = await preview({ ...sale('i1', '2026-09-05', '60'), customer: 'X' })
    expect(shown.refusals.map(({ code }) => code)).toEqual(['UNKNOWN_PARTY'])
    expect(shown.stock).toEqual([])
  })

  it('names the warehouses of goods that lie in several', async () => {
    const shown = await preview({ event: 'stock.transfer', date: '2026-09-05', from: 'W', to: 'W2', lines: [{ product: 'P', quantity: '12' }] })
    expect(shown.stock).toEqual([{ product: 'P', warehouse: 'W', unit: 'pcs', before: '42', after: '30' }, { product: 'P', warehouse: 'W2', unit: 'pcs', before: '0', after: '12' }])
  })

  it('tells how many later documents a late one gives another cost, and how much', async () => {
    await post(sale('i1', '2026-09-05', '10'), sale('i2', '2026-09-06', '11'), { event: 'stock.adjust', id: 'a1', date: '2026-09-07', warehouse: 'W', lines: [{ product: 'P', quantity: '-1' }] })
    // 42 × 100,000 and 42 × 120,000: each of the 22 that left costs 10,000 more.
    const receipt = { event: 'purchase.receive', date: '2026-09-03', supplier: 'S', warehouse: 'W', lines: [{ product: 'P', quantity: '42', unitPrice: '120000' }] }
    expect((await preview(receipt)).recosted).toEqual({ documents: 3, amount: '220000.00' })
    expect((await preview({ ...receipt, date: '2026-09-30' })).recosted).toBeUndefined()
  })

  it('follows a changed cost through what was made of the goods', async () => {
    await post(
      { event: 'purchase.receive', id: 'g2', date: '2026-09-02', supplier: 'S', warehouse: 'W', lines: [{ product: 'R', quantity: '10', unitPrice: '1000' }] },
      { event: 'production.post', id: 'm1', date: '2026-09-04', warehouse: 'W', consume: [{ product: 'R', quantity: '10' }], produce: [{ product: 'P', quantity: '42' }] },
      sale('i1', '2026-09-05', '42'),
    )
    // Landed cost of 8,400 on the rattan: all of it goes into the chairs, and half of the chairs were sold.
    const shown = await preview({ event: 'landedCost.allocate', date: '2026-09-03', receipts: ['g2'], by: 'value', amount: '8400', account: '1101' })
    expect(shown.recosted).toEqual({ documents: 2, amount: '4200.00' })
  })
})

describe('the closing of a month', () => {
  it('names what is left to do, and what was done', async () => {
    await post(
      { event: 'rate.set', id: 'k', date: '2026-09-01', currency: 'USD', rate: '16000' }, { ...sale('i1', '2026-09-05', '2'), currency: 'USD', lines: [{ product: 'P', quantity: '2', unitPrice: '20' }] },
      { ...sale('i2', '2026-09-06', '2'), tax: 'ppn12' },
      { event: 'depreciation.post', id: 'd8', date: '2026-09-30', asset: 'Sanding/Machine', cost: '2400000', lifeMonths: 24, startPeriod: '2026-08', period: '2026-08' },
    )
    await call('draft.save', { event: { event: 'expense.post', id: 'x', date: '2026-09-20' } as InputOf<'draft.save'>['event'] })
    const before = await closing()
    expect([...before].map(([step, { state }]) => `${step} ${state}`)).toEqual(['drafts look', 'bankLines done', 'negativeStock done', 'depreciation todo', 'revaluation todo', 'finalIncome todo', 'vatSettle todo', 'verify todo', 'close todo'])
    expect(before.get('depreciation')).toMatchObject({ count: 1, amount: '100000.00' })
    expect(before.get('finalIncome')).toMatchObject({ amount: '1140000.00' })
    const assets = await call('list.page', { list: 'assets', offset: 0, limit: 10, filter: { period: '2026-09' } })
    expect(assets.rows).toMatchObject([{ asset: 'Sanding/Machine', cost: '2400000.00', accumulated: '100000.00', bookValue: '2300000.00', nextPeriod: '2026-09', due: '100000.00' }])
    await post(
      { event: 'depreciation.post', id: 'd9', date: '2026-09-30', asset: 'Sanding/Machine', cost: '2400000', lifeMonths: 24, startPeriod: '2026-08', period: '2026-09' },
      { event: 'fx.revalue', id: 'f', date: '2026-09-30' }, { event: 'tax.finalIncome', id: 't', date: '2026-09-30', period: '2026-09' }, { event: 'tax.vatSettle', id: 'v', date: '2026-09-30', period: '2026-09' },
      { event: 'period.close', id: 'z', date: '2026-10-01', period: '2026-09' },
    )
    const after = await closing('2026-09')
    expect([...after].map(([step, { state }]) => `${step} ${state}`)).toEqual(['drafts look', 'bankLines done', 'negativeStock done', 'depreciation done', 'revaluation done', 'finalIncome done', 'vatSettle done', 'verify none', 'close done'])
    expect(after.get('revaluation')?.document).toMatch(/^revaluation:/)
    expect([...(await closing('2026-12')).keys()]).toContain('yearClose')
  })
})

describe('a document that repeats', () => {
  it('leaves the next one as a draft, which the inbox names when its day has come', async () => {
    const rent = { event: 'expense.post', id: 'rent-1', date: '2026-09-03', account: '1111', note: 'Rent of the yard', repeat: 'monthly', lines: [{ account: '6102', amount: '12500000' }] } as unknown as InputOf<'event.post'>['event']
    await post({ event: 'journal.post', id: 'j', date: '2026-09-01', lines: [{ account: '1111', debit: '90000000' }, { account: '3101', credit: '90000000' }] })
    await call('event.post', { event: rent })
    const { rows } = await call('list.page', { list: 'attention', offset: 0, limit: 10, filter: { kind: 'recurringDue' } })
    expect(rows).toMatchObject([{ kind: 'recurringDue', params: { date: '2026-10-03', what: 'Rent of the yard' }, target: { kind: 'draft' } }])
    const draft = await call('draft.get', { id: (rows[0] as { target: { id: string } }).target.id })
    await call('event.post', { event: draft.event, draft: { id: draft.id, rev: draft.rev } })
    const next = await call('list.page', { list: 'documents', offset: 0, limit: 10, filter: { type: 'expense.post' } })
    expect(next.rows.map((row) => `${(row as { date: string }).date} ${(row as { status: string }).status}`).sort()).toEqual(['2026-09-03 posted', '2026-10-03 posted', '2026-11-03 draft'])
  })
})
