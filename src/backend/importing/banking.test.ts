import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { AttentionRow, BankLineRow, BankMapping, BankProposal, InputOf } from '../../contract/index.ts'
import { content, sample, type TestBackend, testBackend } from './test-backend.ts'

let backend: TestBackend
afterEach(() => backend.close())

type Line = BankLineRow
async function lines(filter: Record<string, string> = {}): Promise<readonly Line[]> {
  return (await backend.call('list.page', { list: 'bankLines', offset: 0, limit: 1000, filter, sort: { column: 'date', descending: false } })).rows as readonly Line[]
}
async function line(text: string): Promise<Line> {
  const found = (await lines()).filter((row) => row.text.includes(text) || (row.counterparty ?? '').includes(text))
  if (found.length === 0) throw new Error(`no line ${text}`)
  return found[0] as Line
}
const proposals = async (text: string): Promise<readonly BankProposal[]> => backend.call('bank.proposals', { id: (await line(text)).id })
async function confirm(text: string): Promise<readonly { docId: string; number: string | null }[]> {
  const row = await line(text)
  const [first] = await backend.call('bank.proposals', { id: row.id })
  return (await backend.call('bank.confirm', { id: row.id, choice: { proposal: first?.key ?? '' } })).documents
}
async function apply(...events: Record<string, unknown>[]): Promise<void> {
  const { results, refused } = await backend.call('events.apply', { events })
  if (refused) throw new Error(JSON.stringify(results.at(-1)))
}
const invoice = (id: string, customer: string, amount: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  event: 'sales.invoice', id, date: '2026-10-20', customer, lines: [{ account: '4102', amount }], ...more,
})
const balance = async (account: string): Promise<string> => {
  const rows = (await backend.call('list.page', { list: 'accounts', offset: 0, limit: 200 })).rows as readonly { code: string; balance: string }[]
  return rows.find((row) => row.code === account)?.balance ?? ''
}
const isWhole = async (): Promise<void> => expect((await backend.call('book.verify', {})).problems).toEqual([])

