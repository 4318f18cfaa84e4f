import { describe, expect, it } from 'vitest'
import { billOf, materialsFor } from './bill-of-materials.ts'

const bills: Record<string, { product: string; quantity: string }[]> = {
  CHAIR: [{ product: 'RATTAN', quantity: '3.25' }, { product: 'SCREW', quantity: '12' }],
  TABLE: [{ product: 'RATTAN', quantity: '0.333333' }, { product: 'GLASS', quantity: '1' }],
}

describe('a bill of materials', () => {
  it('gives the materials of several products, each once, exact', () => {
    const made = [{ product: 'CHAIR', quantity: '4' }, { product: 'TABLE', quantity: '1.5' }, { product: 'LAMP', quantity: '9' }]
    expect(materialsFor(made, (product) => bills[product] ?? [])).toEqual([{ product: 'RATTAN', quantity: '13.5' }, { product: 'SCREW', quantity: '48' }, { product: 'GLASS', quantity: '1.5' }])
  })

  it('passes over a quantity that is not typed yet', () => {
    expect(materialsFor([{ product: 'CHAIR', quantity: '' }], () => bills['CHAIR'] ?? [])).toEqual([])
  })

  it('reads only whole rows of what a product keeps', () => {
    expect(billOf({ billOfMaterials: [{ product: 'A', quantity: '2' }, { product: 'B' }, { product: '', quantity: '1' }, { product: 'C', quantity: '' }] })).toEqual([{ product: 'A', quantity: '2' }])
    expect(billOf({ billOfMaterials: 'no' })).toEqual([])
    expect(billOf(undefined)).toEqual([])
  })
})
