import { describe, expect, it } from 'vitest'
import { type TestBook, aBook } from './test-view.ts'

const day = '2026-03-10'
const later = '2026-03-20'
const chart = [
  ...([['2700', 'liability'], ['2710', 'liability'], ['2720', 'liability'], ['2730', 'liability'], ['3120', 'equity'], ['3130', 'equity'], ['3320', 'equity'], ['1250', 'asset']] as const).map(([code, type]) => (
    { event: 'account.add', id: `a${code}`, date: day, code, name: code, type })),
  ...['BANK', 'BUDI', 'SARI'].map((code) => ({ event: 'party.add', id: `p${code}`, date: day, code, name: code })),
]
const book = (...events: readonly object[]): TestBook => aBook(...chart, ...events)
const ledger = (of: TestBook, id: string): string[] => of.lines.filter((line) => line.event === id).map(({ account, base }) => `${account} ${base / 100}`).sort()

const take = { event: 'loan.take', id: 'lt', date: day, party: 'BANK', account: '1111', amount: '9900000', bankCharge: '100000' }
const repay = (more: object = {}) => ({ event: 'loan.repay', id: 'lr', date: later, party: 'BANK', account: '1111', principal: '1000000', interest: '75000', bankCharge: '2500', ...more })
const give = { event: 'loan.give', id: 'ag', date: day, party: 'BUDI', account: '1101', amount: '500000' }
const collect = (more: object = {}) => ({ event: 'loan.collect', id: 'ac', date: later, party: 'BUDI', expenses: [{ account: '6104', amount: '350000' }], account: '1101', principal: '100000', ...more })
const save = (kind: string, amount: string, more: object = {}) => ({ event: 'savings.receive', id: `s-${kind}`, date: day, party: 'SARI', kind, account: '1101', amount, ...more })
const withdraw = (kind: string, amount: string, more: object = {}) => ({ event: 'savings.withdraw', id: `w-${kind}`, date: later, party: 'SARI', kind, account: '1101', amount, ...more })
const shares = { event: 'surplus.distribute', id: 'shu', date: later, year: '2025', reserve: '2500000.01', funds: '500000', members: [{ party: 'BUDI', amount: '1200000' }, { party: 'SARI', amount: '800000' }] }
const reverse = (target: string) => ({ event: 'reverse', id: `rv-${target}`, date: later, target })

describe('loans taken', () => {
  it('are owed with what the bank kept back, and go down by the principal', () => {
    const now = book(take, repay())
    expect(ledger(now, 'lt')).toEqual(['1111 9900000', '2301 -10000000', '6106 100000'])
    expect(ledger(now, 'lr')).toEqual(['1111 -1077500', '2301 1000000', '6106 2500', '7104 75000'])
    expect(now.progress('personal', '2301', 0, 'BANK').value).toBe(-900000000)
  })

  it('stand on an account that is named', () => {
    const own = [{ event: 'account.add', id: 'own', date: day, code: '2610', name: 'Owner', type: 'liability' }]
    const now = book(...own, { ...take, party: 'BUDI', liability: '2610', bankCharge: undefined })
    expect(ledger(now, 'lt')).toEqual(['1111 9900000', '2610 -9900000'])
    expect(now.apply(repay({ party: 'BUDI' }))).toEqual(['OVER_ALLOCATED'])
    expect(now.apply(repay({ party: 'BUDI', liability: '2610' }))).toBe('posted')
  })

  it.each([
    ['OVER_ALLOCATED', repay({ principal: '10000000.01' })], ['OVER_ALLOCATED', repay({ party: 'BUDI' })], ['NOT_POSITIVE', repay({ principal: '0', interest: undefined })], ['UNKNOWN_PARTY', repay({ party: 'X' })],
    ['CURRENCY_MISMATCH', repay({ account: '1112' })], ['CONTROL_ACCOUNT', repay({ liability: '2101' })], ['FIELD_INVALID', repay({ liability: '1220' })],
  ])('%s', (code, event) => {
    expect(book(take).apply(event)).toEqual([code])
  })

  it('take interest alone', () => {
    expect(ledger(book(take, repay({ principal: '0', bankCharge: undefined })), 'lr')).toEqual(['1111 -75000', '7104 75000'])
  })
})

