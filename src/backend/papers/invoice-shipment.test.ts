import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { BusinessEvent } from '../../core/events/index.ts'
import { Installation } from '../../store/installation/index.ts'
import { BookKeeper } from '../book-keeper.ts'
import { applyOrThrow } from '../posting/apply-event.ts'
import { invoiceShipment } from './invoice-shipment.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-shipment-'))
const keeper = new BookKeeper(new Installation(join(folder, 'data')), () => {})
const book = keeper.create(join(folder, 'book.mendunia'), { name: 'CV Contoh' }, 'default', 'owner', '2026-11-24')
applyOrThrow(book, { event: 'product.add', id: 'p', date: '2026-11-24', code: 'RC-1', name: 'Kursi rotan', nameEn: 'Rattan chair', nameZh: '藤椅' }, { author: 'owner' })

afterAll(() => {
  keeper.close()
  rmSync(folder, { recursive: true })
})

function descriptions(description?: string): unknown[] {
  const event: BusinessEvent = { event: 'sales.invoice', id: 'i', date: '2026-11-24', lines: [{ product: 'RC-1', quantity: '1', unitPrice: '1', ...(description === undefined ? {} : { description }) }] }
  const line = invoiceShipment(book, event, null).lines?.[0]
  return [line?.descriptionEn, line?.descriptionZh]
}

describe('the description of a line on paper', () => {
  it('is the product’s name in the paper’s language', () => expect(descriptions()).toEqual(['Rattan chair', '藤椅']))
  it('stays so when the editor filled the name in', () => expect(descriptions('Kursi rotan')).toEqual(['Rattan chair', '藤椅']))
  it('is what was written over it, in the language of its script', () => {
    expect(descriptions('Chair for the sample room')).toEqual(['Chair for the sample room', '藤椅'])
    expect(descriptions('样品间椅子')).toEqual(['Rattan chair', '样品间椅子'])
  })
})
