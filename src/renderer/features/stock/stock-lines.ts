import type { BusinessEvent } from '../../../core/events/index.ts'
import type { SearchHit } from '../../../contract/index.ts'
import { call } from '../../client/index.ts'
import type { Column, PickOption } from '../../kit/line-grid/index.ts'
import { type DraftLine, listOf, sortHits, textOf, withField } from '../../document/index.ts'

/** Goods by any part of name or code, with what lies in stock. */
async function findGoods(text: string, quantity: (value: string) => string): Promise<readonly PickOption[]> {
  const hits: readonly SearchHit[] = await call('search.find', { text, kinds: ['product'], limit: 8 })
  // A service has no stock to correct or count.
  return sortHits(hits.filter((hit) => hit.stock !== undefined), text).map((hit) => ({ id: hit.code, label: hit.title, note: `${quantity(hit.stock ?? '0')} ${hit.unit ?? ''}`, hit }))
}

export function goodsColumn(heading: string, placeholder: string, quantity: (value: string) => string, onPick: (row: number, code: string) => void): Column<DraftLine> {
  return {
    id: 'product', kind: 'pick', heading, width: '120px', value: (line) => textOf(line, 'product'), placeholder, write: (line, value) => withField(line, 'product', value),
    source: { find: (text) => findGoods(text, quantity), span: 2, onPick: (row, option) => onPick(row, option.id) },
  }
}

/** A good that was chosen in the list stands in the first row: the hand begins at its quantity, the fourth column. */
export function startOf(event: BusinessEvent, list: string): { startAt?: { row: number; column: number } } {
  const [first] = listOf(event, list)
  return first !== undefined && textOf(first, 'product') !== '' && textOf(first, 'quantity') === '' ? { startAt: { row: 0, column: 3 } } : {}
}
