import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { copyOf, DocumentScreen, EditorBody, EditorFrame, type EditorProps, GoodsGrid, Hindrances, listOf, newEvent, PartySection, readDocument, sumOf, textOf, useEditor, useWarehouses, WarehouseField, withField, withFields } from '../../document/index.ts'
import { Card, DateField, TextField, useFormat, useLanguage } from '../../kit/index.ts'
import { lineOfProduct } from './invoice-lines.ts'
import './sales.css'

const lists = { lines: ['product', 'quantity', 'description'] }
const shownFields = ['customer', 'date', 'order', 'warehouse']

/** Goods that leave before their invoice: stock and cost move now, the invoice of this delivery moves nothing again. */
export function DeliveryScreen() {
  const { t } = useTranslation('sales')
  return <DocumentScreen title={t('delivery.title')} listPlace={{ screen: 'sales.list', params: { tab: 'deliveries' } }} begin={beginDelivery} editor={DeliveryEditor} />
}

async function beginDelivery(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'sales.deliver', today)
  if (!params['order']) return newEvent('sales.deliver', today, withFields({}, { customer: params['party'], lines: [] }))
  const order = await readDocument(params['order'])
  return newEvent('sales.deliver', today < order.date ? order.date : today, withFields({}, {
    customer: textOf(order.event, 'customer'), order: order.eventId, orderDocument: order.id,
    lines: listOf(order.event, 'lines').map((line) => withFields({}, { product: textOf(line, 'product'), quantity: textOf(line, 'quantity'), unit: textOf(line, 'unit'), description: textOf(line, 'description') })),
  }))
}

function DeliveryEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('sales')
  const { t: d } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const warehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded, derivedFrom: warehouse, derive: (event) => (event['warehouse'] === undefined ? withField(event, 'warehouse', warehouse) : event) })
  const { draft, event } = editor
  const orderId = textOf(event, 'orderDocument')
  const order = useCall('document.get', { id: orderId }, { enabled: orderId !== '' }).data
  const lines = listOf(event, 'lines')
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)
  return (
    <EditorFrame title={t('delivery.title')} editor={editor} noPaper footer={[t('footLines', { count: lines.length }), t('footQuantity', { quantity: format.quantity(sumOf(lines.map((line) => line['quantity']), 0)) })].join(' · ')}>
      <EditorBody editor={editor}>
        <div className="document-head">
          <PartySection code={textOf(event, 'customer')} title={d('to')} label={t('buyer')} side="receivable" error={editor.refusalAt('customer')} autoFocus={textOf(event, 'customer') === ''} thenLines onPick={(code) => set('customer', code)} />
          <Card title={d('terms')}>
            <div className="terms-form">
              <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
              <WarehouseField value={textOf(event, 'warehouse') || warehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
              {orderId !== '' && <TextField label={t('delivery.order')} value={order?.number ?? ''} onChange={() => undefined} isReadOnly error={editor.refusalAt('order')} />}
              <TextField label={t('delivery.carrier')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} placeholder={t('delivery.carrierExample')} />
            </div>
          </Card>
        </div>
        <Card className="lines-card">
          <GoodsGrid editor={editor} currency="IDR" withoutPrice fill={(line, product) => withField(lineOfProduct(line, product, '', language), 'unitPrice', undefined)} />
          <div className="document-foot"><Hindrances editor={editor} fields={shownFields} /></div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
