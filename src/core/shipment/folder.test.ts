import { describe, expect, it } from 'vitest'
import { folderChange, folderData, folderFields, leftOut } from './folder.ts'
import { wellTyped } from './well-typed.ts'

const sample = {
  incoterm: 'CIF', consignee: 'same as buyer', buyer: { name: 'A', address: ['Jalan 1'] },
  payment: { term: 'L/C', lc: { no: '1', documents: ['invoice'] } }, shipment: { etd: '2026-10-13', marks: ['N/M'] },
  lines: [{ sku: 'B', packages: { count: 2 } }, { sku: 'A', packages: [{ count: 1 }, { count: 3 }] }],
}
const counted = (): (() => string) => {
  let next = 100
  return () => String(next -= 1)
}

describe('the folder as a document', () => {
  it('gives back what was put in, lines in their order whatever their ids', () => {
    expect(folderData(folderFields(wellTyped(sample), counted()))).toEqual(sample)
  })

  it('changes one fact, adds and removes lines, and reaches into lists', () => {
    const newId = counted()
    let fields: Record<string, unknown> = folderFields(wellTyped(sample), newId)
    const change = (changes: Record<string, unknown>): void => {
      fields = { ...fields, ...folderChange(fields, changes, newId) }
    }
    change({ 'shipment.etd': '2026-10-20', incoterm: null, 'lines[0].hs8': '9401.53.00', 'lines[1].packages[1].count': 4, 'payment.lc': null, consignee: { name: 'Bank', country: 'JP' } })
    change({ 'lines[2]': { sku: 'C' } })
    change({ 'lines[0]': null })
    const data = folderData(fields)
    expect(data).toMatchObject({ shipment: { etd: '2026-10-20' }, consignee: { name: 'Bank', country: 'JP' }, lines: [{ sku: 'A', packages: [{ count: 1 }, { count: 4 }] }, { sku: 'C' }] })
    expect(data.incoterm).toBeUndefined()
    expect(data.payment).toEqual({ term: 'L/C' })
    expect(data.lines).toHaveLength(2)
  })

  it('keeps what it does not know as notes', () => {
    const raw = { ...sample, colour: 'blue', buyer: { name: 'A', address: ['Jalan 1'], nickname: 'Z' }, incotermPlace: 5 }
    expect(leftOut(raw, wellTyped(raw))).toEqual({ colour: 'blue', 'buyer.nickname': 'Z', incotermPlace: 5 })
  })
})
