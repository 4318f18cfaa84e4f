import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../contract/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { useCreation } from '../app/creation.ts'
import { call } from '../client/index.ts'
import { formatHs, useFormat, useRefusalSentence, useToast } from '../kit/index.ts'
import { type Column, LineGrid, type PastedLine, type PickOption } from '../kit/line-grid/index.ts'
import { type DraftLine, listOf, textOf, withField, withLine, withoutLine } from './event-fields.ts'
import { lineNet, oneMore } from './figures.ts'
import { fetchMaster, goodsText, productFacts, type ProductFacts, useProducts } from './master-facts.ts'
import type { Editor } from './use-editor.ts'

export interface GoodsGridProps {
  readonly editor: Editor
  readonly currency: string
  /** Which columns beside good, description, quantity, unit and price. */
  readonly withHs?: boolean
  readonly withDiscount?: boolean
  readonly withoutPrice?: boolean
  /** Events that count in the base unit only: receipts. */
  readonly unitFixed?: boolean
  /** What a line takes from a good that was just picked. */
  fill(line: DraftLine, product: ProductFacts): DraftLine
  onLeave?(): void
}

const code = (line: DraftLine) => textOf(line, 'product')

/** Exact code first, whatever else the search thinks. */
export function sortHits(hits: readonly SearchHit[], text: string): readonly SearchHit[] {
  const exact = hits.filter((hit) => hit.code.toLowerCase() === text.toLowerCase())
  return [...exact, ...hits.filter((hit) => !exact.includes(hit))]
}