describe('advances to staff and loans to members', () => {
  it('are accounted for by receipts, by money, with interest', () => {
    const now = book(give, collect())
    expect(ledger(now, 'ag')).toEqual(['1101 -500000', '1220 500000'])
    expect(ledger(now, 'ac')).toEqual(['1101 100000', '1220 -450000', '6104 350000'])
    expect(now.apply(collect({ id: 'ac2', expenses: undefined, principal: '50000.01' }))).toEqual(['OVER_ALLOCATED'])
    expect(now.apply(collect({ id: 'ac2', expenses: undefined, principal: '50000', account: '2210' }))).toBe('posted')
    expect(now.progress('personal', '1220', 0, 'BUDI').value).toBe(0)
  })

  it('of a member bear interest', () => {
    const income = { event: 'account.add', id: 'inc', date: day, code: '4150', name: 'Service income', type: 'income' }
    const now = book(income, { ...give, receivable: '1250' }, collect({ receivable: '1250', expenses: undefined, interest: '15000', interestAccount: '4150' }))
    expect(ledger(now, 'ac')).toEqual(['1101 115000', '1250 -100000', '4150 -15000'])
  })

  it.each([
    ['FIELD_MISSING', collect({ expenses: undefined, principal: undefined })], ['NOT_POSITIVE', collect({ expenses: undefined, principal: '0' })], ['FIELD_MISSING', collect({ account: undefined })], ['OVER_ALLOCATED', collect({ party: 'SARI' })],
    ['FIELD_INVALID', collect({ expenses: [{ account: '1101', amount: '1' }] })], ['CONTROL_ACCOUNT', collect({ expenses: [{ account: '1201', amount: '1' }] })],
  ])('%s', (code, event) => {
    expect(book(give).apply(event)).toEqual([code])
  })

  it('cannot be undone while part of them is accounted for', () => {
    const now = book(give, collect())
    expect(now.apply(reverse('ag'))).toEqual(['HAS_DEPENDENTS'])
    now.all(reverse('ac'), reverse('ag'))
    expect(now.progress('personal', '1220', 0, 'BUDI').value).toBe(0)
  })
})

describe('savings of members', () => {
  it('stand on the account of their kind, in the member\'s name', () => {
    const now = book(save('principal', '100000'), save('mandatory', '25000'), save('voluntary', '700000'), save('term', '1000000'), withdraw('voluntary', '200000'))
    expect(ledger(now, 's-principal')).toEqual(['1101 100000', '3120 -100000'])
    expect(ledger(now, 's-mandatory')).toEqual(['1101 25000', '3130 -25000'])
    expect(ledger(now, 's-term')).toEqual(['1101 1000000', '2710 -1000000'])
    expect(ledger(now, 'w-voluntary')).toEqual(['1101 -200000', '2700 200000'])
    expect(now.apply(withdraw('voluntary', '500000.01', { id: 'w2' }))).toEqual(['OVER_ALLOCATED'])
    expect(now.apply(withdraw('voluntary', '1', { id: 'w2', party: 'BUDI' }))).toEqual(['OVER_ALLOCATED'])
    expect(now.apply(reverse('s-voluntary'))).toEqual(['HAS_DEPENDENTS'])
  })

  it('need the account', () => {
    expect(aBook({ event: 'party.add', id: 'x', date: day, code: 'SARI', name: 'Sari' }).apply(save('voluntary', '1'))).toEqual(['UNKNOWN_ACCOUNT'])
  })
})

describe('the opening of a book', () => {
  const opening = (...persons: readonly object[]) => ({ event: 'opening.post', id: 'op', date: '2026-03-01', persons })

  it('takes what stands in names already', () => {
    const now = book(opening({ party: 'BUDI', account: '1220', debit: '500000' }, { party: 'BANK', account: '2301', credit: '10000000' }, { party: 'SARI', account: '2700', credit: '700000' }))
    expect(ledger(now, 'op')).toEqual(['1220 500000', '2301 -10000000', '2700 -700000', '3301 10200000'])
    now.all(collect(), repay(), withdraw('voluntary', '700000'))
    expect(now.apply(withdraw('voluntary', '1', { id: 'w2' }))).toEqual(['OVER_ALLOCATED'])
  })

  it.each([['FIELD_INVALID', { party: 'BUDI', account: '1101', debit: '1' }], ['FIELD_INVALID', { party: 'BUDI', account: '1220', debit: '1', credit: '1' }], ['CONTROL_ACCOUNT', { party: 'BUDI', account: '1201', debit: '1' }], ['UNKNOWN_PARTY', { party: 'X', account: '1220', debit: '1' }]])('%s', (code, row) => {
    expect(book().apply(opening(row))).toEqual([code])
  })
})

