import { describe, expect, it } from 'vitest'
import coffee from '../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../core/shipment/index.ts'
import { applicablePapers, checkPaper, paperType } from './check.ts'
import type { PageDescription, TextItem } from './page/description.ts'
import { textWidth } from './page/text.ts'
import { paperTypes } from './registry.ts'

// Both worked shipments: each paper that applies says every value of `expected`, near its label, at 6 points or more, on the sheet.

const shipments = { rattan: rattan as unknown as ShipmentData, coffee: coffee as unknown as ShipmentData }
type Name = keyof typeof shipments

/** As English papers write it. */
function figure(value: string): string {
  const [whole = '', part] = value.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`
}

type Expectation = readonly [paper: string, label: string, value: string]

function expectations(): readonly (readonly [Name, ...Expectation])[] {
  const list: (readonly [Name, ...Expectation])[] = []
  for (const [name, file] of [['rattan', rattan], ['coffee', coffee]] as const) {
    const { expected } = file
    const add = (...each: Expectation): void => { list.push([name, ...each]) }
    const invoice = expected.commercialInvoice
    for (const line of invoice.lines) {
      add('commercial-invoice', 'Item', String(line.lineNo))
      add('commercial-invoice', 'Amount', figure(line.lineAmount))
      add('commercial-invoice', 'Description of goods', line.sku)
      if (line.lineDiscount !== '0' && line.lineDiscount !== '0.00') add('commercial-invoice', 'Unit price', 'less 2.5%')
    }
    add('commercial-invoice', 'Total', figure(invoice.total))
    if (invoice.discount !== '0') add('commercial-invoice', 'Discount', `−${figure(invoice.discount)}`)
    if (name === 'rattan') {
      for (const [label, value] of [['Subtotal', invoice.subtotal], ['Goods value', invoice.goodsValue], ['Freight', invoice.freight], ['Insurance', invoice.insurance]] as const) add('commercial-invoice', label, figure(value))
    }
    add('commercial-invoice', '', invoice.amountInWords.en)
    add('commercial-invoice', 'Gross weight', figure(invoice.grossWeightKg))
    add('commercial-invoice', 'Net weight', figure(invoice.netWeightKg))
    add('commercial-invoice', 'Measurement', invoice.volumeCbm)
    for (const row of expected.packingList.rows) {
      add('packing-list', 'Package no.', `${row.packageFrom}–${row.packageTo}`)
      add('packing-list', 'Packages', String(row.packageCount))
      add('packing-list', 'Quantity', row.quantity)
      add('packing-list', 'Net kg', figure(row.netWeightKg))
      add('packing-list', 'Gross kg', figure(row.grossWeightKg))
      add('packing-list', 'CBM', row.volumeCbm)
      add('packing-list', 'CBM', row.unitVolumeCbm)
      add('weight-list', 'kg/m³', row.densityKgPerCbm)
    }
    add('packing-list', 'Total', expected.packingList.packagesInWords.en)
    const peb = expected.peb
    for (const [label, value] of [['FOB value', peb.fob], ['Freight', peb.freight], ['Insurance', peb.insurance], ['CIF/CIP value', peb.cif], ['Customs exchange rate', peb.ndpbm], ['FOB value (IDR)', peb.fobIdr], ['Net weight', peb.netKg], ['Gross weight', peb.grossKg]] as const) add('peb-data', label, figure(value))
    add('peb-data', 'Currency', peb.currency)
    add('peb-data', 'Packages', String(peb.packages))
    for (const item of peb.items) {
      add('peb-data', 'HS code', item.posTarif)
      add('peb-data', 'FOB value', figure(item.fob))
      add('peb-data', 'Net kg', item.netKg)
      add('peb-data', 'Quantity & unit', `${item.quantity} ${item.unit}`)
      add('customs-valuation', 'FOB value', figure(item.fob))
    }
    for (const document of peb.documents) {
      add('peb-data', 'Code', document.code)
      add('peb-data', 'No.', document.no)
    }
    add('insurance-declaration', 'Insured value', figure(expected.insurance.insuredValue))
    add('insurance-declaration', 'Basis', `110% of ${figure(expected.insurance.basis.replace('110% of ', ''))}`)
    add('insurance-declaration', 'Premium', figure(expected.insurance.premium))
    for (const [hs, group] of Object.entries(expected.byHs6)) {
      add('customs-valuation', 'HS6', hs)
      add('customs-valuation', 'FOB value', figure(group.fob))
      add('customs-valuation', 'Net kg', figure(group.netKg))
      add('customs-valuation', 'packages', String(group.packages))
    }
    add('customs-valuation', 'CFR/CPT value', figure(expected.trail.cfrOrCpt))
    const instruction = expected.shippingInstruction
    add('shipping-instruction', 'Gross weight', figure(instruction.grossWeightKg))
    add('shipping-instruction', 'Net weight', figure(instruction.netWeightKg))
    add('shipping-instruction', 'Measurement', instruction.volumeCbm)
    add('shipping-instruction', 'Freight', instruction.freightTerms)
    add('shipping-instruction', 'No. and kind of packages', String(instruction.packages))
  }
  const { payment, label, formE } = rattan.expected
  for (const [name, value, said] of [['Deposit', payment.deposit, payment.depositInWords.en], ['Balance', payment.balance, payment.balanceInWords.en]] as const) {
    list.push(['rattan', 'proforma-invoice', name, figure(value)], ['rattan', 'proforma-invoice', name, said])
  }
  list.push(['rattan', 'receipt', 'Amount', figure(payment.deposit)], ['rattan', 'receipt', 'The sum of', payment.depositInWords.en])
  for (const each of [label.firstLabel, label.lastLabel]) {
    for (const [name, value] of [['', each.cartonNo], ['', each.sku], ['QTY', each.quantity], ['N.W.', each.netWeightKg], ['G.W.', each.grossWeightKg], ['DIMS', each.dims]] as const) list.push(['rattan', 'carton-label', name, value])
  }
  list.push(['rattan', 'form-e', 'Packages in words', formE.packagesInWords], ['rattan', 'form-e', 'Gross weight', formE.grossWeightKg], ['rattan', 'form-e', 'Invoice no., date', formE.invoiceNo], ['rattan', 'form-e', '8. Criterion', 'CTH'], ['rattan', 'form-e', '8. Criterion', 'WO'], ['rattan', 'form-e', 'Importing country', 'CHINA'])
  const { air, lc, draft, rcep } = coffee.expected
  list.push(
    ['coffee', 'awb-data', 'Volume weight', air.volumeWeightKg], ['coffee', 'awb-data', 'Chargeable weight', air.chargeableWeightKg],
    ['coffee', 'lc-presentation', 'Drawing', figure(lc.drawing)], ['coffee', 'lc-presentation', 'Least drawing', figure(lc.minimum)], ['coffee', 'lc-presentation', 'Most drawing', figure(lc.maximum)], ['coffee', 'lc-presentation', 'Undrawn', figure(lc.undrawn)],
    ['coffee', 'lc-presentation', 'Latest presentation', '27 Nov 2026'], ['coffee', 'lc-checklist', 'Undrawn', figure(lc.undrawn)],
    ['coffee', 'draft', 'Amount', figure(draft.amount)], ['coffee', 'draft', '', draft.amountInWords.en], ['coffee', 'draft', 'Tenor', draft.tenor], ['coffee', 'draft', 'To (drawee)', draft.drawee],
    ['coffee', 'rcep', 'Packages in words', rcep.packagesInWords], ['coffee', 'rcep', 'RCEP country of origin', rcep.rcepCountryOfOrigin], ['coffee', 'rcep', '10. Criterion', 'WO'], ['coffee', 'rcep', 'Importing country', 'JAPAN'],
  )
  return list
}

const laid = new Map<string, PageDescription>()
function described(name: Name, paper: string): PageDescription {
  const key = `${name} ${paper}`
  const known = laid.get(key) ?? paperType(paper)?.layout(shipments[name], { languages: ['en'], paper: 'A4' })
  if (!known) throw new Error(`${paper} is not registered`)
  laid.set(key, known)
  return known
}

const textsOf = (description: PageDescription): TextItem[][] => description.pages.map((page) => page.items.filter((item) => item.kind === 'text'))

/** Left of it in its line, above it in its box, or heading of its column. */
function isNear(label: TextItem, value: TextItem): boolean {
  const down = value.y - label.y
  if (Math.abs(down) < 5) return label.x <= value.x
  if (down < 0) return false
  const [from, to] = [label.x - 30, label.x + Math.max(textWidth(label.text, label.size, label.bold), 60) + 40]
  const right = value.x + textWidth(value.text, value.size, value.bold)
  return value.x <= to && right >= from
}

describe('the papers of the worked shipments', () => {
  it.each(Object.keys(shipments) as Name[])('%s: make every paper that applies, and find nothing against it', (name) => {
    const applicable = applicablePapers(shipments[name]).filter(({ demand }) => demand !== 'possible')
    expect(applicable.length).toBeGreaterThan(20)
    for (const { type } of applicable) {
      expect(checkPaper(type, shipments[name], name === 'rattan' ? rattan.today : coffee.today), type).toEqual([])
      expect(described(name, type).pages.length, type).toBeGreaterThan(0)
    }
  })

  it.each(expectations())('%s: %s says under “%s”: %s', (name, paper, label, value) => {
    const pages = textsOf(described(name, paper))
    const found = pages.some((items) => {
      // A long value is broken into lines; its beginning stands under the label.
      const whole = items.map((item) => item.text).join(' ')
      const values = items.filter((item) => item.text.includes(value) || (value.length > 40 && whole.includes(value) && value.startsWith(item.text.slice(Math.max(0, item.text.indexOf(value.slice(0, 12)))))))
      return values.some((item) => label === '' || items.some((other) => other.text.includes(label) && isNear(other, item)))
    })
    expect(found).toBe(true)
  })

  it.each(paperTypes.map((type) => type.type))('%s keeps to the sheet, in type of 6 points or more', (type) => {
    for (const name of Object.keys(shipments) as Name[]) {
      for (const languages of [['en'], ['id', 'en'], ['en', 'zh'], ['zh']] as const) {
        const description = paperType(type)?.layout(shipments[name], { languages, paper: 'A4' })
        for (const item of textsOf(description ?? described(name, type)).flat()) {
          expect(item.size, item.text).toBeGreaterThanOrEqual(6)
          expect(item.x, item.text).toBeGreaterThanOrEqual(0)
          expect(item.x + textWidth(item.text, item.size, item.bold), `${item.text} ${languages.join('+')}`).toBeLessThanOrEqual((description?.width ?? 0) - 10)
          expect(item.y, item.text).toBeGreaterThan(0)
          expect(item.y, item.text).toBeLessThan(description?.height ?? 0)
        }
      }
    }
  })
})
