import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import units from '../../../../resources/tax/units.json' with { type: 'json' }
import { type CoretaxBuyer, type CoretaxInvoice, type CoretaxSale, type CoretaxSaleLine, type CoretaxSurroundings, type XmlElement, checkCoretax, coretaxFile, coretaxTree, unfit } from './index.ts'

const codes = new Map(Object.entries(units.units).flatMap(([code, names]) => [code.toLowerCase(), ...names].map((name) => [name, code] as const)))
const around: CoretaxSurroundings = {
  today: '2026-11-24', seller: { npwp: '0991234567890000', nitku: '' }, filed: new Set(['2026-09']), unitCode: (unit) => codes.get(unit.toLowerCase()) ?? null,
  countryCode: (code) => ({ ID: 'IDN', SG: 'SGP' })[code] ?? null, rates: (date) => (date >= '2025-01-01' ? { rate: { numerator: 12n, denominator: 1n }, base: { numerator: 11n, denominator: 12n } } : null),
}
const buyer: CoretaxBuyer = {
  code: 'ROTAN', name: 'CV Rotan & Rupa Contoh', country: 'ID', address: 'Jl. Contoh No. 8, Cirebon 45111', email: 'pajak@rotanrupa.example.com', taxId: '0987654321098000', document: '', nitku: '', collector: '',
}
const cloth: CoretaxSaleLine = { product: 'KAIN', name: 'Kain batik cap 2 m', kind: 'goods', goodsCode: '', unit: 'lembar', price: '120000', quantity: '20', net: 2_400_000_00 }
const sale = (more: Partial<CoretaxSale> = {}): CoretaxSale => ({
  id: 'salesInvoice:1', kind: 'invoice', number: 'INV/2026/11/A-0042', date: '2026-11-05', currency: 'IDR', tax: 'ppn12', trxCode: null, addInfo: '', customDoc: '', customDocMonthYear: '', facilityStamp: '', afterDeposit: false,
  buyer, lines: [cloth, { product: 'SELENDANG', name: 'Selendang "parang" 50 x 180 cm', kind: 'goods', goodsCode: '', unit: 'pcs', price: '87500', quantity: '3', net: 250_000_00 }], ...more,
})
const by = (more: Partial<CoretaxBuyer>): CoretaxSale => sale({ buyer: { ...buyer, ...more } })
const of = (more: Partial<CoretaxSaleLine>): CoretaxSale => sale({ lines: [{ ...cloth, ...more }] })

/** The tree of a file as another program reads it. */
function parsed(xml: string): XmlElement {
  const nodes = new XMLParser({ preserveOrder: true, parseTagValue: false, trimValues: false, ignoreAttributes: true }).parse(xml) as Record<string, unknown>[]
  const read = (list: readonly Record<string, unknown>[]): XmlElement[] =>
    list.flatMap((node) => Object.entries(node).filter(([name]) => name !== '#text' && name !== ':@' && name !== '?xml').map(([name, value]) => {
      const inner = value as Record<string, unknown>[]
      const elements = read(inner)
      return { name, children: elements.length > 0 ? elements : inner.map((part) => String(part['#text'] ?? '')).join('') }
    }))
  return read(nodes)[0] as XmlElement
}

const found = (...sales: CoretaxSale[]): string[] => checkCoretax(sales, around).flatMap(({ findings }) => findings.map(({ severity, refusal, target }) => `${severity === 'warning' ? 'warning ' : ''}${refusal.code} ${refusal.field ?? ''} ${target.kind}`))