describe('taking statements in', () => {
  it('counts, balances, and the same files again change nothing', async () => {
    backend = await testBackend()
    await apply({ event: 'account.add', id: 'a1', date: '2026-01-01', code: '1121', name: 'Bank rupiah dua', type: 'asset', currency: 'IDR', cash: true })
    const files = [['bca-mutasi.csv', '1111'], ['mandiri.csv', '1121'], ['camt053.xml', undefined], ['mt940.sta', undefined]] as const
    const take = async (): Promise<[number, number, string[]][]> => {
      const results: [number, number, string[]][] = []
      for (const [name, account] of files) {
        const result = await backend.call('bank.import', { source: sample(name), ...(account === undefined ? {} : { account }) })
        results.push([result.added, result.duplicates, result.warnings.map((warning) => warning.code)])
      }
      return results
    }
    expect(await take()).toEqual([[24, 0, ['W_BANK_PENDING']], [12, 0, []], [9, 0, ['W_BANK_PENDING']], [7, 0, []]])
    expect((await lines()).length).toBe(52)
    expect(await take()).toEqual([[0, 24, ['W_BANK_DUPLICATE', 'W_BANK_PENDING']], [0, 12, ['W_BANK_DUPLICATE']], [0, 9, ['W_BANK_DUPLICATE', 'W_BANK_PENDING']], [0, 7, ['W_BANK_DUPLICATE']]])
    expect((await lines()).length).toBe(52)
    const ends = await Promise.all(['1111', '1121', '1112', '1114'].map(async (account) => (await backend.call('bank.reconciliation', { account })).statement?.balance))
    expect(ends).toEqual(['110075129.03', '18191010.88', '23028.52', '9631.15'])
    const equal = (await lines({ account: '1111', from: '2026-11-20', to: '2026-11-20' })).map((row) => row.amount)
    expect(equal).toEqual(['500000.00', '500000.00'])
    await isWhole()
  })

  it('knows the account by its number afterwards, and refuses the file of another', async () => {
    backend = await testBackend()
    expect(await backend.codes('bank.import', { source: sample('bca-mutasi.csv'), account: '1112' })).toEqual(['CURRENCY_MISMATCH'])
    expect(await backend.codes('bank.import', { source: sample('bca-mutasi.csv'), account: '4101' })).toEqual(['ACCOUNT_NOT_CASH'])
    expect(await backend.codes('bank.import', { source: sample('bca-mutasi.csv'), account: '9' })).toEqual(['UNKNOWN_ACCOUNT'])
    expect((await backend.call('bank.import', { source: sample('bca-mutasi.csv'), dryRun: true })).added).toBe(24)
    expect(await lines()).toEqual([])
    await backend.call('bank.import', { source: sample('bca-mutasi.csv') })
    expect(await backend.codes('bank.import', { source: sample('mandiri.csv'), account: '1111' })).toEqual(['BANK_ACCOUNT'])
    expect(await backend.codes('bank.import', { source: sample('mandiri.csv') })).toEqual(['BANK_ACCOUNT_UNKNOWN'])
    expect(await backend.codes('bank.import', { source: { file: '/no/such.csv' } })).toEqual(['FILE_NOT_FOUND'])
  })

  it('takes only the new lines of an overlapping file, and tells of a gap', async () => {
    backend = await testBackend()
    const file = (rows: string): InputOf<'bank.import'> => ({ source: content(`AccountNo,Ccy,PostDate,Remarks,AdditionalDesc,Credit Amount,Debit Amount,Close Balance\n${rows}`), account: '1111' })
    await backend.call('bank.import', file('77,IDR,01/11/2026,A,,100.00,0.00,100.00\n77,IDR,02/11/2026,B,,50.00,0.00,150.00\n'))
    const second = await backend.call('bank.import', file('77,IDR,02/11/2026,B,,50.00,0.00,150.00\n77,IDR,03/11/2026,C,,0.00,20.00,130.00\n'))
    expect([second.added, second.duplicates]).toEqual([1, 1])
    const third = await backend.call('bank.import', file('77,IDR,10/11/2026,D,,1.00,0.00,201.00\n'))
    expect(third.warnings.map((warning) => [warning.code, warning.params])).toEqual([['W_BANK_GAP', { closing: '130.00', opening: '200.00', from: '2026-11-10' }]])
  })

  it('reads an unknown table as a person said, and remembers it', async () => {
    backend = await testBackend()
    const table = (day: string): string => `Tgl;Uraian;Masuk;Keluar\n${day}/11/2026;Satu;1.000,50;\n${day}/11/2026;Dua;;250\n`
    expect(await backend.codes('bank.import', { source: content(table('05')), account: '1111' })).toEqual(['BANK_FORMAT_UNKNOWN'])
    expect((await backend.call('bank.preview', { source: content(table('05')) })).rows[0]?.cells).toEqual(['Tgl', 'Uraian', 'Masuk', 'Keluar'])
    const mapping: BankMapping = { date: 'Tgl', text: ['Uraian'], credit: 'Masuk', debit: 'Keluar', dates: 'dmy', mark: ',' }
    expect((await backend.call('bank.import', { source: content(table('05')), account: '1111', mapping })).added).toBe(2)
    expect((await backend.call('bank.import', { source: content(table('06')), account: '1111' })).added).toBe(2)
    expect((await lines()).map((row) => row.amount)).toEqual(['1000.50', '-250.00', '1000.50', '-250.00'])
  })

  it('two copies of a book that took the same file in make no conflict', async () => {
    backend = await testBackend()
    const file = join(backend.folder, 'books.mendunia')
    await backend.call('book.close', {})
    const other = join(backend.folder, 'other.mendunia')
    copyFileSync(file, other)
    const ids: string[][] = []
    for (const book of [file, other]) {
      await backend.call('book.open', { file: book })
      await backend.call('bank.import', { source: sample('bca-mutasi.csv') })
      ids.push((await lines()).map((row) => row.id))
      await backend.call('book.close', {})
    }
    expect(ids[0]).toEqual(ids[1])
    await backend.call('book.open', { file })
    await backend.call('sync.now', { remote: other })
    expect((await lines()).length).toBe(24)
    const inbox = await backend.call('list.page', { list: 'attention', offset: 0, limit: 100 })
    // Its lines wait to be booked; nothing else does.
    expect((inbox.rows as AttentionRow[]).map(({ kind, params }) => [kind, params['count']])).toEqual([['bankLinesOpen', 24]])
    await isWhole()
  })
})

