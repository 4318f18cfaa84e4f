import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useActions } from '../../app/actions.ts'
import { useCall } from '../../client/index.ts'
import { DocumentScreen, EditorBody, EditorFrame, type EditorProps, EventLines, Hindrances, listOf, newEvent, textOf, useEditor, useMasters, useWarehouses, WarehouseField, withField, withLine, type DraftLine } from '../../document/index.ts'
import { Button, Card, DateField, MoneyField, TextField, useFormat } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'
import { billOf, materialsFor } from './bill-of-materials.ts'
import { goodsColumn, startOf } from './stock-lines.ts'
import { stockOf, type Valuation } from './stock-words.ts'
import './stock.css'

const lists = { consume: ['product', 'quantity'], produce: ['product', 'quantity', 'costShare'] }
const shownFields = ['date', 'warehouse', 'labour', 'overhead', 'note']

/** Materials become products: what their bills ask for is proposed, what was really used is booked. */
export function ProductionScreen() {
  const { t } = useTranslation('stock')
  return <DocumentScreen title={t('production.title')} listPlace={{ screen: 'stock.list' }} begin={beginProduction} editor={ProductionEditor} />
}

const beginProduction = (today: string, params: Readonly<Record<string, string>>): BusinessEvent => newEvent('production.post', today, { produce: params['product'] ? [{ product: params['product'] }] : [], consume: [] })

function ProductionEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('stock')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const defaultWarehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({
    beginning, lists, onKey, onPosted, onDiscarded, derivedFrom: defaultWarehouse,
    derive: (event) => (event['warehouse'] === undefined ? withField(event, 'warehouse', defaultWarehouse) : event),
  })
  const { draft, event } = editor
  const made = listOf(event, 'produce')
  const used = listOf(event, 'consume')
  const warehouse = textOf(event, 'warehouse') || defaultWarehouse
  const valuation = useCall('report.run', { name: 'stock-valuation', arguments: { asOf: event.date } }, { keepPrevious: true }).data as unknown as Valuation | undefined
  const masters = useMasters('product', [...made, ...used].map((line) => textOf(line, 'product')))
  const proposed = useMemo(() => materialsFor(made.map((line) => ({ product: textOf(line, 'product'), quantity: textOf(line, 'quantity') })), (product) => billOf(masters.get(product)?.fields)), [made, masters])
  /** The materials follow the bills until somebody types what was really used. */
  const follows = useRef(used.length === 0)
  const stamp = JSON.stringify(proposed)
  useEffect(() => {
    if (follows.current && JSON.stringify(used) !== stamp && (proposed.length > 0 || used.length > 0)) draft.complete((now) => ({ ...now, consume: proposed }))
  }, [stamp])
  const propose = (): void => {
    follows.current = true
    draft.change((now) => ({ ...now, consume: proposed }), 'proposed')
  }
  useActions([{ id: 'production.propose', labelKey: 'stock:production.propose', keys: ['Alt+B'], when: () => proposed.length > 0, run: propose }])

  const columnsOf = (list: 'consume' | 'produce'): readonly Column<DraftLine>[] => {
    const facts = (line: DraftLine) => masters.get(textOf(line, 'product'))?.fields
    const name = (line: DraftLine): string => String(facts(line)?.['name'] ?? '')
    const unit = (line: DraftLine): string => (facts(line) ? String(facts(line)?.['unit'] ?? 'pcs') : '')
    const lies = (line: DraftLine): string => (textOf(line, 'product') === '' ? '' : format.quantity(stockOf(valuation, textOf(line, 'product'), warehouse)))
    return [
      goodsColumn(t('columns.code'), d('linePlaceholder'), format.quantity, (row, code) => draft.change((now) => withLine(now, list, row, (line) => withField(line, 'product', code)), `${list}.${row}.product`)),
      { id: 'name', kind: 'figure', heading: t('columns.name'), width: 'minmax(140px, 1fr)', value: name, show: name },
      { id: 'lies', kind: 'figure', heading: t('columns.quantity'), width: '96px', align: 'end', value: lies, show: lies },
      { id: 'quantity', kind: 'decimal', heading: t(`production.${list}Quantity`), width: '104px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(line, 'quantity', value) },
      { id: 'unit', kind: 'figure', heading: t('columns.unit'), width: '60px', value: unit, show: unit },
      ...(list === 'produce' ? [{ id: 'costShare', kind: 'decimal', heading: t('production.costShare'), width: '104px', align: 'end', places: 6, placeholder: t('production.costShareAuto'), value: (line: DraftLine) => textOf(line, 'costShare'), write: (line: DraftLine, value: string) => withField(line, 'costShare', value) } satisfies Column<DraftLine>] : []),
    ]
  }
  const set = (field: string, value: unknown): void => draft.change((now) => withField(now, field, value), field)
  return (
    <EditorFrame title={t('production.title')} editor={editor} noPaper footer={t('production.foot', { made: made.length, used: used.length })} actions={<Button keys="Alt+B" onPress={propose} isDisabled={proposed.length === 0} disabledReason={t('production.noBill')}>{t('production.propose')}</Button>}>
      <EditorBody editor={editor}>
        <Card>
          <div className="editor-form">
            <DateField label={t('editor.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            <WarehouseField value={warehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
            <MoneyField label={t('production.labour')} currency="IDR" value={textOf(event, 'labour') || null} onChange={(amount) => set('labour', amount)} error={editor.refusalAt('labour')} />
            <MoneyField label={t('production.overhead')} currency="IDR" value={textOf(event, 'overhead') || null} onChange={(amount) => set('overhead', amount)} error={editor.refusalAt('overhead')} />
            <TextField label={t('adjust.reason')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} />
          </div>
        </Card>
        <Card title={t('production.made')} className="half-lines">
          <EventLines editor={editor} list="produce" label={t('production.made')} columns={columnsOf('produce')} autoFocus {...startOf(beginning.event, 'produce')} />
        </Card>
        <Card title={t('production.used')} className="half-lines">
          <EventLines editor={editor} list="consume" label={t('production.used')} columns={columnsOf('consume')} onTouch={() => { follows.current = false }} />
          <div className="document-foot"><Hindrances editor={editor} list="consume" fields={shownFields} /></div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
