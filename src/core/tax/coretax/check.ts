import { lastDayOf } from '../../calendar/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import { type Decimal, type Minor, decimalText, divideHalfUp, minorText, parseDecimal, rescale } from '../../money/index.ts'
import { checkNitku, checkNpwp, doubtNik, isCompanyNpwp, taxDigits } from '../identity.ts'
import { invoiceLineTax } from '../ppn.ts'
import type { Fraction } from '../rules.ts'
import type { CoretaxBuyer, CoretaxDocument, CoretaxFinding, CoretaxInvoice, CoretaxInvoiceLine, CoretaxRow, CoretaxSale, CoretaxSaleLine, CoretaxSurroundings, CoretaxTarget } from './sale.ts'

/** Codes that a sale booked with 11/12 of the price as base can have; 01, 05, 06, 09 and 10 are taxed otherwise. */
const codes: readonly string[] = ['02', '03', '04', '07', '08']
const facilityCodes: readonly string[] = ['07', '08']
const noTin = '0000000000000000'
const placesMax = 2

/**
 * Looks at each sale as Coretax would and makes the tax invoices of those that can go in.
 * Findings: CORETAX_SELLER, FAKTUR_EXPORT, CORETAX_DEPOSIT, CORETAX_CODE, CORETAX_ADDINFO, CORETAX_DATE_FUTURE, CORETAX_FILED, CORETAX_NUMBER_TWICE, CORETAX_BUYER_ID,
 * NPWP_LENGTH, NPWP_DIGITS, NITKU_LENGTH, NITKU_PREFIX, CORETAX_ADDRESS, CORETAX_COUNTRY, CORETAX_UNIT, CORETAX_GOODS_CODE, CORETAX_SUM, TAX_CURRENCY; as warnings W_NIK_DATE, W_CORETAX_QUANTITY, W_CORETAX_NPWP_NIK.
 * @source domain notes, bookkeeping and tax, 6.2 and 6.6; PER-11/PJ/2025; Coretax import template
 */
export function checkCoretax(sales: readonly CoretaxSale[], around: CoretaxSurroundings): CoretaxRow[] {
  const numbers = new Map<string, number>()
  for (const { number } of sales) numbers.set(number, (numbers.get(number) ?? 0) + 1)
  return sales.map((sale) => new SaleCheck(sale, around, (numbers.get(sale.number) ?? 0) > 1).row())
}

class SaleCheck {
  readonly #sale: CoretaxSale
  readonly #around: CoretaxSurroundings
  readonly #isTwice: boolean
  readonly #findings: CoretaxFinding[] = []

  constructor(sale: CoretaxSale, around: CoretaxSurroundings, isTwice: boolean) {
    this.#sale = sale
    this.#around = around
    this.#isTwice = isTwice
  }

  row(): CoretaxRow {
    const sale = this.#sale
    // An export is no tax invoice at all: nothing else about it matters here.
    if (sale.tax === 'export0') this.#add(refuse('FAKTUR_EXPORT', { number: sale.number }, 'TrxCode'), this.#document)
    else if (sale.kind === 'deposit' || sale.afterDeposit) this.#add(refuse('CORETAX_DEPOSIT', { number: sale.number }, 'TaxInvoice'), this.#document)
    else {
      const invoice = this.#invoice()
      const isWhole = invoice !== null && !this.#findings.some(({ severity }) => severity === 'error')
      return { sale, findings: this.#findings, invoice: isWhole ? invoice : null, ...sums(invoice?.lines ?? []) }
    }
    return { sale, findings: this.#findings, invoice: null, ...sums([]) }
  }

  get #document(): CoretaxTarget {
    return { kind: 'document', id: this.#sale.id }
  }

  get #party(): CoretaxTarget {
    return { kind: 'party', id: this.#sale.buyer.code }
  }

  #add(refusal: Refusal | null, target: CoretaxTarget, severity: CoretaxFinding['severity'] = 'error'): void {
    if (refusal !== null) this.#findings.push({ severity, refusal, target })
  }

  #invoice(): CoretaxInvoice | null {
    const sale = this.#sale
    const seller = this.#seller()
    this.#head()
    const trxCode = this.#trxCode()
    const buyer = this.#buyer()
    const rates = this.#around.rates(sale.date)
    if (sale.currency !== 'IDR') this.#add(refuse('TAX_CURRENCY', {}, 'Price'), this.#document)
    if (sale.lines.length === 0) this.#add(refuse('CORETAX_SUM', { line: 1 }, 'ListOfGoodService'), this.#document)
    if (rates === null) this.#add(refuse('CORETAX_CODE', { code: trxCode }, 'VATRate'), this.#document)
    const lines = rates === null ? [] : sale.lines.map((line, index) => this.#line(line, index, percentText(rates.rate), (base) => invoiceLineTax(base, rates)))
    return {
      date: sale.date, trxCode, refDesc: oneLine(sale.number), ...this.#facility(trxCode), sellerIdTku: seller, ...buyer, lines,
    }
  }

  #seller(): string {
    const { npwp, nitku } = this.#around.seller
    const company: CoretaxTarget = { kind: 'company', id: 'company' }
    if (taxDigits(npwp) === '') this.#add(refuse('CORETAX_SELLER', {}, 'TIN'), company)
    else this.#add(checkNpwp(npwp, 'TIN'), company)
    // Without a place of business of its own the head office sells.
    if (taxDigits(nitku) === '') return `${taxDigits(npwp)}000000`
    this.#add(checkNitku(nitku, npwp, 'SellerIDTKU'), company)
    return taxDigits(nitku)
  }

