import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MatchFacts, type OpenClaim, type OpenLine, combine, lineKeys, namedIn, proposeMatches, readAmount, readDate } from './index.ts'
import { holdsName, likeName, spellings } from './names.ts'

const claim = (item: string, party: string, open: number, more: Partial<OpenClaim> = {}): OpenClaim => ({
  item, number: item, references: [item], side: 'receivable', party, currency: 'IDR', open, dueDate: '2026-11-01', net: open, ...more,
})
const line = (text: string, amount: number, more: Partial<OpenLine> = {}): OpenLine => ({
  id: 'bankLine:1', account: '1111', currency: 'IDR', date: '2026-11-10', amount, text, counterparty: null, reference: null, charge: null, details: [], ...more,
})
const facts = (more: Partial<MatchFacts> = {}): MatchFacts => ({
  claims: [], orders: [], parties: [{ code: 'C1', names: ['PT Graha Kriya Contoh'] }, { code: 'C2', names: ['Müller & Söhne GmbH'] }], booked: [], otherLines: [], ownAccounts: [], rules: [],
  accounts: { bankCharges: '6106', interestIncome: '7103', interestTax: '8101', withheldPayable: '2204' }, rate: null, feeMax: 80_000_000, ...more,
})

describe('proposals', () => {
  it.each<[string, OpenLine, Partial<MatchFacts>, string, string]>([
    ['M1 the whole number', line('INV/2026/10/A-0012', 100), { claims: [claim('INV/2026/10/A-0012', 'C1', 100)] }, 'reference', 'certain'],
    ['M1 before M3', line('GRAHA KRIYA CONTOH A-0012', 100), { claims: [claim('x-1', 'C1', 100), claim('INV/2026/10/A-0012', 'C1', 100)] }, 'reference', 'certain'],
    ['M2 a fee', line('A-0012', 99_500_00), { claims: [claim('INV/2026/10/A-0012', 'C1', 100_000_00)] }, 'referenceFee', 'likely'],
    ['M2 not beyond the largest fee', line('A-0012', 1_00), { claims: [claim('INV/2026/10/A-0012', 'C1', 99_000_000_00)] }, 'partOfInvoice', 'likely'],
    ['M3 name and amount', line('DARI PT. GRAHA KRIYA CONTOH', 100), { claims: [claim('x-1', 'C1', 100), claim('x-2', 'C1', 90)] }, 'amountAndParty', 'certain'],
    ['M3 two of one amount', line('GRAHA KRIYA CONTOH', 100), { claims: [claim('x-1', 'C1', 100), claim('x-2', 'C1', 100)] }, 'amountAndParty', 'likely'],
    ['M4 a sum of three', line('GRAHA KRIYA CONTOH', 60), { claims: [claim('x-1', 'C1', 10), claim('x-2', 'C1', 20), claim('x-3', 'C1', 30), claim('x-4', 'C1', 45)] }, 'combination', 'likely'],
    ['M6 a part', line('GRAHA KRIYA CONTOH', 7), { claims: [claim('x-1', 'C1', 100)] }, 'partOfInvoice', 'possible'],
    ['nothing open', line('GRAHA KRIYA CONTOH', 7), {}, 'partyOnly', 'possible'],
    ['M7 a charge', line('BIAYA ADM', -100), {}, 'charge', 'certain'],
    ['M8 the mirror on another account', line('PINDAH DANA', -500), { otherLines: [line('PINDAH DANA', 500, { id: 'bankLine:2', account: '1121', date: '2026-11-12' })] }, 'transfer', 'likely'],
    ['an own number', line('KE REK 0991234567', -500), { ownAccounts: [{ account: '1121', number: '0991234567', currency: 'IDR' }] }, 'ownAccount', 'likely'],
    ['booked by hand', line('x', 500), { booked: [{ eventId: 'rc', number: 'RC/1', date: '2026-11-08', amount: 500, party: null }] }, 'alreadyBooked', 'certain'],
    ['only the amount', line('x', 500), { claims: [claim('x-1', 'C1', 500)] }, 'amountOnly', 'possible'],
  ])('%s', (_rule, one, some, reason, certainty) => {
    const [first] = proposeMatches(one, facts(some))
    expect([first?.reason, first?.certainty]).toEqual([reason, certainty])
  })

  it('never crosses currencies or sides, nor days too far', () => {
    expect(proposeMatches(line('A-0012', 100), facts({ claims: [claim('INV/2026/10/A-0012', 'C1', 100, { currency: 'USD' }), claim('INV/2026/10/A-0012', 'C1', 100, { side: 'payable' })] }))).toEqual([])
    expect(proposeMatches(line('PINDAH', -500), facts({ otherLines: [line('PINDAH', 500, { id: 'b', account: '1121', date: '2026-11-20' })] }))).toEqual([])
  })

  it('settles no more than is open and no more than was paid, whatever there is', () => {
    const claims = fc.array(fc.record({ item: fc.constantFrom('INV/2026/10/A-0001', 'INV/2026/10/A-0002', 'x-3', 'x-4'), party: fc.constantFrom('C1', 'C2'), open: fc.integer({ min: 1, max: 300 }) }), { maxLength: 6 })
      .map((rows) => [...new Map(rows.map((row) => [row.item, row])).values()].map((row) => claim(row.item, row.party, row.open)))
    const texts = fc.array(fc.constantFrom('A-0001', 'A-0002', 'GRAHA KRIYA CONTOH', 'MUELLER UND SOEHNE', 'BIAYA ADM', 'BUNGA', 'x'), { maxLength: 3 }).map((words) => words.join(' '))
    fc.assert(fc.property(claims, texts, fc.integer({ min: -400, max: 400 }).filter((amount) => amount !== 0), (known, text, amount) => {
      const proposals = proposeMatches(line(text, amount), facts({ claims: known }))
      expect(new Set(proposals.map((proposal) => proposal.key)).size).toBe(proposals.length)
      for (const event of proposals.flatMap((proposal) => proposal.events)) {
        const allocations = (event['allocations'] ?? []) as { invoice: string; amount: string }[]
        let total = 0
        for (const { invoice, amount: taken } of allocations) {
          const open = known.find((each) => each.item === invoice)?.open ?? 0
          expect(Math.round(Number(taken) * 100)).toBeLessThanOrEqual(open)
          total += Math.round(Number(taken) * 100)
        }
        if (event.event === 'payment.receive') expect(total).toBeLessThanOrEqual(Math.abs(amount) + Math.round(Number(event['bankCharge'] ?? 0) * 100))
      }
    }), { numRuns: 1000 })
  })
})

