import { addDays, daysBetween } from '../../core/calendar/index.ts'
import { compareDecimals } from '../../core/money/index.ts'
import { decimalOrNull, hasCredit, isExport } from '../../core/shipment/index.ts'
import type { Rule } from '../types.ts'
import { eachLine, filled, found, isDate } from './general.ts'
import { after, at, dateOf, error, minor, squeezed, ticked, typed, warning, zero } from './reading.ts'

/** A foreign buyer is billed in rupiah: asked on every paper with a price. */
export const rupiahAbroad: Rule = warning('PI-003', 'BI rule on rupiah abroad (verify)', ({ data }) => found(data.currency === 'IDR' && isExport(data) && filled(data.buyer?.country), 'currency'))

/** 2.1 */
export const quotationRules: readonly Rule[] = [
  error('QT-001', 'custom', ({ data }) => after(dateOf(data, 'quotation'), typed(data, 'quotation', 'validUntil'), at('quotation', 'validUntil'))),
  warning('QT-002', 'custom', ({ data }) => {
    const [from, until] = [dateOf(data, 'quotation'), typed(data, 'quotation', 'validUntil')]
    return from !== undefined && isDate(until) ? found(daysBetween(from, until) > 90, at('quotation', 'validUntil')) : []
  }),
  error('QT-003', 'program', ({ data }) => found(!(data.lines ?? []).some((line) => compareDecimals(decimalOrNull(line.unitPrice) ?? zero, zero) > 0), 'lines')),
  warning('QT-004', 'custom', ({ data }) => eachLine(data, 'priceTiers', (line) => {
    const tiers = (line.priceTiers ?? []).map(({ quantity, price }) => ({ quantity: decimalOrNull(quantity), price: decimalOrNull(price) }))
    return tiers.some((tier, index) => {
      const before = tiers[index - 1]
      return before?.quantity && before.price && tier.quantity && tier.price && compareDecimals(tier.quantity, before.quantity) > 0 && compareDecimals(tier.price, before.price) > 0
    })
  })),
  warning('QT-005', 'books', ({ data, facts }) => eachLine(data, 'unitPrice', (line) => {
    const [cost, price] = [decimalOrNull(facts.unitCosts?.[line.sku ?? '']), decimalOrNull(line.unitPrice)]
    return cost !== null && price !== null && compareDecimals(price, cost) < 0
  })),
  rupiahAbroad,
]

const bankCode = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/

/** 2.2 */
export const proformaRules: readonly Rule[] = [
  error('PI-001', 'ISO 9362', ({ data }) => {
    const bank = data.company?.bank
    return found(!filled(bank?.name) || !filled(bank?.account) || !bankCode.test(bank?.swift ?? ''), 'company.bank')
  }),
  error('PI-002', 'program', (input) => {
    const deposit = minor(input, typed(input.data, 'proformaInvoice', 'depositAmount'))
    const balance = minor(input, typed(input.data, 'proformaInvoice', 'balanceDue'))
    return deposit === null || balance === null ? [] : found(deposit + balance !== input.figures.total, at('proformaInvoice', 'balanceDue'))
  }),
  rupiahAbroad,
  warning('PI-004', 'accounting', ({ data }) => found(ticked(data, 'proformaInvoice', 'posting') === true, at('proformaInvoice', 'posting'))),
  warning('PI-005', 'custom', ({ data }) => {
    const [holder, seller] = [data.company?.bank?.holder, data.company?.sellerName]
    return filled(holder) && filled(seller) ? found(squeezed(holder) !== squeezed(seller), 'company.bank.holder', { a: holder, b: seller }) : []
  }),
]

/** 2.3 */
export const contractRules: readonly Rule[] = [
  error('SC-001', 'custom (CISG: Indonesia is no party, China is (verify))', ({ data }) => {
    const key = 'salesContract'
    return found(data.papers?.[key] !== undefined && (typed(data, key, 'governingLaw') === undefined || typed(data, key, 'arbitration') === undefined), at(key, 'governingLaw'))
  }),
  warning('SC-002', 'UU 24/2009, Perpres 63/2019', ({ data }) => {
    const languages = typed(data, 'salesContract', 'languages')
    return found(languages !== undefined && !/\bid\b/.test(languages), at('salesContract', 'languages'))
  }),
  error('SC-003', 'program', ({ data }) => after(data.order?.contractDate, typed(data, 'salesContract', 'latestShipment') ?? data.payment?.lc?.latestShipment, at('salesContract', 'latestShipment'))),
  warning('SC-004', 'custom', ({ data, today }) => {
    const latest = typed(data, 'salesContract', 'latestShipment')
    return isDate(latest) ? found(hasCredit(data) && !filled(data.payment?.lc?.no) && latest < addDays(today, 21), at('salesContract', 'latestShipment')) : []
  }),
  warning('SC-005', 'UCP 600 art.30(a)', ({ data }) => {
    const name = 'tolerancePercent'
    const tolerance = decimalOrNull(typed(data, 'salesContract', name) ?? data.payment?.lc?.tolerancePercent)
    return tolerance === null ? [] : found(compareDecimals(tolerance, { digits: 10n, scale: 0 }) > 0, typed(data, 'salesContract', name) === undefined ? 'payment.lc.tolerancePercent' : at('salesContract', name))
  }),
]

/** 2.4 */
export const confirmationRules: readonly Rule[] = [
  error('OC-001', 'custom', ({ data }) => found(!filled(data.order?.buyerOrderNo), 'order.buyerOrderNo')),
  warning('OC-002', 'custom', ({ data }) => {
    const list = typed(data, 'orderConfirmation', 'differences')
    return list === undefined ? [] : found(true, at('orderConfirmation', 'differences'), { list })
  }),
  warning('OC-003', 'UCP 600 art.14', ({ data }) => {
    const field = at('orderConfirmation', 'promisedShipDate')
    const own = after(typed(data, 'orderConfirmation', 'promisedShipDate'), data.payment?.lc?.latestShipment, field)
    return own.length > 0 ? own : (data.lines ?? []).flatMap((line, index) => after(line.promisedDate, data.payment?.lc?.latestShipment, `lines[${index}].promisedDate`))
  }),
  error('OC-004', 'program', ({ data, facts }) => {
    const no = facts.orderConfirmedBy ?? typed(data, 'orderConfirmation', 'confirmedBy')
    return no === undefined ? [] : found(true, 'order.buyerOrderNo', { no })
  }),
]
