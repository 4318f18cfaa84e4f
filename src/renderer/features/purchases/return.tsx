import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { documentTotals, DocumentScreen, type DraftLine, EditorBody, EditorFrame, type EditorProps, EventLines, Hindrances, listOf, newEvent, PartySection, readDocument, textOf, useEditor, useRelated, withField, withFields, withGoods } from '../../document/index.ts'
import { Button, Card, DateField, TextField, useFormat } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'
import './purchases.css'

const lists = { lines: ['quantity'] }
const shownFields = ['supplier', 'date', 'receipt', 'invoice', 'note']

/** Goods that go back to their supplier: of a receipt that was not billed yet, or of an invoice, which is then owed less. */
export function PurchaseReturnScreen() {
  const { t } = useTranslation('purchases')
  return <DocumentScreen title={t('return.title')} listPlace={{ screen: 'purchases.list', params: { tab: 'returns' } }} begin={beginReturn} editor={ReturnEditor} />
}

async function beginReturn(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  const event = newEvent('purchase.return', today, withFields({}, { supplier: params['party'], lines: [] }))
  return params['source'] ? ofSource(event, params['source']) : event
}

/** A return has the lines of its source; what is left empty does not go back. */
async function ofSource(event: BusinessEvent, id: string): Promise<BusinessEvent> {
  const source = await readDocument(id)
  const isReceipt = source.type === 'purchase.receive'
  return withFields(event, {
    date: event.date < source.date ? source.date : event.date, supplier: textOf(source.event, 'supplier'), sourceDocument: source.id,
    receipt: isReceipt ? source.eventId : undefined, invoice: isReceipt ? undefined : source.eventId, lines: listOf(source.event, 'lines').map((_, index) => ({ line: index + 1 })),
  })
}

function ReturnEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('purchases')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded, isMissing: (refusal, now) => refusal.code === 'FIELD_INVALID' && now['receipt'] === undefined && now['invoice'] === undefined })
  const { draft, event } = editor
  const id = textOf(event, 'sourceDocument')
  const source = useCall('document.get', { id }, { enabled: id !== '' }).data
  const supplier = textOf(event, 'supplier')
  const currency = source?.totals?.currency ?? (textOf(source?.event, 'currency') || 'IDR')
  const lines = listOf(event, 'lines')
  const related = useRelated(source)
  // An invoice of a receipt names the receipt's lines: the good is there.
  const original = (line: DraftLine): DraftLine | undefined => {
    const own = source ? listOf(source.event, 'lines')[Number(line['line']) - 1] : undefined
    return own && source ? withGoods(own, source.event, related) : own
  }
  const totals = documentTotals(lines.map((line) => ({ quantity: line['quantity'], unitPrice: original(line)?.['unitPrice'] })), currency, undefined, undefined)

  const columns = useMemo((): readonly Column<DraftLine>[] => [
    { id: 'product', kind: 'figure', heading: d('field.product'), width: 'minmax(160px, 1fr)', value: (line) => textOf(original(line), 'product'), show: (line) => <span><b>{textOf(original(line), 'product') || textOf(original(line), 'goods') || textOf(original(line), 'account')}</b> {textOf(original(line), 'description')}</span> },
    { id: 'bought', kind: 'figure', heading: t('return.bought'), width: '120px', align: 'end', value: (line) => textOf(original(line), 'quantity'), show: (line) => format.quantity(textOf(original(line), 'quantity') || '0') },
    { id: 'price', kind: 'figure', heading: `${d('field.unitPrice')} ${currency}`, width: '130px', align: 'end', value: (line) => textOf(original(line), 'unitPrice'), show: (line) => (textOf(original(line), 'unitPrice') === '' ? '' : format.decimal(textOf(original(line), 'unitPrice'))) },
    { id: 'quantity', kind: 'decimal', heading: t('return.goesBack'), width: '120px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(line, 'quantity', value) },
  ], [source, related, currency, t, d, format])

  return (
    <EditorFrame title={t('return.title')} editor={editor} noPaper footer={t('return.foot')}>
      <EditorBody editor={editor}>
        <div className="document-head">
          <PartySection code={supplier} title={d('to')} label={t('supplier')} side="payable" error={editor.refusalAt('supplier')} autoFocus={supplier === ''}
            onPick={(code) => { if (code !== supplier) draft.change((now) => withFields({ ...now, lines: [] }, { supplier: code, receipt: undefined, invoice: undefined, sourceDocument: undefined }), 'supplier') }} />
          <Card title={d('terms')}>
            <div className="terms-form">
              <DateField label={d('field.date')} value={event.date} onChange={(date) => draft.change((now) => withField(now, 'date', date), 'date')} error={editor.refusalAt('date')} />
              <TextField label={t('return.of')} value={source ? `${source.number ?? source.id}` : ''} onChange={() => undefined} isReadOnly error={editor.refusalAt('receipt') ?? editor.refusalAt('invoice')} />
              <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => draft.change((now) => withField(now, 'note', note), 'note')} placeholder={t('return.noteExample')} />
            </div>
          </Card>
        </div>
        {id === '' && supplier !== '' && <SourceOffers supplier={supplier} onTake={(chosen) => void ofSource(event, chosen).then((next) => draft.change(() => next, 'source'))} />}
        <Card className="lines-card">
          {lines.length > 0 ? <EventLines key={id} editor={editor} columns={columns} fixed autoFocus /> : <p className="quiet nothing-open">{t(supplier === '' ? 'return.pickSupplier' : 'return.pickSource')}</p>}
          <div className="document-foot">
            <Hindrances editor={editor} fields={shownFields} />
            <dl className="totals"><div className="grand"><dt>{t('return.value')}</dt><dd>{format.money(totals.net, currency)}</dd></div></dl>
          </div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}

/** Receipts and invoices of this supplier, newest first. */
function SourceOffers({ supplier, onTake }: { supplier: string; onTake(id: string): void }) {
  const { t } = useTranslation('purchases')
  const format = useFormat()
  const page = (type: string) => ({ list: 'documents' as const, offset: 0, limit: 6, filter: { type, party: supplier }, sort: { column: 'date', descending: true } })
  const invoices = useCall('list.page', page('purchase.invoice'), { keepPrevious: true, topics: ['purchases', 'book'] })
  const receipts = useCall('list.page', page('purchase.receive'), { keepPrevious: true, topics: ['purchases', 'book'] })
  const rows = [...((invoices.data?.rows ?? []) as readonly DocumentRow[]), ...((receipts.data?.rows ?? []) as readonly DocumentRow[])].filter((row) => row.status !== 'reversed' && row.status !== 'draft')
  if (rows.length === 0) return null
  return (
    <div className="receipt-offers">
      <span className="quiet">{t('return.from')}</span>
      {rows.map((row) => <Button key={row.id} variant="quiet" onPress={() => onTake(row.id)}>{row.number ?? row.id} · {format.date(row.date, 'short')}</Button>)}
    </div>
  )
}