it('the combination found has the sum that was asked for', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }), fc.integer({ min: 1, max: 150 }), (opens, amount) => {
    const claims = opens.map((open, index) => claim(`x-${index}`, 'C1', open))
    const found = combine(claims, amount)
    if (found) expect([found.reduce((sum, one) => sum + one.open, 0), new Set(found).size]).toEqual([amount, found.length])
    else for (let a = 0; a < opens.length; a += 1) for (let b = a + 1; b < opens.length; b += 1) expect((opens[a] ?? 0) + (opens[b] ?? 0)).not.toBe(amount)
  }), { numRuns: 500 })
})

describe('references and names', () => {
  it.each([
    ['INV/2026/10/A-0031 PAID', 'INV/2026/10/A-0031', 2], ['INV 2026 10 A 0031', 'INV/2026/10/A-0031', 2], ['FOR A-0031', 'INV/2026/10/A-0031', 1], ['A-00310', 'INV/2026/10/A-0031', 0],
    ['INV/2026/11/A-0031', 'INV/2026/10/A-0031', 0], ['XA-0031', 'INV/2026/10/A-0031', 0], ['INV MF-8812', 'MF-8812', 2], ['12', '12', 0],
  ] as const)('%s names %s: %i', (text, reference, sure) => expect(namedIn(text, [reference])).toBe(sure))
  it.each([
    ['MUELLER UND SOEHNE BEISPIEL GMBH', 'Müller & Söhne Beispiel GmbH', true], ['EPICERIE L EXEMPLE SARL', "Épicerie L'Exemple SARL", true], ['VOORBEELD INTERIEUR B.V.', 'Voorbeeld Interieur B.V.', true],
    ['广州示例家居有限公司 货款', '广州示例家居有限公司', true], ['GRAHA KRIYA CONTOHAN', 'PT Graha Kriya Contoh', false], ['PT ABC', 'PT AB', false],
  ])('%s holds %s: %s', (text, name, holds) => expect(holdsName(likeName(text), spellings([name]))).toBe(holds))
})

describe('figures of banks', () => {
  it.each([
    ['1,234,567.00', '.', 123456700], ['1260,', ',', 126000], ['-15.5', '.', -1550], ['(1.000,00)', ',', -100000], ['12.345', '.', null], ['1,23.00', '.', null], ['', '.', null], ['5-', '.', -500], ['-5-', '.', null],
  ] as const)('%s with mark %s', (text, mark, amount) => expect(readAmount(text, mark, 'IDR')).toBe(amount))
  it('dates in every order, none that the calendar lacks', () => {
    expect([readDate('31/12/26', 'dmy'), readDate('12/31/2026 10.00', 'mdy'), readDate('2026-12-31 00:00', 'ymd'), readDate("'05/11", 'dmy', () => 2026), readDate('5 Agu 2026', 'dmy'), readDate('20261102120000[+7:WIB]', 'ymd')])
      .toEqual(['2026-12-31', '2026-12-31', '2026-12-31', '2026-11-05', '2026-08-05', '2026-11-02'])
    expect([readDate('31/11/2026', 'dmy'), readDate('05/11', 'dmy'), readDate('x', 'dmy')]).toEqual([null, null, null])
  })
  it('keys tell equal lines of a day apart and do not depend on the file', () => {
    const one = { row: 1, date: '2026-11-20', valueDate: '2026-11-20', amount: 5, text: 'A  b', counterparty: null, reference: null, bankId: null, balance: null, charge: null, details: [] }
    expect(new Set(lineKeys('1111', [one, { ...one, row: 2 }])).size).toBe(2)
    expect(lineKeys('1111', [{ ...one, row: 9, text: 'a B' }])).toEqual(lineKeys('1111', [one]))
  })
})
