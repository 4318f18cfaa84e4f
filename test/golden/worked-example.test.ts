import { expect, it } from 'vitest'
import { TestProjections } from '../../src/store/projections/test-book.ts'

/** Section 8 of the events contract: date event account currency amount base, as printed there. */
const printed = `
03-02 g1 1303 IDR    300000.00    300000.00
03-02 g1 2110 IDR   -300000.00   -300000.00
03-02 g2 1303 IDR     60000.01     60000.01
03-02 g2 2110 IDR    -60000.01    -60000.01
03-03 a1 1303 IDR    -90000.00    -90000.00
03-03 a1 5103 IDR     90000.00     90000.00
03-05 i1 1201 USD      1000.00  16000500.00
03-05 i1 1303 IDR    -90000.00    -90000.00
03-05 i1 3901 IDR  16000500.00  16000500.00
03-05 i1 3901 USD     -1000.00 -16000500.00
03-05 i1 4101 IDR -16000500.00 -16000500.00
03-05 i1 5101 IDR     90000.00     90000.00
03-10 p1 1112 USD       390.00   6279000.00
03-10 p1 1201 USD      -400.00  -6400200.00
03-10 p1 3901 IDR   -121200.00   -121200.00
03-10 p1 3901 USD        10.00    121200.00
03-10 p1 6106 IDR    161000.00    161000.00
03-10 p1 7101 IDR    -39800.00    -39800.00
03-31 f1 1112 USD         0.00     39000.00
03-31 f1 1201 USD         0.00    119700.00
03-31 f1 3901 IDR    158700.00    158700.00
03-31 f1 3901 USD         0.00   -158700.00
03-31 f1 7102 IDR   -158700.00   -158700.00
04-01 f1 1112 USD         0.00    -39000.00
04-01 f1 1201 USD         0.00   -119700.00
04-01 f1 3901 IDR   -158700.00   -158700.00
04-01 f1 3901 USD         0.00    158700.00
04-01 f1 7102 IDR    158700.00    158700.00`

function cents(text: string): number {
  return Number(text.replace('.', ''))
}

it('posts the worked example of the contract to the last line', () => {
  const day = '2026-03-01'
  const receive = (id: string, quantity: string, unitPrice: string): object => ({
    event: 'purchase.receive', id, date: '2026-03-02', supplier: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity, unitPrice }],
  })
  const book = new TestProjections()
  book.apply(
    { event: 'party.add', id: 'm1', date: day, code: 'C1', name: 'Customer' },
    { event: 'warehouse.add', id: 'm2', date: day, code: 'W', name: 'Warehouse' },
    { event: 'product.add', id: 'm3', date: day, code: 'P', name: 'Product' },
    receive('g1', '3', '100000'),
    { event: 'stock.adjust', id: 'a1', date: '2026-03-03', warehouse: 'W', lines: [{ product: 'P', quantity: '-1' }] },
    {
      event: 'sales.invoice', id: 'i1', date: '2026-03-05', customer: 'C1', currency: 'USD', rate: '16000.5', tax: 'export0', warehouse: 'W',
      lines: [{ product: 'P', quantity: '1', unitPrice: '1000' }],
    },
    {
      event: 'payment.receive', id: 'p1', date: '2026-03-10', customer: 'C1', account: '1112', amount: '390.00', bankCharge: '10.00', rate: '16100',
      allocations: [{ invoice: 'i1', amount: '400.00' }],
    },
    receive('g2', '1', '60000.01'),
    { event: 'fx.revalue', id: 'f1', date: '2026-03-31', rates: { USD: '16200' } },
  )
  const wanted = printed.trim().split('\n').map((line) => {
    const [date, event, account, currency, amount = '', base = ''] = line.split(/ +/)
    return `2026-${date} ${event} ${account} ${currency} ${cents(amount)} ${cents(base)}`
  })
  expect(book.ledger().sort()).toEqual(wanted.sort())
})
