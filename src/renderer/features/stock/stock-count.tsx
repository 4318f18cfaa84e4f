import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useActions } from '../../app/actions.ts'
import { call, refusalsOf, shell, useCall } from '../../client/index.ts'
import { BookingPanel, difference, DocumentScreen, EditorFrame, type EditorProps, EventLines, Hindrances, listOf, newEvent, textOf, useEditor, useProducts, useWarehouses, WarehouseField, withField, withLine, type DraftLine } from '../../document/index.ts'
import { Button, Card, DateField, TextField, useFormat, useRefusalSentence, useToast } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'
import { scanInto } from './scan.ts'
import { goodsColumn } from './stock-lines.ts'
import { isNegative, isZero, type Valuation } from './stock-words.ts'
import './stock.css'

/** What was not counted is not sent: a count may be of some goods only. */
const lists = { lines: ['counted'] }
const shownFields = ['date', 'warehouse', 'note']

/** What was counted, beside what the book says; the difference is what will be booked. */
export function StockCountScreen() {
  const { t } = useTranslation('stock')
  return <DocumentScreen title={t('count.title')} listPlace={{ screen: 'stock.list' }} begin={beginCount} editor={CountEditor} />
}

const beginCount = (today: string): BusinessEvent => newEvent('stock.count', today, { lines: [] })

function CountEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('stock')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const toast = useToast()
  const sentence = useRefusalSentence()
  const defaultWarehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({
    beginning, lists, onKey, onPosted, onDiscarded, derivedFrom: defaultWarehouse,
    derive: (event) => (event['warehouse'] === undefined ? withField(event, 'warehouse', defaultWarehouse) : event),
  })
  const { draft, event } = editor
  const lines = listOf(event, 'lines')
  const warehouse = textOf(event, 'warehouse') || defaultWarehouse
  const valuation = useCall('report.run', { name: 'stock-valuation', arguments: { asOf: event.date } }, { keepPrevious: true })
  const inBook = useMemo(() => new Map(((valuation.data as unknown as Valuation | undefined)?.rows ?? []).flatMap((row) => row.warehouses.filter((entry) => entry.warehouse === warehouse).map((entry) => [row.product, entry.quantity] as const))), [valuation.data, warehouse])
  const products = useProducts(lines.map((line) => textOf(line, 'product')))
  const columns = useMemo((): readonly Column<DraftLine>[] => {
    const book = (line: DraftLine): string => (textOf(line, 'product') === '' ? '' : (inBook.get(textOf(line, 'product')) ?? '0'))
    const gap = (line: DraftLine): string => {
      const counted = textOf(line, 'counted')
      return book(line) === '' || !/^\d+(\.\d+)?$/.test(counted) ? '' : difference(counted, book(line))
    }
    return [
      goodsColumn(t('columns.code'), d('linePlaceholder'), format.quantity, (row, code) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'product', code)), `lines.${row}.product`)),
      { id: 'name', kind: 'figure', heading: t('columns.name'), width: 'minmax(140px, 1fr)', value: (line) => products.get(textOf(line, 'product'))?.name ?? '', show: (line) => products.get(textOf(line, 'product'))?.name ?? '' },
      { id: 'book', kind: 'figure', heading: t('count.book'), width: '104px', align: 'end', value: book, show: (line) => (book(line) === '' ? '' : format.quantity(book(line))) },
      { id: 'counted', kind: 'decimal', heading: t('count.counted'), width: '104px', align: 'end', places: 6, value: (line) => textOf(line, 'counted'), write: (line, value) => withField(line, 'counted', value) },
      { id: 'difference', kind: 'figure', heading: t('count.difference'), width: '104px', align: 'end', value: gap, show: (line) => (gap(line) === '' ? '' : isZero(gap(line)) ? '✓' : `${isNegative(gap(line)) ? '' : '+'}${format.quantity(gap(line))}`) },
      { id: 'unit', kind: 'figure', heading: t('columns.unit'), width: '64px', value: (line) => products.get(textOf(line, 'product'))?.unit ?? '', show: (line) => products.get(textOf(line, 'product'))?.unit ?? '' },
    ]
  }, [t, d, format, products, draft, inBook])
  const set = (field: string, value: unknown): void => draft.change((now) => withField(now, field, value), field)
  const addAll = (): void => draft.change((now) => {
    const there = new Set(listOf(now, 'lines').map((line) => textOf(line, 'product')))
    return { ...now, lines: [...listOf(now, 'lines'), ...[...inBook.keys()].filter((code) => !there.has(code)).map((product) => ({ product }))] }
  }, 'all')
  /** A list to count by, without the book's figures: who counts shall look at the goods. */
  async function printSheet(): Promise<void> {
    try {
      const file = await call('stock.countSheet', { warehouse, language: format.language, date: event.date })
      await shell.print(file)
    } catch (error) {
      const [refusal] = refusalsOf(error)
      if (refusal) toast.say(sentence(refusal))
    }
  }
  useActions([
    { id: 'count.all', labelKey: 'stock:count.addAll', keys: ['Alt+A'], when: () => inBook.size > 0, run: addAll },
    { id: 'count.sheet', labelKey: 'stock:count.sheet', keys: ['Alt+P'], run: () => void printSheet() },
  ])
  return (
    <EditorFrame title={t('count.title')} editor={editor} noPaper footer={t('count.foot', { counted: lines.filter((line) => textOf(line, 'counted') !== '').length, all: lines.length })} actions={<><Button keys="Alt+P" onPress={() => void printSheet()}>{t('count.sheet')}</Button><Button keys="Alt+A" onPress={addAll} isDisabled={inBook.size === 0} disabledReason={t('side.none')}>{t('count.addAll')}</Button></>}>
      <div className="document-columns">
        <div className="document-main">
          <Card title={t('count.note')}>
            <div className="stock-head">
              <DateField label={t('editor.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
              <WarehouseField value={warehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
              <TextField label={t('adjust.reason')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} error={editor.refusalAt('note')} />
            </div>
          </Card>
          <Card className="lines-card">
            <EventLines editor={editor} columns={columns} autoFocus onScan={scanInto(editor, 'counted')} />
            <div className="document-foot"><Hindrances editor={editor} fields={shownFields} /></div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}