describe('matching', () => {
  const begin = async (): Promise<void> => {
    backend = await testBackend()
    await backend.call('import.run', { source: sample('customers.csv'), kind: 'parties', date: '2026-01-01' })
    await apply(
      { event: 'product.add', id: 'p', date: '2026-01-01', code: 'P', name: 'P' }, { event: 'party.add', id: 's1', date: '2026-01-01', code: 'S01', name: 'PPJK Uji Semarang' },
      { event: 'rate.set', id: 'r1', date: '2026-10-01', currency: 'USD', rate: '16300' }, { event: 'rate.set', id: 'r2', date: '2026-10-01', currency: 'EUR', rate: '18900' },
      invoice('INV/2026/11/A-0042', 'C002', '2650000', { tax: 'ppn12' }), invoice('INV/2026/10/A-0039', 'C004', '2650000'), invoice('INV/2026/10/A-0036', 'C005', '4000000'), invoice('INV/2026/10/A-0038', 'C005', '3215000'),
      invoice('INV/2026/10/A-0031', 'C023', '4095', { currency: 'USD' }), invoice('si-100', 'C001', '6750000'), invoice('si-44', 'C019', '1000', { currency: 'EUR' }), invoice('si-47', 'C019', '1875.25', { currency: 'EUR' }),
      { event: 'sales.order', id: '2611055550000005', date: '2026-10-25', customer: 'C013', currency: 'USD', lines: [{ product: 'P', quantity: '100', unitPrice: '23.25' }] },
      { event: 'purchase.invoice', id: '2611-88', date: '2026-11-01', supplier: 'S01', tax: 'ppn12', lines: [{ account: '6105', amount: '3000000' }] },
    )
    for (const name of ['bca-mutasi.csv', 'camt053.xml', 'mt940.sta']) await backend.call('bank.import', { source: sample(name) })
  }

  it('proposes what a bookkeeper would, each with its reason', async () => {
    await begin()
    const first = async (text: string): Promise<unknown[]> => {
      const [proposal] = await proposals(text)
      const event = proposal?.events[0]
      return [proposal?.reason, proposal?.certainty, event?.event, event?.['bankCharge'] ?? null, ((event?.['allocations'] ?? []) as { invoice: string; amount: string }[]).map((row) => `${row.invoice} ${row.amount}`)]
    }
    expect(await first('INV/2026/11/A-0042')).toEqual(['reference', 'certain', 'payment.receive', null, ['INV/2026/11/A-0042 2941500.00']])
    expect(await first('KURANG ADMIN')).toEqual(['referenceFee', 'likely', 'payment.receive', '6500.00', ['INV/2026/10/A-0039 2650000.00']])
    expect(await first('INV A-0036 A-0038')).toEqual(['reference', 'certain', 'payment.receive', null, ['INV/2026/10/A-0036 4000000.00', 'INV/2026/10/A-0038 3215000.00']])
    expect(await first('ORDER 2611025550000002')).toEqual(['referenceCharge', 'certain', 'payment.receive', '25.00', ['INV/2026/10/A-0031 4095.00']])
    expect(await first('PPJK UJI SEMARANG')).toEqual(['referenceWithheld', 'certain', 'payment.send', null, ['2611-88 3330000.00']])
    expect(await first('GRAHA KRIYA')).toEqual(['amountAndParty', 'certain', 'payment.receive', null, ['si-100 6750000.00']])
    expect(await first('FACT A-0044')).toEqual(['combination', 'likely', 'payment.receive', null, ['si-44 1000.00', 'si-47 1875.25']])
    expect(await first('JUAL VALAS')).toEqual(['transferRate', 'certain', 'transfer.post', null, []])
    expect(await first('PAJAK BUNGA')).toEqual(['interestTax', 'certain', 'expense.post', null, []])
    expect(await first('BIAYA ADM')).toEqual(['charge', 'certain', 'expense.post', null, []])
    expect(await first('TELEX AND CORRESPONDENT')).toEqual(['charge', 'certain', 'expense.post', null, []])
    expect(await first('REVERSAL TELEX')).toEqual(['charge', 'certain', 'journal.post', null, []])
    expect(await first('CREDIT INTEREST')).toEqual(['interest', 'certain', 'journal.post', null, []])
    expect(await proposals('TANPA BERITA')).toEqual([])
    const batch = (await backend.call('bank.proposals', { id: (await lines({ account: '1112', from: '2026-11-10', to: '2026-11-10' }))[0]?.id ?? '' }))[0]
    expect([batch?.reason, batch?.events.map((event) => [event.event, event['customer'], event['amount']])]).toEqual(['batch', [['deposit.receive', 'C013', '697.50'], ['payment.receive', 'C014', '200.00']]])
  })

  it('one key posts and marks; undoing reverses and opens again', async () => {
    await begin()
    const [posted] = await confirm('INV/2026/11/A-0042')
    expect(posted?.number).toMatch(/^RC\//)
    expect(await line('INV/2026/11/A-0042')).toMatchObject({ status: 'matched', documents: [{ type: 'payment.receive', partyName: 'CV Rotan & Rupa Contoh' }] })
    expect(await balance('1111')).toBe('2941500.00')
    const { id } = await line('INV/2026/11/A-0042')
    expect(await backend.codes('bank.confirm', { id, choice: { account: '6109' } })).toEqual(['BANK_LINE_MATCHED'])
    expect(await backend.codes('bank.ignore', { id, ignored: true })).toEqual(['BANK_LINE_MATCHED'])
    await backend.call('bank.undo', { id })
    expect([(await line('INV/2026/11/A-0042')).status, await balance('1111')]).toEqual(['open', '0.00'])
    expect(await backend.codes('bank.undo', { id })).toEqual(['BANK_LINE_OPEN'])
    await confirm('INV/2026/11/A-0042')
    expect([(await line('INV/2026/11/A-0042')).status, await balance('1111')]).toEqual(['matched', '2941500.00'])
    await isWhole()
  })

  it('a transfer accounts for the lines of both accounts', async () => {
    await begin()
    await confirm('JUAL VALAS')
    expect([(await line('JUAL VALAS')).status, (await line('SELL USD 5000')).status]).toEqual(['matched', 'matched'])
    expect([await balance('1111'), (await backend.call('bank.reconciliation', { account: '1112' })).book]).toEqual(['81850000.00', '-5000.00'])
    await backend.call('bank.undo', { id: (await line('SELL USD 5000')).id })
    expect([(await line('JUAL VALAS')).status, (await line('SELL USD 5000')).status]).toEqual(['open', 'open'])
    await isWhole()
  })

  it('a payment that was entered before is only linked, and undoing leaves it', async () => {
    await begin()
    await apply({ event: 'payment.receive', id: 'rc-1', date: '2026-11-03', customer: 'C001', account: '1111', amount: '6750000', allocations: [{ invoice: 'si-100', amount: '6750000' }] })
    const [proposal] = await proposals('GRAHA KRIYA')
    expect([proposal?.reason, proposal?.certainty, proposal?.events]).toEqual(['alreadyBooked', 'certain', []])
    expect(await confirm('GRAHA KRIYA')).toEqual([])
    expect([(await line('GRAHA KRIYA')).status, await balance('1111')]).toEqual(['matched', '6750000.00'])
    await backend.call('bank.undo', { id: (await line('GRAHA KRIYA')).id })
    expect([(await line('GRAHA KRIYA')).status, await balance('1111')]).toEqual(['open', '6750000.00'])
    await confirm('GRAHA KRIYA')
    await apply({ event: 'reverse', id: 'rv-1', date: '2026-11-04', target: 'rc-1' })
    expect((await line('GRAHA KRIYA')).status).toBe('open')
  })

  it('what a person says is posted, and is a rule the next time', async () => {
    await begin()
    const wages = await line('UPAH PENGRAJIN MINGGU 1')
    await backend.call('bank.confirm', { id: wages.id, choice: { account: '6101', remember: 'UPAH PENGRAJIN' } })
    const [proposal] = await proposals('UPAH PENGRAJIN MINGGU 2')
    expect([proposal?.reason, proposal?.params['account'], proposal?.events[0]?.event]).toEqual(['learned', '6101', 'expense.post'])
    await confirm('UPAH PENGRAJIN MINGGU 2')
    expect(await balance('6101')).toBe('17700000.00')
    const cash = await line('TANPA BERITA')
    await backend.call('bank.confirm', { id: cash.id, choice: { party: 'C006' } })
    expect((await line('TANPA BERITA')).documents[0]?.partyName).toBe('UD Sumber Coba')
    const { rules } = await backend.call('bank.setup', {})
    expect(rules.map((rule) => [rule.contains, rule.direction])).toEqual([['UPAH PENGRAJIN', 'out']])
    // Taught otherwise: the next line goes there.
    const { id } = await backend.call('bank.rule.save', { id: rules[0]?.id ?? '', contains: 'UPAH PENGRAJIN', direction: 'out', account: '6109' })
    const [other] = await proposals('UPAH PENGRAJIN MINGGU 3')
    expect([other?.reason, other?.params['account']]).toEqual(['learned', '6109'])
    await backend.call('bank.rule.remove', { id })
    expect(await proposals('UPAH PENGRAJIN MINGGU 3')).toEqual([])
    await isWhole()
  })

  it('refuses what the books refuse, and changes nothing', async () => {
    await begin()
    const { id } = await line('UPAH PENGRAJIN MINGGU 1')
    expect(await backend.codes('bank.confirm', { id, choice: { account: 'none' } })).toEqual(['UNKNOWN_ACCOUNT'])
    expect(await backend.codes('bank.confirm', { id, choice: { account: '1201' } })).toEqual(['CONTROL_ACCOUNT'])
    expect(await backend.codes('bank.confirm', { id, choice: { party: 'nobody' } })).toEqual(['UNKNOWN_PARTY'])
    expect(await backend.codes('bank.confirm', { id, choice: { proposal: 'old' } })).toEqual(['BANK_PROPOSAL_GONE'])
    expect(await backend.codes('bank.proposals', { id: 'bankLine:none' })).toEqual(['DOCUMENT_NOT_FOUND'])
    await apply({ event: 'period.close', id: 'close', date: '2026-11-30', period: '2026-11' })
    expect(await backend.codes('bank.confirm', { id, choice: { account: '6101', remember: 'UPAH' } })).toEqual(['PERIOD_CLOSED'])
    expect([(await line('UPAH PENGRAJIN MINGGU 1')).status, (await backend.call('bank.setup', {})).rules]).toEqual(['open', []])
  })

  it('reconciles to the sen', async () => {
    await begin()
    await apply({ event: 'opening.post', id: 'ob', date: '2026-10-31', accounts: [{ account: '1111', debit: '48215730.45' }] }, { event: 'expense.post', id: 'ex', date: '2026-11-28', account: '1111', lines: [{ account: '6109', amount: '100000' }] })
    await confirm('INV/2026/11/A-0042')
    const { id } = await line('SETORAN TUNAI')
    await backend.call('bank.ignore', { id, ignored: true })
    const result = await backend.call('bank.reconciliation', { account: '1111' })
    expect([result.statement, result.book, result.openLines.count, result.unmatched.map((row) => row.amount), result.difference]).toEqual([{ date: '2026-11-30', balance: '110075129.03' }, '51057230.45', 23, ['-100000.00'], '0.00'])
  })
})
