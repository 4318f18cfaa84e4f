import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BankStatement, lineKeys } from '../../core/banking/index.ts'
import { sum } from '../../core/money/index.ts'
import { readBankFile } from './read-bank-file.ts'

const sample = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../../test/fixtures/samples', name))
const textOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

function statements(bytes: Uint8Array): readonly BankStatement[] {
  const read = readBankFile(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.value
}

function refusalsOf(bytes: Uint8Array): unknown[] {
  const read = readBankFile(bytes)
  return read.ok ? [] : read.refusals.map((refusal) => [refusal.code, refusal.params])
}

const total = (statement: BankStatement | undefined): number => sum(...(statement?.lines ?? []).map((line) => line.amount))

describe('BCA', () => {
  it('reads the month to the sen, skips what is pending and keeps two equal receipts', () => {
    const [statement, ...more] = statements(sample('bca-mutasi.csv'))
    expect(more).toEqual([])
    expect([statement?.format, statement?.account, statement?.currency, statement?.from, statement?.to, statement?.lines.length, statement?.pending]).toEqual(['bca', '0991234567', 'IDR', '2026-11-01', '2026-11-30', 24, 1])
    expect([statement?.opening, statement?.closing, total(statement)]).toEqual([4821573045, 11007512903, 11007512903 - 4821573045])
    expect(statement?.lines[7]?.text).toBe('KR OTOMATIS LLG-BANK UJI ROTAN RUPA CONTOH INV/2026/11/A-0042')
    expect(statement?.lines.filter((line) => line.date === '2026-11-20').map((line) => line.amount)).toEqual([50000000, 50000000])
    expect(new Set(lineKeys('1111', statement?.lines ?? [])).size).toBe(24)
    expect(statement?.lines.at(-3)?.amount).toBe(1842219)
  })
  const broken = (from: string, to: string): Uint8Array => textOf(sample('bca-mutasi.csv').toString('latin1').replace(from, to))
  it.each([
    ['an amount', broken('3,200,000.00 CR', '3,200,001.00 CR'), 'BANK_TOTALS'], ['a balance', broken('44,931,230.45', '44,931,230.46'), 'BANK_BALANCE'], ['a sum', broken('63,316,101.11', '63,316,101.12'), 'BANK_TOTALS'],
    ['a count', broken('"11"', '"12"'), 'BANK_TOTALS'], ['a day', broken('"05/11"', '"31/11"'), 'BANK_ROW'], ['a sign', broken('3,200,000.00 CR', '3,200,000.00'), 'BANK_ROW'],
  ])('refuses %s that does not fit', (_what, bytes, code) => expect(refusalsOf(bytes)).toEqual([[code, expect.anything()]]))
  it('gives dates of a period over New Year their years', () => {
    const text = '"No. rekening : 12345678"\r\n"Periode : 15/12/2026 - 14/01/2027"\r\n"Tanggal Transaksi","Keterangan","Cabang","Jumlah","Saldo"\r\n"31/12","A","0000","1.00 CR","1.00"\r\n"02/01","B","0000","1.00 CR","2.00"\r\n'
    expect(statements(textOf(text))[0]?.lines.map((line) => line.date)).toEqual(['2026-12-31', '2027-01-02'])
  })
})

describe('Mandiri', () => {
  it('turns newest first into oldest first and proves the total', () => {
    const [statement] = statements(sample('mandiri.csv'))
    expect([statement?.format, statement?.account, statement?.lines.length, statement?.opening, statement?.closing]).toEqual(['mandiri', '1370099887766', 12, 1275030000, 1819101088])
    expect(statement?.lines.slice(-3).map((line) => line.amount)).toEqual([-1250000, 281735, -56347])
    expect(statement?.lines[4]?.text).toBe('SA Cash Dep NoBook SETORAN "PAMERAN, HARI KE-2"')
    expect([statement?.lines[0]?.date, statement?.lines.at(-1)?.date]).toEqual(['2026-11-02', '2026-11-30'])
  })
  const changed = (from: string, to: string): Uint8Array => Buffer.from(sample('mandiri.csv').toString('utf8').replaceAll(from, to), 'utf8')
  it('refuses a total that is not the sum, and an account number that a spreadsheet spoilt', () => {
    expect(refusalsOf(changed('23780655.35', '23780655.36'))).toEqual([['BANK_TOTALS', { what: 'credit', expected: '23780655.36', actual: '23780655.35' }]])
    expect(refusalsOf(changed('1370099887766', '1.37001E+12'))).toEqual([['ID_FLOAT', { row: 2 }]])
  })
  it('reads semicolons and CR alone', () => {
    expect(statements(textOf('AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount;Close Balance\r12;IDR;01/11/2026 10.00.00;A;;1,000.00;0.00;1,000.00\r'))[0]?.lines[0]?.amount).toBe(100000)
  })
})

describe('camt.053', () => {
  it('reads entries, batch, charges, reversal and names of three scripts', () => {
    const [statement] = statements(sample('camt053.xml'))
    expect([statement?.account, statement?.currency, statement?.lines.length, statement?.pending, statement?.opening, statement?.closing]).toEqual(['9900880077', 'USD', 9, 1, 1845075, 2302852])
    expect(total(statement)).toBe(2302852 - 1845075)
    const [first, second, third, , batch] = statement?.lines ?? []
    expect([first?.charge, first?.counterparty, second?.charge, third?.reference]).toEqual([2500, 'SAMPLE & DAUGHTERS HOME LLC', 1500, null])
    expect(second?.counterparty).toContain('サンプル')
    expect(third?.counterparty).toContain('家居')
    expect(batch?.details.map((detail) => detail.amount)).toEqual([69750, 20000])
    expect(statement?.lines[7]).toMatchObject({ amount: 3500, text: 'REVERSAL TELEX CHARGES 13 NOV', bankId: 'UJI26000008' })
  })
  const changed = (from: string, to: string): Uint8Array => Buffer.from(sample('camt053.xml').toString('utf8').replaceAll(from, to), 'utf8')
  it('reads other versions and a prefix', () => {
    expect(statements(changed('camt.053.001.02', 'camt.053.001.08'))[0]?.lines).toHaveLength(9)
    expect(statements(Buffer.from(sample('camt053.xml').toString('utf8').replace(/<(\/?)(?=[A-Z])/g, '<$1n:').replace('xmlns=', 'xmlns:n='), 'utf8'))[0]?.lines).toHaveLength(9)
  })
  it.each([
    ['a part of the batch', changed('<TxAmt><Amt Ccy="USD">200.00', '<TxAmt><Amt Ccy="USD">201.00'), 'BANK_TOTALS'], ['a balance', changed('23028.52', '23028.53'), 'BANK_BALANCE'], ['an amount', changed('4.27', '4,27'), 'BANK_ROW'],
    ['a document type of its own', changed('<Document ', '<!DOCTYPE d [<!ENTITY a "b">]><Document '), 'BANK_FORMAT_UNKNOWN'], ['an end', sample('camt053.xml').subarray(0, 5000), 'BANK_FORMAT_UNKNOWN'],
  ])('refuses %s that does not fit', (_what, bytes, code) => expect(refusalsOf(bytes)).toEqual([[code, expect.anything()]]))
})

describe('MT940', () => {
  it('reads two statements, a credit taken back, and an entry date in the next year', () => {
    const [first, second] = statements(sample('mt940.sta'))
    expect([first?.account, first?.currency, first?.opening, first?.closing, first?.lines.length]).toEqual(['9900880088', 'EUR', 231040, 549540, 5])
    expect([second?.opening, second?.closing, second?.lines.length]).toEqual([549540, 963115, 2])
    expect(first?.lines[0]).toMatchObject({ amount: 418000, counterparty: 'MUELLER UND SOEHNE BEISPIEL GMBH', text: 'INV/2026/10/A-0035 RESTZAHLUNG 70 PROZENT ABZUEGLICH MUSTERKOSTEN', reference: 'INV-A-0035', bankId: 'UJI0001' })
    expect(first?.lines.at(-1)?.amount).toBe(-126050)
    expect(second?.lines.at(-1)).toMatchObject({ valueDate: '2026-12-31', date: '2027-01-02', amount: 287525 })
  })
  it('joins pages and reads the German subfields', () => {
    const text = ':20:A\n:25:1\n:28C:1/1\n:60F:C261101EUR0,\n:61:2611021102C5,NTRFNONREF\n:86:166?00GUTSCHRIFT?20SVWZ+RE?21CHNUNG 7?32KUNDE?33GMBH\n:62M:C261102EUR5,\n-\n:20:A\n:25:1\n:28C:1/2\n:60M:C261102EUR5,\n:61:2611031103RD1,5NTRFNONREF\n:86:X\n:62F:C261103EUR6,50\n-\n'
    const [statement, ...more] = statements(textOf(text))
    expect(more).toEqual([])
    expect(statement?.lines.map((line) => [line.amount, line.text, line.counterparty])).toEqual([[500, 'SVWZ+RECHNUNG 7', 'KUNDE GMBH'], [150, 'X', null]])
  })
  it('refuses a line that it cannot read and a statement without an end', () => {
    expect(refusalsOf(textOf(sample('mt940.sta').toString('latin1').replace('C4180,00', 'X4180,00')))[0]).toEqual(['BANK_ROW', { row: 5, text: ':61:2611031103X4180,00NTRFINV-A-0035//UJI0001' }])
    expect(refusalsOf(sample('mt940.sta').subarray(0, 300))).toEqual([['FILE_INVALID', {}]])
  })
})

describe('OFX', () => {
  const ofx = 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nCHARSET:1252\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>99-1</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261130'
    + '<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261102120000[+7:WIB]<TRNAMT>12.50<FITID>7<NAME>A &amp; B<MEMO>INV 9</STMTTRN><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261103<TRNAMT>-1,25<FITID>7<NAME>FEE</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>'
  it('reads tags that are not closed, either decimal mark, and a number that the bank gave twice', () => {
    const [statement] = statements(textOf(ofx))
    expect([statement?.account, statement?.currency, statement?.closing, statement?.lines.map((line) => [line.date, line.amount, line.text, line.counterparty])]).toEqual(['991', 'USD', 10000, [['2026-11-02', 1250, 'INV 9', 'A & B'], ['2026-11-03', -125, 'FEE', 'FEE']]])
    expect(new Set(lineKeys('1112', statement?.lines ?? [])).size).toBe(2)
  })
  it('reads the closed tags of version 2', () => {
    const closed = ofx.replace(/<(CURDEF|ACCTID|DTSTART|DTEND|TRNTYPE|DTPOSTED|TRNAMT|FITID|NAME|MEMO|BALAMT|DTASOF)>([^<]*)/g, '<$1>$2</$1>')
    expect(statements(textOf(closed))[0]?.lines).toEqual(statements(textOf(ofx))[0]?.lines)
  })
})

it('shows the heading of a table that it does not know', () => {
  expect(refusalsOf(textOf('Foo,Bar,Baz\n1,2,3\n'))).toEqual([['BANK_FORMAT_UNKNOWN', { header: 'Foo, Bar, Baz' }]])
})

describe('whatever the bytes are', () => {
  const names = ['bca-mutasi.csv', 'mandiri.csv', 'camt053.xml', 'mt940.sta']
  it('a damaged sample is read or refused, never thrown over', () => {
    fc.assert(fc.property(fc.constantFrom(...names), fc.array(fc.record({ at: fc.nat(9000), byte: fc.nat(255), cut: fc.nat(40) }), { minLength: 1, maxLength: 5 }), (name, changes) => {
      const bytes = Buffer.from(sample(name))
      let damaged: Uint8Array = bytes
      for (const { at, byte, cut } of changes) {
        damaged[at % damaged.length] = byte
        if (cut > 30) damaged = damaged.slice(0, damaged.length - (cut % damaged.length))
      }
      const read = readBankFile(damaged)
      if (read.ok) for (const statement of read.value) for (const line of statement.lines) expect(Number.isSafeInteger(line.amount)).toBe(true)
      else expect(read.refusals.length).toBeGreaterThan(0)
    }), { numRuns: 600 })
  })
  it('nor is noise', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 300 }).map((text) => new Uint8Array(Buffer.from(text))), fc.string({ maxLength: 80 }).map((text) => new Uint8Array(Buffer.from(`<OFX>${text}`)))), (bytes) => {
      readBankFile(bytes)
    }), { numRuns: 600 })
  })
})