describe('the surplus of a year', () => {
  it('goes to reserve, funds and members once, and is paid out to them', () => {
    const now = book(shares, withdraw('surplus', '800000'))
    expect(ledger(now, 'shu')).toEqual(['2720 -1200000', '2720 -800000', '2730 -500000', '3201 5000000.01', '3320 -2500000.01'].sort())
    expect(ledger(now, 'w-surplus')).toEqual(['1101 -800000', '2720 800000'])
    expect(now.apply({ ...shares, id: 'shu2' })).toEqual(['ALREADY_POSTED'])
    expect(now.apply(reverse('shu'))).toEqual(['HAS_DEPENDENTS'])
    now.all(reverse('w-surplus'), reverse('shu'), { ...shares, id: 'shu2' })
  })

  it.each([['DUPLICATE_CODE', { members: [shares.members[0], shares.members[0]] }], ['UNKNOWN_PARTY', { members: [{ party: 'X', amount: '1' }] }], ['FIELD_INVALID', { account: '1101' }], ['LINES_EMPTY', { members: [] }]])('%s', (code, more) => {
    expect(book().apply({ ...shares, ...more })).toEqual([code])
  })
})

describe('refunds and write-offs', () => {
  const deposit = { event: 'deposit.receive', id: 'd1', date: day, customer: 'C1', account: '1112', amount: '300', rate: '16100' }
  const refund = (more: object = {}) => ({ event: 'deposit.refund', id: 'rf', date: later, customer: 'C1', deposit: 'd1', account: '1112', amount: '100', bankCharge: '5', rate: '16300', ...more })
  const advance = { event: 'payment.send', id: 'v1', date: day, supplier: 'S1', account: '1112', amount: '300', rate: '16100' }
  const back = (more: object = {}) => ({ event: 'advance.refund', id: 'ra', date: later, supplier: 'S1', advance: 'v1', account: '1112', amount: '95', bankCharge: '5', rate: '16300', ...more })
  const sale = { event: 'sales.invoice', id: 'i1', date: day, customer: 'C1', currency: 'USD', rate: '16250', lines: [{ account: '4109', amount: '1000' }] }
  const off = (more: object = {}) => ({ event: 'receivable.writeOff', id: 'wo', date: later, customer: 'C1', invoice: 'i1', account: '6109', amount: '400', ...more })

  it('give a deposit back at the rate of the day, the difference to what it stood at is realised', () => {
    expect(ledger(book(deposit, refund()), 'rf')).toEqual(['1112 -1711500', '2120 1610000', '6106 81500', '7101 20000'])
    expect(book(deposit, refund({ amount: '300' })).item('d1')?.open).toBe(0)
  })

  it('take an advance back, less what the bank kept', () => {
    expect(ledger(book(advance, back()), 'ra')).toEqual(['1112 1548500', '1210 -1610000', '6106 81500', '7101 -20000'])
  })

  it('make an expense of what will not be paid, at the value in the books', () => {
    const now = book(sale, off())
    expect(ledger(now, 'wo')).toEqual(['1201 -6500000', '6109 6500000'])
    expect(now.item('i1')?.open).toBe(60000)
    expect(now.apply(reverse('i1'))).toEqual(['HAS_DEPENDENTS'])
    now.all(reverse('wo'))
    expect(now.item('i1')).toMatchObject({ open: 100000, openBase: 1625000000 })
  })

  it.each([
    ['DEPOSIT_EXCEEDED', [deposit], refund({ amount: '300.01' })], ['CURRENCY_MISMATCH', [deposit], refund({ account: '1111' })], ['PARTY_MISMATCH', [deposit], refund({ customer: 'C2' })],
    ['WRONG_REFERENCE_TYPE', [sale], refund({ deposit: 'i1' })], ['DEPOSIT_EXCEEDED', [advance], back({ amount: '295.01' })], ['UNKNOWN_REFERENCE', [], back()],
    ['OVER_ALLOCATED', [sale], off({ amount: '1000.01' })], ['FIELD_INVALID', [sale], off({ account: '1101' })], ['ACCOUNT_NOT_CASH', [deposit], refund({ account: '6109' })],
  ])('%s', (code, before, event) => {
    expect(book(...before).apply(event)).toEqual([code])
  })
})
