import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { BookingPanel, DocumentScreen, EditorFrame, type EditorProps, Hindrances, listOf, newEvent, textOf, useEditor, useProducts, useWarehouses, WarehouseField, withField, withLine, withoutLine, type DraftLine } from '../../document/index.ts'
import { Card, DateField, TextField, useFormat, useRefusalSentence, useToast } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import { goodsColumn } from './stock-lines.ts'
import { isNegative } from './stock-words.ts'
import './stock.css'

const lists = { lines: ['product', 'quantity', 'unitCost'] }
const shownFields = ['date', 'warehouse', 'note']

/** Goods broken, lost, given away or found: a signed quantity each, and its cost where there is more than before. */
export function StockAdjustScreen() {
  const { t } = useTranslation('stock')
  return <DocumentScreen title={t('adjust.title')} listPlace={{ screen: 'stock.list' }} begin={beginAdjustment} editor={AdjustmentEditor} />
}

function beginAdjustment(today: string, params: Readonly<Record<string, string>>): BusinessEvent {
  return newEvent('stock.adjust', today, { lines: params['product'] ? [{ product: params['product'] }] : [] })
}

function AdjustmentEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
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
  const products = useProducts(lines.map((line) => textOf(line, 'product')))
  const columns = useMemo((): readonly Column<DraftLine>[] => [
    goodsColumn(t('columns.code'), d('linePlaceholder'), format.quantity, (row, code) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'product', code)), `lines.${row}.product`)),
    { id: 'name', kind: 'figure', heading: t('columns.name'), width: 'minmax(140px, 1fr)', value: (line) => products.get(textOf(line, 'product'))?.name ?? '', show: (line) => products.get(textOf(line, 'product'))?.name ?? '' },
    { id: 'quantity', kind: 'decimal', heading: t('adjust.quantity'), width: '110px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(line, 'quantity', value) },
    { id: 'unit', kind: 'figure', heading: t('columns.unit'), width: '64px', value: (line) => products.get(textOf(line, 'product'))?.unit ?? '', show: (line) => products.get(textOf(line, 'product'))?.unit ?? '' },
    // What leaves takes the cost that it has; only what comes in needs one.
    { id: 'unitCost', kind: 'decimal', heading: t('adjust.unitCost'), width: '120px', align: 'end', places: 6, value: (line) => textOf(line, 'unitCost'), show: (line) => (isNegative(textOf(line, 'quantity')) ? '–' : textOf(line, 'unitCost') === '' ? '' : format.decimal(textOf(line, 'unitCost'))), write: (line, value) => withField(line, 'unitCost', value) },
  ], [t, d, format, products, draft])
  const set = (field: string, value: unknown): void => draft.change((now) => withField(now, field, value), field)
  return (
    <EditorFrame title={t('adjust.title')} editor={editor} noPaper footer={d('lines') + ` ${lines.length}`}>
      <div className="document-columns">
        <div className="document-main">
          <Card title={t('adjust.note')}>
            <div className="stock-head">
              <DateField label={t('editor.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
              <WarehouseField value={textOf(event, 'warehouse') || defaultWarehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
              <TextField label={t('adjust.reason')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} error={editor.refusalAt('note')} />
            </div>
          </Card>
          <Card className="lines-card">
            <LineGrid
              label={d('lines')} columns={columns} lines={lines} language={format.language} emptyLabel={d('nothingFound')} refusals={editor.refusalsOf('lines')} refusalText={sentence} autoFocus
              onEdit={(row, change, field) => draft.change((now) => withLine(now, 'lines', row, (line) => change(line)), `lines.${field}`)}
              onRemove={(row) => { draft.change((now) => withoutLine(now, 'lines', row), `remove.${row}.${lines.length}`); toast.say(d('lineRemoved', { number: row + 1 }), draft.undo) }}
            />
            <div className="document-foot"><Hindrances editor={editor} fields={shownFields} /></div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}
