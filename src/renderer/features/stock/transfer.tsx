import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { DocumentScreen, EditorBody, EditorFrame, type EditorProps, EventLines, Hindrances, listOf, newEvent, textOf, useEditor, useProducts, useWarehouses, withField, withLine, type DraftLine } from '../../document/index.ts'
import { Card, DateField, Select, TextField, useFormat } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'
import { scanInto } from './scan.ts'
import { goodsColumn, startOf } from './stock-lines.ts'
import { stockOf, type Valuation } from './stock-words.ts'
import './stock.css'

const lists = { lines: ['product', 'quantity'] }
const shownFields = ['date', 'from', 'to', 'note']

/** Goods that move from one warehouse to another; their value stays what it is. */
export function StockTransferScreen() {
  const { t } = useTranslation('stock')
  return <DocumentScreen title={t('transfer.title')} listPlace={{ screen: 'stock.list' }} begin={beginTransfer} editor={TransferEditor} />
}

const beginTransfer = (today: string, params: Readonly<Record<string, string>>): BusinessEvent => newEvent('stock.transfer', today, { lines: params['product'] ? [{ product: params['product'] }] : [] })

function TransferEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('stock')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const { codes } = useWarehouses()
  const [first = '', second = ''] = codes
  const editor = useEditor({
    beginning, lists, onKey, onPosted, onDiscarded, derivedFrom: codes.join(),
    derive: (event) => [['from', first], ['to', second]].reduce((now, [field = '', code]) => (now[field] === undefined ? withField(now, field, code) : now), event),
  })
  const { draft, event } = editor
  const lines = listOf(event, 'lines')
  const from = textOf(event, 'from') || first
  const to = textOf(event, 'to') || second
  const valuation = useCall('report.run', { name: 'stock-valuation', arguments: { asOf: event.date } }, { keepPrevious: true }).data as unknown as Valuation | undefined
  const products = useProducts(lines.map((line) => textOf(line, 'product')))
  const columns = useMemo((): readonly Column<DraftLine>[] => {
    const there = (line: DraftLine, warehouse: string): string => (textOf(line, 'product') === '' ? '' : format.quantity(stockOf(valuation, textOf(line, 'product'), warehouse)))
    return [
      goodsColumn(t('columns.code'), d('linePlaceholder'), format.quantity, (row, code) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'product', code)), `lines.${row}.product`)),
      { id: 'name', kind: 'figure', heading: t('columns.name'), width: 'minmax(140px, 1fr)', value: (line) => products.get(textOf(line, 'product'))?.name ?? '', show: (line) => products.get(textOf(line, 'product'))?.name ?? '' },
      { id: 'there', kind: 'figure', heading: t('transfer.liesIn', { warehouse: from }), width: '120px', align: 'end', value: (line) => there(line, from), show: (line) => there(line, from) },
      { id: 'quantity', kind: 'decimal', heading: t('transfer.moves'), width: '110px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(line, 'quantity', value) },
      { id: 'here', kind: 'figure', heading: t('transfer.liesIn', { warehouse: to }), width: '120px', align: 'end', value: (line) => there(line, to), show: (line) => there(line, to) },
      { id: 'unit', kind: 'figure', heading: t('columns.unit'), width: '64px', value: (line) => products.get(textOf(line, 'product'))?.unit ?? '', show: (line) => products.get(textOf(line, 'product'))?.unit ?? '' },
    ]
  }, [t, d, format, products, draft, valuation, from, to])
  const set = (field: string, value: unknown): void => draft.change((now) => withField(now, field, value), field)
  const options = codes.map((code) => ({ id: code, label: code }))
  return (
    <EditorFrame title={t('transfer.title')} editor={editor} noPaper footer={`${d('lines')} ${lines.length}`}>
      <EditorBody editor={editor}>
        <Card title={codes.length < 2 ? t('transfer.needsTwo') : t('transfer.note')}>
          <div className="editor-form">
            <DateField label={t('editor.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            <Select label={t('transfer.from')} value={from || null} options={options} onChange={(code) => set('from', code)} error={editor.refusalAt('from')} />
            <Select label={t('transfer.to')} value={to || null} placeholder="–" options={options} onChange={(code) => set('to', code)} error={editor.refusalAt('to')} />
            <TextField label={t('adjust.reason')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} error={editor.refusalAt('note')} />
          </div>
        </Card>
        <Card className="lines-card">
          <EventLines editor={editor} columns={columns} autoFocus {...startOf(beginning.event, 'lines')} onScan={scanInto(editor, 'quantity')} />
          <div className="document-foot"><Hindrances editor={editor} fields={shownFields} /></div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
