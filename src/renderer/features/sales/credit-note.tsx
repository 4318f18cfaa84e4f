import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { BookingPanel, DocumentScreen, type DraftLine, EditorFrame, type EditorProps, Hindrances, listOf, newEvent, PartySection, readDocument, textOf, TotalsTable, useEditor, withField, withLine } from '../../document/index.ts'
import { Card, Checkbox, DateField, TextField, useFormat, useRefusalSentence } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import './sales.css'

const lists = { lines: ['quantity', 'amount'] }

export function CreditNoteScreen() {
  const { t } = useTranslation('sales')
  return <DocumentScreen title={t('creditNote')} listPlace={{ screen: 'sales.list', params: { tab: 'creditNotes' } }} begin={beginCreditNote} editor={CreditNoteEditor} />
}

/** A credit note has the lines of its invoice; what is left empty is not credited. */
async function beginCreditNote(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  const invoice = await readDocument(params['invoice'] ?? '')
  return newEvent('sales.creditNote', today < invoice.date ? invoice.date : today, {
    customer: textOf(invoice.event, 'customer'), invoice: invoice.eventId, invoiceDocument: invoice.id,
    lines: listOf(invoice.event, 'lines').map((_, index) => ({ line: index + 1 })),
  })
}

function CreditNoteEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('sales')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const sentence = useRefusalSentence()
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const invoice = useCall('document.get', { id: textOf(event, 'invoiceDocument') }, { enabled: textOf(event, 'invoiceDocument') !== '' }).data
  const lines = listOf(event, 'lines')
  const restocks = lines.some((line) => line['restock'] !== false)
  const currency = invoice?.totals?.currency ?? 'IDR'
  const totals = editor.live.preview?.totals ?? null

  const columns = useMemo((): readonly Column<DraftLine>[] => {
    const original = (line: DraftLine) => listOf(invoice?.event ?? ({} as BusinessEvent), 'lines')[Number(line['line']) - 1]
    return [
      { id: 'product', kind: 'figure', heading: d('field.product'), width: 'minmax(140px, 1fr)', value: (line) => textOf(original(line), 'product') || textOf(original(line), 'account'), show: (line) => <span><b>{textOf(original(line), 'product') || textOf(original(line), 'account')}</b> {textOf(original(line), 'description')}</span> },
      { id: 'sold', kind: 'figure', heading: t('credit.sold'), width: '100px', align: 'end', value: (line) => textOf(original(line), 'quantity'), show: (line) => format.quantity(textOf(original(line), 'quantity')) },
      { id: 'net', kind: 'figure', heading: `${d('field.net')} ${currency}`, width: '120px', align: 'end', value: () => '', show: (line) => { const net = invoice?.totals?.lines[Number(line['line']) - 1]; return net ? format.amount(net, currency) : '' } },
      { id: 'quantity', kind: 'decimal', heading: t('credit.returned'), width: '110px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => withField(withField(line, 'amount', undefined), 'quantity', value) },
      { id: 'amount', kind: 'decimal', heading: t('credit.allowance'), width: '130px', align: 'end', places: 2, value: (line) => textOf(line, 'amount'), write: (line, value) => withField(withField(line, 'quantity', undefined), 'amount', value) },
    ]
  }, [invoice, currency, t, d, format])

  return (
    <EditorFrame title={t('creditNote')} editor={editor} noPaper footer={t('creditKeys')}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={textOf(event, 'customer')} title={d('to')} label={t('buyer')} side="receivable" error={editor.refusalAt('customer')} onPick={() => undefined} />
            <Card title={d('terms')}>
              <div className="terms-form">
                <DateField label={d('field.date')} value={event.date} onChange={(date) => draft.change((now) => withField(now, 'date', date ?? ''), 'date')} error={editor.refusalAt('date')} />
                <TextField label={d('field.invoice')} value={invoice?.number ?? textOf(event, 'invoice')} onChange={() => undefined} isReadOnly error={editor.refusalAt('invoice')} />
                <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => draft.change((now) => withField(now, 'note', note), 'note')} />
                <Checkbox label={t('credit.restock')} value={restocks} onChange={(restock) => draft.change((now) => ({ ...now, lines: listOf(now, 'lines').map((line) => withField(line, 'restock', restock ? undefined : false)) }), 'restock')} />
              </div>
            </Card>
          </div>
          <Card className="lines-card">
            <LineGrid label={d('lines')} columns={columns} lines={lines} language={format.language} emptyLabel="" fixed autoFocus refusals={editor.refusalsOf('lines')} refusalText={sentence}
              onEdit={(row, change, field) => draft.change((now) => withLine(now, 'lines', row, (line) => change(line)), `lines.${field}`)} />
            <div className="document-foot">
              <Hindrances editor={editor} fields={['customer', 'date', 'invoice']} />
              {totals && <TotalsTable subtotal={totals.net} discount="0" vat={totals.vat} total={totals.total} currency={totals.currency} totalLabel={t('credit.total')} />}
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}