describe('the file', () => {
  it('is the worked example to the byte', () => {
    const rows = checkCoretax([sale()], around)
    expect(rows[0]).toMatchObject({ findings: [], taxBase: '2650000.00', otherTaxBase: '2429166.67', vat: '291500.00' })
    const expected = readFileSync(join(import.meta.dirname, '../../../../test/fixtures/coretax-worked-example.xml'), 'utf8')
    expect(coretaxFile(around.seller.npwp, rows.flatMap(({ invoice }) => (invoice ? [invoice] : [])))).toBe(expected)
  })

  it('is read back by another program as it was meant, and fits the tree', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    fc.assert(fc.property(
      text, text, fc.array(fc.record({ price: fc.integer({ min: 1, max: 10 ** 8 }), decimals: fc.integer({ min: 0, max: 6 }), quantity: fc.integer({ min: 1, max: 10 ** 5 }), fine: fc.integer({ min: 0, max: 6 }), percent: fc.integer({ min: 0, max: 100 }) }), { minLength: 1, maxLength: 5 }),
      (name, address, lines) => {
        const decimal = (digits: number, scale: number): string => (scale === 0 ? String(digits) : `${String(digits).padStart(scale + 1, '0').slice(0, -scale)}.${String(digits).padStart(scale + 1, '0').slice(-scale)}`)
        const rows = checkCoretax([sale({
          buyer: { ...buyer, name, address },
          lines: lines.map(({ price, decimals, quantity, fine, percent }) => {
            const gross = (BigInt(price) * BigInt(quantity) * 100n) / 10n ** BigInt(decimals + fine)
            return { ...cloth, name, price: decimal(price, decimals), quantity: decimal(quantity, fine), net: Number((gross * BigInt(100 - percent)) / 100n) }
          }),
        })], around)
        const invoice = rows[0]?.invoice
        if (!invoice) return
        const tree = parsed(coretaxFile(around.seller.npwp, [invoice]))
        expect(unfit(tree)).toEqual([])
        for (const line of invoice.lines) {
          // What Coretax recomputes, in hundredths of a rupiah.
          const hundredths = (value: string): bigint => BigInt(Math.round(Number(value) * 100))
          const gross = Math.round((Number(hundredths(line.price)) * Number(hundredths(line.quantity))) / 100)
          expect(Math.abs(gross - Number(hundredths(line.discount)) - Number(hundredths(line.taxBase)))).toBeLessThanOrEqual(1)
        }
      },
    ), { numRuns: 300 })
  })

  it('escapes what XML reads otherwise and writes what it must not hold as a space', () => {
    const [row] = checkCoretax([by({ name: 'A & B <x> "q"\u0007', address: 'Jl. 1\nCirebon' })], around)
    const xml = coretaxFile(around.seller.npwp, [row?.invoice as CoretaxInvoice])
    expect(xml).toContain('<BuyerName>A &amp; B &lt;x&gt; "q"</BuyerName>')
    expect(xml).toContain('<BuyerAdress>Jl. 1, Cirebon</BuyerAdress>')
    expect(xml.charCodeAt(0)).toBe('<'.charCodeAt(0))
  })
})

