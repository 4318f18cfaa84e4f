import { describe, expect, it } from 'vitest'
import type { BusinessEvent } from '../../core/events/index.ts'
import { fieldOnScreen, prepareEvent, withField, withLine, withoutLine } from './event-fields.ts'

const invoice: BusinessEvent = { event: 'sales.invoice', id: 'i', date: '2026-11-24', customer: 'C1', note: '', lines: [{ product: 'A', quantity: '1' }, { unit: 'pcs' }, { product: 'B', quantity: '' }] }

describe('an event while it is typed', () => {
  it('is sent without blank lines and empty fields, and knows which row each line was', () => {
    const prepared = prepareEvent(invoice, { lines: ['product', 'quantity'] })
    expect(prepared.event).toEqual({ event: 'sales.invoice', id: 'i', date: '2026-11-24', customer: 'C1', lines: [{ product: 'A', quantity: '1' }, { product: 'B' }] })
    expect(fieldOnScreen('lines.1.quantity', prepared.origin)).toBe('lines.2.quantity')
    expect(fieldOnScreen('customer', prepared.origin)).toBe('customer')
    expect(fieldOnScreen('lines', prepared.origin)).toBe('lines')
  })

  it('drops a field that was emptied, and keeps its identity when nothing changed', () => {
    expect('customer' in withField(invoice, 'customer', '')).toBe(false)
    expect(withField(invoice, 'customer', 'C1')).toBe(invoice)
  })

  it('makes a line at the place after the last', () => {
    const longer = withLine(invoice, 'lines', 3, (line) => ({ ...line, product: 'C' }))
    expect((longer.lines as unknown[]).length).toBe(4)
    expect(withoutLine(longer, 'lines', 0).lines).toHaveLength(3)
  })
})