  #head(): void {
    const { date, number } = this.#sale
    const { today, filed } = this.#around
    if (date > today) this.#add(refuse('CORETAX_DATE_FUTURE', { date }, 'TaxInvoiceDate'), this.#document)
    if (filed.has(date.slice(0, 7))) this.#add(refuse('CORETAX_FILED', { period: date.slice(0, 7), until: lastDayOf(date.slice(0, 7)) }, 'TaxInvoiceDate'), this.#document)
    if (this.#isTwice) this.#add(refuse('CORETAX_NUMBER_TWICE', { number }, 'RefDesc'), this.#document)
  }

  #trxCode(): string {
    const { trxCode, buyer, addInfo, facilityStamp, customDocMonthYear } = this.#sale
    const code = trxCode ?? (buyer.collector === 'government' ? '02' : buyer.collector === 'other' ? '03' : '04')
    if (!codes.includes(code)) this.#add(refuse('CORETAX_CODE', { code }, 'TrxCode'), this.#document)
    if (facilityCodes.includes(code)) {
      if (!/^TD\.005[0-9]{2}$/.test(addInfo)) this.#add(refuse('CORETAX_ADDINFO', { code }, 'AddInfo'), this.#document)
      if (!/^TD\.011[0-9]{2}$/.test(facilityStamp)) this.#add(refuse('CORETAX_ADDINFO', { code }, 'FacilityStamp'), this.#document)
      if (!/^((0[1-9]|1[0-2])[0-9]{4})?$/.test(customDocMonthYear)) this.#add(refuse('CORETAX_ADDINFO', { code }, 'CustomDocMonthYear'), this.#document)
    }
    return code
  }

  /** Only supplies that are freed of VAT say why. */
  #facility(trxCode: string): Pick<CoretaxInvoice, 'addInfo' | 'customDoc' | 'customDocMonthYear' | 'facilityStamp'> {
    const { addInfo, customDoc, customDocMonthYear, facilityStamp } = this.#sale
    return facilityCodes.includes(trxCode) ? { addInfo, customDoc: oneLine(customDoc), customDocMonthYear, facilityStamp } : { addInfo: '', customDoc: '', customDocMonthYear: '', facilityStamp: '' }
  }

  #buyer(): Pick<CoretaxInvoice, 'buyerTin' | 'buyerDocument' | 'buyerCountry' | 'buyerDocumentNumber' | 'buyerName' | 'buyerAddress' | 'buyerEmail' | 'buyerIdTku'> {
    const { buyer } = this.#sale
    const country = this.#around.countryCode(buyer.country === '' ? 'ID' : buyer.country)
    if (country === null) this.#add(refuse('CORETAX_COUNTRY', { country: buyer.country }, 'BuyerCountry'), this.#party)
    const address = oneLine(buyer.address)
    if (address === '') this.#add(refuse('CORETAX_ADDRESS', { party: buyer.name }, 'BuyerAdress'), this.#party)
    if (oneLine(buyer.name) === '') this.#add(refuse('FIELD_MISSING', { name: 'name' }, 'BuyerName'), this.#party)
    const named = { buyerCountry: country ?? '', buyerName: oneLine(buyer.name), buyerAddress: address, buyerEmail: oneLine(buyer.email) }
    const digits = taxDigits(buyer.taxId)
    const document = documentOf(buyer)
    if (digits === '') {
      this.#add(refuse('CORETAX_BUYER_ID', { party: buyer.name }, document === 'TIN' ? 'BuyerTin' : 'BuyerDocumentNumber'), this.#party)
      return { ...named, buyerTin: noTin, buyerDocument: document, buyerDocumentNumber: '', buyerIdTku: '000000' }
    }
    if (document !== 'TIN') {
      if (document === 'National ID') {
        this.#add(checkNpwp(buyer.taxId, 'BuyerDocumentNumber'), this.#party)
        this.#add(doubtNik(buyer.taxId, 'BuyerDocumentNumber'), this.#party, 'warning')
      }
      return { ...named, buyerTin: noTin, buyerDocument: document, buyerDocumentNumber: document === 'National ID' ? digits : oneLine(buyer.taxId), buyerIdTku: '000000' }
    }
    this.#add(checkNpwp(buyer.taxId, 'BuyerTin'), this.#party)
    if (/^[0-9]{16}$/.test(digits) && !isCompanyNpwp(digits)) this.#add(doubtNik(digits, 'BuyerTin'), this.#party, 'warning')
    const nitku = taxDigits(buyer.nitku)
    if (nitku !== '') this.#add(checkNitku(buyer.nitku, digits, 'BuyerIDTKU'), this.#party)
    return { ...named, buyerTin: digits, buyerDocument: 'TIN', buyerDocumentNumber: '-', buyerIdTku: nitku === '' ? `${digits}000000` : nitku }
  }

  #line(line: CoretaxSaleLine, index: number, vatRate: string, taxOf: (base: Minor) => { otherBase: Minor; vat: Minor }): CoretaxInvoiceLine {
    const at = (element: string): string => `GoodService.${index + 1}.${element}`
    const product: CoretaxTarget = line.product === null ? this.#document : { kind: 'product', id: line.product }
    const unit = this.#around.unitCode(line.unit)
    if (unit === null) this.#add(refuse('CORETAX_UNIT', { unit: line.unit, product: oneLine(line.name) }, at('Unit')), product)
    if (line.goodsCode !== '' && !/^[0-9]{6}$/.test(line.goodsCode)) this.#add(refuse('CORETAX_GOODS_CODE', { code: line.goodsCode, product: oneLine(line.name) }, at('Code')), product)
    const figures = figuresOf(line)
    if (figures.isRounded) this.#add(refuse('W_CORETAX_QUANTITY', { quantity: line.quantity, product: oneLine(line.name) }, at('Qty')), this.#document, 'warning')
    if (figures.discount < 0 || line.net < 0) this.#add(refuse('CORETAX_SUM', { line: index + 1 }, at('TaxBase')), this.#document)
    const { otherBase, vat } = taxOf(Math.max(0, line.net))
    return {
      opt: line.kind === 'service' ? 'B' : 'A', code: line.goodsCode === '' ? '000000' : line.goodsCode, name: oneLine(line.name), unit: unit ?? '', price: figures.price, quantity: figures.quantity,
      discount: plainMoney(figures.discount), taxBase: minorText(line.net), otherTaxBase: minorText(otherBase), vatRate, vat: minorText(vat),
    }
  }
}

