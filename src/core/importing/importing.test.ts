import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDecimal } from '../money/index.ts'
import { canonicalFigure, decimalMarkOf, guessColumns, guessKind, importKinds, planImport } from './index.ts'

describe('headings and figures', () => {
  it('are known in three languages', () => {
    expect(guessColumns('parties', ['Kode', 'Nama', 'Negara', 'NPWP', 'Alamat'])).toEqual({ code: 0, name: 1, country: 2, taxId: 3, street: 4 })
    expect(guessColumns('products', ['货号', '品名', '净重', '海关编码'])).toEqual({ code: 0, name: 1, weightKg: 2, hsCode: 3 })
    expect([guessKind(['Kode', 'Nama', 'Negara', 'Telepon']), guessKind(['SKU', 'Name', 'HS code']), guessKind(['x', 'y'])]).toEqual(['parties', 'products', null])
  })
  it.each([
    ['1.234,5', null, '1234.5'], ['1,234.50', null, '1234.5'], ['0.420', null, '0.42'], ['1.250', '.', '1.25'], ['1.250', ',', '1250'], ['Rp 1.234.567', null, '1234567'], ['0,02', '.', '0.02'], ['-12', null, '-12'], ["'007", null, '7'],
  ] as const)('%s is read by mark %s as %s', (text, mark, value) => {
    expect(canonicalFigure(text, mark)).toEqual({ ok: true, value })
  })
  it('are refused where they may be two', () => {
    expect(canonicalFigure('1.234', null)).toMatchObject({ ok: false, refusals: [{ code: 'NUM_AMBIGUOUS', params: { a: '1234', b: '1.234' } }] })
    for (const text of ['', '1.2.3,4,5', 'x', '--1', '1,23,456.7']) expect(canonicalFigure(text, '.').ok).toBe(false)
    expect([decimalMarkOf(['0.5', '1.25', '2']), decimalMarkOf(['0.5', '0,5']), decimalMarkOf([])]).toEqual(['.', null, null])
  })
})

it('a figure that is read is canonical, whatever was typed', () => {
  fc.assert(fc.property(fc.stringMatching(/^[-0-9.,' Rp]{0,14}$/), fc.constantFrom('.' as const, ',' as const, null), (text, mark) => {
    const read = canonicalFigure(text, mark)
    if (read.ok) expect(parseDecimal(read.value)).not.toBeNull()
  }), { numRuns: 2000 })
})

it('any table is planned, never thrown over', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('1.5', '1,5', 'C1', '1201', '2026-11-01', 'IDN', 'USD', '30x20x10'))
  fc.assert(fc.property(fc.constantFrom(...importKinds), fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 }), fc.array(fc.nat(14), { maxLength: 20 }), (kind, rows, places) => {
    const headings = ['code', 'name', 'account', 'debit', 'credit', 'party', 'amount', 'date', 'country', 'currency', 'weight', 'dimensions', 'grosskg', 'product', 'value']
    const plan = planImport(kind, rows.map((cells, index) => ({ row: index + 2, cells })), guessColumns(kind, places.map((place) => headings[place] ?? '')), { date: '2026-11-01' })
    expect(plan.rows).toBeLessThanOrEqual(rows.length)
  }), { numRuns: 500 })
})
