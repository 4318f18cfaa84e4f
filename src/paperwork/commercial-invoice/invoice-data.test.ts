import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import schema from '../../../resources/formats/invoice-data.schema.json' with { type: 'json' }
import coffee from '../../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../../core/shipment/index.ts'
import { invoiceAttachments, invoiceData } from './invoice-data.ts'
import { layout } from './layout.ts'

const files = [rattan, coffee] as const

describe('the invoice as data', () => {
  it('has the members of its schema and the figures of the paper', () => {
    for (const file of files) {
      const data = JSON.parse(JSON.stringify(invoiceData(file as unknown as ShipmentData))) as Record<string, unknown> & { lines: Record<string, unknown>[] }
      expect(Object.keys(data).filter((name) => !(name in schema.properties))).toEqual([])
      expect(Object.keys(data.lines[0] ?? {}).filter((name) => !(name in schema.properties.lines.items.properties))).toEqual([])
      for (const name of schema.required) expect(data[name], name).toBeDefined()
      expect([data['total'], data['grossWeightKg'], data.lines.map((line) => line['amount'])]).toEqual([file.expected.commercialInvoice.total, file.expected.commercialInvoice.grossWeightKg, file.expected.commercialInvoice.lines.map((line) => line.lineAmount)])
    }
  })

  it('is UBL whose total follows from its lines, allowances and charges', () => {
    for (const file of files) {
      const xml = invoiceAttachments(file as unknown as ShipmentData)[1]?.text ?? ''
      const { Invoice } = new XMLParser({ ignoreAttributes: true, parseTagValue: false, removeNSPrefix: true, isArray: (name) => name === 'InvoiceLine' }).parse(xml) as { Invoice: { ID: string, LegalMonetaryTotal: Record<string, string>, InvoiceLine: { LineExtensionAmount: string }[] } }
      const total = Invoice.LegalMonetaryTotal
      const cents = (text: string | undefined): number => Math.round(Number(text) * 100)
      expect(Invoice.ID).toBe(file.papers.commercialInvoice.no)
      expect(total['PayableAmount']).toBe(file.expected.commercialInvoice.total)
      expect(cents(total['LineExtensionAmount'])).toBe(Invoice.InvoiceLine.reduce((sum, line) => sum + cents(line.LineExtensionAmount), 0))
      expect(cents(total['LineExtensionAmount']) - cents(total['AllowanceTotalAmount']) + cents(total['ChargeTotalAmount'])).toBe(cents(total['PayableAmount']))
    }
  })

  it('escapes what a name may hold, and stays out of drafts', () => {
    const odd = { ...(rattan as unknown as ShipmentData), buyer: { name: 'A & B <"x">\u0001', country: 'CN' } }
    expect(invoiceAttachments(odd)[1]?.text).toContain('A &amp; B &lt;&quot;x&quot;&gt;<')
    expect(layout(odd, { languages: ['en'], paper: 'A4', draft: true }).attachments).toBeUndefined()
  })
})
