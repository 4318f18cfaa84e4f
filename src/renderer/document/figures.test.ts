import { describe, expect, it } from 'vitest'
import { difference, documentTotals, inBase, lineNet, oneMore, smaller, sumOf } from './figures.ts'

describe('figures of a document while it is typed', () => {
  it('works out a line as it stands on the paper', () => {
    expect(lineNet({ quantity: '80', unitPrice: '78.00', discountPercent: '5' }, 'USD')).toBe('5928.00')
    expect(lineNet({ quantity: '120', unitPrice: '18.905' }, 'USD')).toBe('2268.60')
    expect(lineNet({ quantity: '3', unitPrice: '0.5' }, 'JPY')).toBe('2')
    expect(lineNet({ quantity: '3' }, 'USD')).toBe(null)
    expect(lineNet({ amount: '250000' }, 'IDR')).toBe('250000.00')
  })

  it('takes the discount of the whole before VAT, and VAT down to a whole rupiah', () => {
    expect(documentTotals([{ quantity: '3', unitPrice: '33333.33' }], 'IDR', '99.99', 'ppn12')).toEqual({
      subtotal: '99999.99', discount: '99.99', net: '99900.00', vat: '10989.00', total: '110889.00', quantity: '3',
    })
    expect(documentTotals([{ quantity: '1', unitPrice: '100' }], 'USD', undefined, 'export0').vat).toBe('0.00')
    expect(documentTotals([{ quantity: '20', unitPrice: '1' }, { quantity: '1.50', unitPrice: '1' }], 'USD', '', 'none').quantity).toBe('21.5')
    expect(documentTotals([{ quantity: '100', unitPrice: '1' }], 'USD', '', 'none').quantity).toBe('100')
  })

  it('adds, compares and counts exact decimals', () => {
    expect(sumOf(['1.10', '2.205', 'x', null])).toBe('3.305')
    expect(difference('10.00', '12.50')).toBe('-2.50')
    expect(inBase('390.00', '16100')).toBe('6279000.00')
    expect(smaller('9.50', '10')).toBe('9.50')
    expect(oneMore('12.5')).toBe('13.5')
    expect(oneMore('')).toBe('1')
  })
})