/** Lines of goods: the same grid in orders, invoices and receipts. */
export function GoodsGrid({ editor, currency, withHs, withDiscount, withoutPrice, unitFixed, fill, onLeave }: GoodsGridProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const toast = useToast()
  const sentence = useRefusalSentence()
  const creation = useCreation()
  const { draft, event } = editor
  const lines = listOf(event, 'lines')
  const products = useProducts(lines.map(code))
  const latest = useRef(event)
  latest.current = event

  async function pick(row: number, product: string): Promise<void> {
    draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'product', product)), `lines.${row}.product`)
    const view = await fetchMaster('product', product)
    if (!view) return
    const facts = productFacts(view)
    draft.complete((now) => (textOf(listOf(now, 'lines')[row], 'product') === product ? withLine(now, 'lines', row, (line) => fill(line, facts)) : now))
  }

  async function find(text: string): Promise<readonly PickOption[]> {
    const hits = await call('search.find', { text, kinds: ['product'], limit: 8 })
    return sortHits(hits, text).map((hit) => ({ id: hit.code, label: hit.title, note: hit.stock === undefined ? '' : `${format.quantity(hit.stock)} ${hit.unit ?? ''}`, hit }))
  }

  async function scan(scanned: string): Promise<(() => void) | null> {
    const hits = sortHits(await call('search.find', { text: scanned, kinds: ['product'], limit: 3 }), scanned)
    const hit = hits[0]
    // Bar codes are long and all figures: one hit is meant. Anything else must be a code itself.
    const isMeant = hit !== undefined && (hit.code.toLowerCase() === scanned.toLowerCase() || (hits.length === 1 && /^[0-9]{8,14}$/.test(scanned)))
    if (!isMeant) {
      if (/^[0-9]{8,14}$/.test(scanned)) toast.say(t('scanUnknown', { code: scanned }))
      return null
    }
    return () => {
      const now = listOf(latest.current, 'lines')
      const row = now.findIndex((line) => code(line) === hit.code)
      if (row >= 0) return draft.change((old) => withLine(old, 'lines', row, (line) => withField(line, 'quantity', oneMore(line['quantity']))), `scan.${row}.${textOf(now[row], 'quantity')}`)
      void pick(now.length, hit.code)
      draft.complete((old) => withLine(old, 'lines', now.length, (line) => withField(line, 'quantity', '1')))
    }
  }

  async function paste(rows: readonly PastedLine[], at: number): Promise<void> {
    const found = await Promise.all(rows.map(async (row) => {
      const hits = sortHits(await call('search.find', { text: row.text.slice(0, 200), kinds: ['product'], limit: 3 }), row.text)
      const view = hits[0] ? await fetchMaster('product', hits[0].code) : null
      return { row, facts: view ? productFacts(view) : null }
    }))
    draft.change((now) => found.reduce((next: BusinessEvent, { row, facts }, index) => withLine(next, 'lines', at + index, () => {
      const typed: DraftLine = { product: facts?.code ?? row.text, ...(row.quantity === null ? {} : { quantity: row.quantity }), ...(row.price === null ? {} : { unitPrice: row.price }) }
      const line = facts ? fill(typed, facts) : typed
      return row.unit !== null && facts?.units.some((unit) => unit.unit === row.unit) ? withField(line, 'unit', row.unit) : line
    }), now), `paste.${at}`)
    const unknown = found.filter(({ facts }) => facts === null).length
    toast.say(unknown > 0 ? t('pastedUnknown', { count: rows.length, unknown }) : t('pasted', { count: rows.length }))
  }

  // At 125 % of a small screen the fixed columns give way a little, so that none leaves the card.
  const columns = useMemo((): readonly Column<DraftLine>[] => {
    const all: (Column<DraftLine> | null)[] = [
      {
        id: 'product', kind: 'pick', heading: t('field.product'), width: 'minmax(70px, 78px)', value: code, placeholder: t('linePlaceholder'), show: (line) => <b>{code(line)}</b>,
        write: (line, value) => withField(line, 'product', value),
        source: {
          find, span: 2, onPick: (row, option) => pick(row, option.id),
          createLabel: (text) => (text === '' ? t('newProductPlain') : t('newProduct', { text })),
          onCreate: async (text, row) => {
            const made = await creation.product(text)
            if (made) await pick(row, made.code)
            return made !== null
          },
        },
      },
      { id: 'description', kind: 'text', heading: t('field.description'), width: 'minmax(96px, 1fr)', passWhenFilled: true, value: (line) => textOf(line, 'description'), show: (line) => goodsText(textOf(line, 'description'), products.get(code(line)), format.language), write: (line, value) => withField(line, 'description', value) },
      withHs ? { id: 'hsCode', kind: 'text', heading: t('field.hsCode'), width: 'minmax(80px, 94px)', passWhenFilled: true, value: (line) => textOf(line, 'hsCode'), show: (line) => formatHs(textOf(line, 'hsCode') || (products.get(code(line))?.hsCode ?? '')), write: (line, value) => withField(line, 'hsCode', value) } : null,
      { id: 'quantity', kind: 'decimal', heading: t('field.quantity'), width: 'minmax(62px, 74px)', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(line, 'quantity', value) },
      unitFixed ? { id: 'unit', kind: 'figure', heading: t('field.unit'), width: 'minmax(56px, 70px)', value: (line) => textOf(line, 'unit'), show: (line) => textOf(line, 'unit') || (products.get(code(line))?.unit ?? '') } : {
        id: 'unit', kind: 'pick', heading: t('field.unit'), width: 'minmax(50px, 62px)', passWhenFilled: true, value: (line) => textOf(line, 'unit'), show: (line) => textOf(line, 'unit') || (products.get(code(line))?.unit ?? ''),
        write: (line, value) => withField(line, 'unit', value),
        source: {
          find: (text, row) => (products.get(code(lines[row] ?? {}))?.units ?? []).filter((unit) => unit.unit.toLowerCase().startsWith(text.toLowerCase())).map((unit) => ({ id: unit.unit, label: '', note: unit.factor === '1' ? '' : `= ${format.quantity(unit.factor)} ${products.get(code(lines[row] ?? {}))?.unit ?? ''}` })),
          onPick: (row, option) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'unit', option.id)), `lines.${row}.unit`),
        },
      },
      withoutPrice ? null : { id: 'unitPrice', kind: 'decimal', heading: `${t('field.unitPrice')} ${currency}`, width: 'minmax(84px, 100px)', align: 'end', places: 6, shown: currency === 'IDR' || currency === 'JPY' || currency === 'KRW' ? 0 : 2, value: (line) => textOf(line, 'unitPrice'), write: (line, value) => withField(line, 'unitPrice', value) },
      withDiscount ? { id: 'discountPercent', kind: 'decimal', percent: true, heading: t('field.discountPercent'), width: 'minmax(50px, 60px)', align: 'end', places: 4, value: (line) => textOf(line, 'discountPercent'), write: (line, value) => withField(line, 'discountPercent', value) } : null,
      withoutPrice ? null : { id: 'net', kind: 'figure', heading: `${t('field.net')} ${currency}`, width: 'minmax(96px, 108px)', align: 'end', value: (line) => lineNet(line, currency) ?? '', show: (line) => { const net = lineNet(line, currency); return net === null ? '' : format.amount(net, currency) } },
    ]
    return all.filter((column) => column !== null)
  }, [t, currency, products, lines, format, withHs, withDiscount, withoutPrice, unitFixed])

  return (
    <LineGrid label={t('lines')} columns={columns} lines={lines} language={format.language} emptyLabel={t('nothingFound')} refusals={editor.refusalsOf('lines')} refusalText={sentence} onLeave={onLeave}
      onEdit={(row, change, field) => draft.change((now) => withLine(now, 'lines', row, (line) => change(line)), `lines.${field}`)}
      onRemove={(row) => {
        draft.change((now) => withoutLine(now, 'lines', row), `remove.${row}.${lines.length}`)
        toast.say(t('lineRemoved', { number: row + 1 }), draft.undo)
      }}
      onScan={scan} onPaste={(rows, row) => void paste(rows, row)} />
  )
}