/**
 * Price and quantity with the two decimals that the file allows, and the discount that leads to the posted net. A finer price is
 * rounded up and the discount takes the difference; a finer quantity is rounded, and the price follows.
 */
function figuresOf(line: CoretaxSaleLine): { price: string; quantity: string; discount: Minor; isRounded: boolean } {
  const price = parseDecimal(line.price) ?? zero
  const quantity = parseDecimal(line.quantity) ?? zero
  const isFine = (value: Decimal): boolean => value.scale > placesMax
  const qty = isFine(quantity) ? { digits: max(1n, divideHalfUp(quantity.digits, 10n ** BigInt(quantity.scale - placesMax))), scale: placesMax } : quantity
  // Hundredths of a rupiah per unit, rounded up so that the discount is never below zero.
  const unit = isFine(quantity)
    ? divideUp(price.digits * quantity.digits * 10n ** BigInt(placesMax + qty.scale), qty.digits * 10n ** BigInt(price.scale + quantity.scale))
    : divideUp(price.digits * 10n ** BigInt(placesMax), 10n ** BigInt(price.scale))
  const gross = Number(divideHalfUp(unit * qty.digits, 10n ** BigInt(qty.scale)))
  return { price: decimalText({ digits: unit, scale: placesMax }), quantity: decimalText(qty), discount: gross - line.net, isRounded: isFine(quantity) }
}

/** `12`: a rate whose denominator is a power of ten, as the table of rates gives them. */
function percentText(rate: Fraction): string {
  return decimalText({ digits: rate.numerator, scale: String(rate.denominator).length - 1 })
}

const zero: Decimal = { digits: 0n, scale: 0 }
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const divideUp = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator

/** `12500`, `12500.5`: no idle zeros. */
function plainMoney(amount: Minor): string {
  return decimalText({ digits: BigInt(amount), scale: 2 })
}

function sums(lines: readonly CoretaxInvoiceLine[]): { taxBase: string; otherTaxBase: string; vat: string } {
  const total = (pick: (line: CoretaxInvoiceLine) => string): string => minorText(lines.reduce((sum, line) => sum + Number(rescale(parseDecimal(pick(line)) ?? zero, 2)), 0))
  return { taxBase: total((line) => line.taxBase), otherTaxBase: total((line) => line.otherTaxBase), vat: total((line) => line.vat) }
}

/** The kind of number: as the party says, else NPWP at home and another one abroad. */
function documentOf(buyer: CoretaxBuyer): CoretaxDocument {
  if (buyer.document !== '') return buyer.document
  return buyer.country === '' || buyer.country === 'ID' ? 'TIN' : 'Other ID'
}

/** Lines become one, with a comma between them; nothing that XML cannot hold is left. */
export function oneLine(text: string): string {
  return text.split(/[\r\n]+/).map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\s]+/g, ' ').trim()).filter((line) => line !== '').join(', ')
}