describe('the element tree', () => {
  const whole = parsed(readFileSync(join(import.meta.dirname, '../../../../test/fixtures/coretax-worked-example.xml'), 'utf8'))
  const change = (node: XmlElement, name: string, act: (children: readonly XmlElement[], at: number) => readonly XmlElement[]): XmlElement => {
    if (typeof node.children === 'string') return node
    const at = node.children.findIndex((child) => child.name === name)
    return { ...node, children: at >= 0 ? act(node.children, at) : node.children.map((child) => change(child, name, act)) }
  }
  it('fits the worked example', () => expect(unfit(whole)).toEqual([]))
  it('names what is missing', () => expect(unfit(change(whole, 'AddInfo', (children, at) => children.toSpliced(at, 1)))).toEqual(['TaxInvoiceBulk/ListOfTaxInvoice/TaxInvoice[1]/AddInfo: missing']))
  it('names another order', () => expect(unfit(change(whole, 'TrxCode', (children, at) => children.toSpliced(at, 1).toSpliced(at - 1, 0, children[at] as XmlElement)))).not.toEqual([]))
  it('names what is too much', () => expect(unfit(change(whole, 'TIN', (children, at) => [...children, children[at] as XmlElement]))).toEqual(['TaxInvoiceBulk/TIN: not here']))
  it('names a wrong text', () => expect(unfit(change(whole, 'Unit', (children, at) => children.with(at, { name: 'Unit', children: 'pcs' })))).toEqual([
    'TaxInvoiceBulk/ListOfTaxInvoice/TaxInvoice[1]/ListOfGoodService/GoodService[1]/Unit: "pcs"', 'TaxInvoiceBulk/ListOfTaxInvoice/TaxInvoice[1]/ListOfGoodService/GoodService[2]/Unit: "pcs"',
  ]))
  it('asks for one invoice at least', () => expect(unfit({ name: 'TaxInvoiceBulk', children: [{ name: 'TIN', children: '0991234567890000' }, { name: 'ListOfTaxInvoice', children: [] }] })).toEqual(['TaxInvoiceBulk/ListOfTaxInvoice/TaxInvoice: missing']))
  it('has the elements of the notes in their order', () => expect(coretaxTree.children?.[1]?.children?.[0]?.children?.map(({ name }) => name).join(' ')).toBe(
    'TaxInvoiceDate TaxInvoiceOpt TrxCode AddInfo CustomDoc CustomDocMonthYear RefDesc FacilityStamp SellerIDTKU BuyerTin BuyerDocument BuyerCountry BuyerDocumentNumber BuyerName BuyerAdress BuyerEmail BuyerIDTKU ListOfGoodService',
  ))
})

describe('the pre-flight', () => {
  const cases: readonly [string[], ...CoretaxSale[]][] = [
    [['NPWP_LENGTH BuyerTin party'], by({ taxId: '098765432109800' })],
    [['NPWP_DIGITS BuyerTin party'], by({ taxId: '12345' })],
    [['NITKU_PREFIX BuyerIDTKU party'], by({ nitku: '0111111111111111000001' })],
    [['NITKU_LENGTH BuyerIDTKU party'], by({ nitku: '000001' })],
    [['CORETAX_BUYER_ID BuyerTin party'], by({ taxId: '' })],
    [['CORETAX_BUYER_ID BuyerDocumentNumber party'], by({ taxId: '', document: 'Passport' })],
    [['CORETAX_ADDRESS BuyerAdress party'], by({ address: ' \n ' })],
    [['FIELD_MISSING BuyerName party'], by({ name: ' ' })],
    [['CORETAX_COUNTRY BuyerCountry party'], by({ country: 'XX', document: 'TIN' })],
    [['CORETAX_UNIT GoodService.1.Unit product'], of({ unit: 'gulung' })],
    [['CORETAX_GOODS_CODE GoodService.1.Code product'], of({ goodsCode: '94' })],
    [['CORETAX_SUM GoodService.1.TaxBase document'], of({ net: 2_400_000_01 })],
    [['CORETAX_CODE TrxCode document'], sale({ trxCode: '01' })],
    [['CORETAX_ADDINFO AddInfo document', 'CORETAX_ADDINFO FacilityStamp document'], sale({ trxCode: '07' })],
    [['CORETAX_DATE_FUTURE TaxInvoiceDate document'], sale({ date: '2026-11-25' })],
    [['CORETAX_FILED TaxInvoiceDate document'], sale({ date: '2026-09-30' })],
    [['CORETAX_NUMBER_TWICE RefDesc document', 'CORETAX_NUMBER_TWICE RefDesc document'], sale(), sale({ id: 'salesInvoice:2' })],
    [['FAKTUR_EXPORT TrxCode document'], sale({ tax: 'export0', currency: 'USD', lines: [] })],
    [['CORETAX_DEPOSIT TaxInvoice document'], sale({ kind: 'deposit' })],
    [['CORETAX_DEPOSIT TaxInvoice document'], sale({ afterDeposit: true })],
    [['TAX_CURRENCY Price document'], sale({ currency: 'USD' })],
    [['CORETAX_CODE VATRate document'], sale({ date: '2024-12-31' })],
    [['warning W_NIK_DATE BuyerTin party'], by({ taxId: '3201999999990001' })],
    [['warning W_NIK_DATE BuyerDocumentNumber party'], by({ taxId: '3201997799990001', document: 'National ID' })],
    [['warning W_CORETAX_QUANTITY GoodService.1.Qty document'], of({ quantity: '20.0004' })],
  ]
  it.each(cases)('finds %j', (expected, ...sales) => {
    expect(found(...sales)).toEqual(expected)
    for (const { invoice, findings } of checkCoretax(sales, around)) expect(invoice === null).toBe(findings.some(({ severity }) => severity === 'error'))
  })

  it('finds what the seller lacks', () => {
    const codesOf = (seller: CoretaxSurroundings['seller']): string[] => checkCoretax([sale()], { ...around, seller }).flatMap(({ findings }) => findings.map(({ refusal }) => refusal.code))
    expect(codesOf({ npwp: '', nitku: '' })).toEqual(['CORETAX_SELLER'])
    expect(codesOf({ npwp: '991234567890000', nitku: '' })).toEqual(['NPWP_LENGTH'])
    expect(codesOf({ npwp: '0991234567890000', nitku: '0111111111111111000001' })).toEqual(['NITKU_PREFIX'])
    expect(checkCoretax([sale()], { ...around, seller: { npwp: '09.912.345.6-789.0000', nitku: '0991234567890000000002' } })[0]?.invoice?.sellerIdTku).toBe('0991234567890000000002')
  })

  it('takes the code that the buyer asks for', () => {
    const code = (more: CoretaxSale): string | undefined => checkCoretax([more], around)[0]?.invoice?.trxCode
    expect([code(sale()), code(by({ collector: 'government' })), code(by({ collector: 'other' }))]).toEqual(['04', '02', '03'])
    expect(checkCoretax([sale({ trxCode: '07', addInfo: 'TD.00501', facilityStamp: 'TD.01101', customDoc: 'KEP-1', customDocMonthYear: '052019' })], around)[0]?.invoice).toMatchObject({ trxCode: '07', addInfo: 'TD.00501', customDocMonthYear: '052019' })
    expect(checkCoretax([sale({ addInfo: 'TD.00501', facilityStamp: 'x' })], around)[0]?.invoice).toMatchObject({ addInfo: '', facilityStamp: '' })
  })

  it('names buyers without an NPWP by what they have', () => {
    const invoice = (more: Partial<CoretaxBuyer>) => checkCoretax([by(more)], around)[0]?.invoice
    expect(invoice({ taxId: '3201 4155 0180 0001', document: 'National ID' })).toMatchObject({ buyerTin: '0000000000000000', buyerDocument: 'National ID', buyerDocumentNumber: '3201415501800001', buyerIdTku: '000000' })
    expect(invoice({ taxId: 'E1234567', country: 'SG' })).toMatchObject({ buyerTin: '0000000000000000', buyerDocument: 'Other ID', buyerCountry: 'SGP', buyerDocumentNumber: 'E1234567' })
    expect(invoice({ nitku: '0987654321098000000003' })).toMatchObject({ buyerIdTku: '0987654321098000000003', buyerDocumentNumber: '-' })
  })

  it('keeps to two decimals: a finer price is rounded up and the discount takes the difference', () => {
    expect(checkCoretax([of({ price: '1000.333333', quantity: '3', net: 3_001_00 })], around)[0]?.invoice?.lines[0]).toMatchObject({ price: '1000.34', quantity: '3', discount: '0.02', taxBase: '3001.00' })
    expect(checkCoretax([of({ price: '80000', quantity: '12.345', net: 987_600_00 })], around)[0]?.invoice?.lines[0]).toMatchObject({ quantity: '12.35', taxBase: '987600.00' })
    expect(checkCoretax([of({ price: '5', quantity: '0.001', net: 1 })], around)[0]?.invoice?.lines[0]?.quantity).toBe('0.01')
  })
})
