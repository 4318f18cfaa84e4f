import { useMemo } from 'react'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { addDays } from '../../../core/calendar/index.ts'
import { useCreation } from '../../app/creation.ts'
import { call, useCall } from '../../client/index.ts'
import { accountName, BookingPanel, copyOf, CurrencySelect, difference, documentTotals, DocumentScreen, type DraftLine, EditorFrame, type EditorProps, fetchMaster, Hindrances, isNegative, lineNet, listOf, newEvent, partyFacts, PartySection, productFacts, RateField, readDocument, sortHits, sumOf, textOf, TotalsTable, useEditor, useMasters, useWarehouses, WarehouseField, withField, withFields, withLine, withoutLine } from '../../document/index.ts'
import { Button, Card, DateField, Select, TextField, useFormat, useLanguage, useRefusalSentence, useToast } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import { purchaseLine } from './receipt.tsx'
import './purchases.css'

const lists = { lines: ['product', 'account', 'receipt', 'quantity', 'unitPrice', 'amount', 'description'] }

export function PurchaseInvoiceScreen() {
  const { t } = useTranslation('purchases')
  return <DocumentScreen title={t('invoice')} listPlace={{ screen: 'purchases.list' }} begin={beginInvoice} editor={InvoiceEditor} />
}

async function beginInvoice(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'purchase.invoice', today)
  if (params['receipt']) {
    const receipt = await readDocument(params['receipt'])
    return newEvent('purchase.invoice', today < receipt.date ? receipt.date : today, {
      supplier: textOf(receipt.event, 'supplier'), currency: textOf(receipt.event, 'currency') || 'IDR', tax: 'none', lines: linesOfReceipt(receipt.eventId, receipt.event),
    })
  }
  return newEvent('purchase.invoice', today, { currency: 'IDR', tax: 'none', lines: [], ...(params['party'] ? { supplier: params['party'] } : {}) })
}

/** Lines of kind (a) of the events contract: what was received, at the price that is now charged for it. */
function linesOfReceipt(eventId: string, event: BusinessEvent): DraftLine[] {
  return listOf(event, 'lines').map((line, index) => withFields({}, { receipt: eventId, line: index + 1, quantity: textOf(line, 'quantity'), unitPrice: textOf(line, 'unitPrice'), description: textOf(line, 'description'), goods: textOf(line, 'product'), unit: textOf(line, 'unit') }))
}

function InvoiceEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('purchases')
  const { t: d } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const sentence = useRefusalSentence()
  const toast = useToast()
  const creation = useCreation()
  const warehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded, derive: (event) => (event['warehouse'] === undefined ? withField(event, 'warehouse', warehouse) : event), derivedFrom: warehouse })
  const { draft, event } = editor
  const currency = textOf(event, 'currency') || 'IDR'
  const lines = listOf(event, 'lines')
  const totals = documentTotals(lines, currency, undefined, event['tax'])
  const accounts = useMasters('account', lines.map((line) => textOf(line, 'account')))
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function pickSupplier(code: string): void {
    set('supplier', code)
    if (code !== '') void fetchMaster('party', code).then((view) => {
      if (!view) return
      const party = partyFacts(view)
      draft.complete((now) => withFields(now, { dueDate: addDays(now.date, party.termsDays), ...(party.currency && listOf(now, 'lines').length === 0 ? { currency: party.currency } : {}) }))
    })
  }

  async function pick(row: number, kind: 'product' | 'account', code: string): Promise<void> {
    if (kind === 'account') {
      draft.change((now) => withLine(now, 'lines', row, (line) => withFields(line, { account: code, product: undefined, receipt: undefined, line: undefined, quantity: undefined, unitPrice: undefined, unit: undefined, goods: undefined })), `lines.${row}.good`)
      return
    }
    draft.change((now) => withLine(now, 'lines', row, (line) => withFields(line, { product: code, account: undefined, amount: undefined, receipt: undefined, line: undefined, goods: undefined })), `lines.${row}.good`)
    const view = await fetchMaster('product', code)
    if (view) draft.complete((now) => withLine(now, 'lines', row, (line) => (textOf(line, 'product') === code ? purchaseLine(line, productFacts(view), currency, language) : line)))
  }

  const columns = useMemo((): readonly Column<DraftLine>[] => [
    {
      id: 'good', kind: 'pick', heading: t('goodOrAccount'), width: '96px', field: 'product', placeholder: t('goodPlaceholder'),
      value: (line) => textOf(line, 'product') || textOf(line, 'account') || textOf(line, 'goods'), show: (line) => <b>{textOf(line, 'product') || textOf(line, 'account') || textOf(line, 'goods')}</b>,
      write: (line, value) => withField(line, 'product', value),
      source: {
        span: 2,
        find: async (text) => {
          const hits = await call('search.find', { text, kinds: ['product', 'account'], limit: 8 })
          return sortHits(hits, text).map((hit) => ({ id: hit.code, label: hit.title, note: hit.kind === 'account' ? t('account') : hit.stock === undefined ? '' : `${format.quantity(hit.stock)} ${hit.unit ?? ''}`, hit }))
        },
        onPick: (row, option) => pick(row, (option.hit as { kind?: string } | undefined)?.kind === 'account' ? 'account' : 'product', option.id),
        createLabel: (text) => (text === '' ? d('newProductPlain') : d('newProduct', { text })),
        onCreate: async (text, row) => {
          const made = await creation.product(text)
          if (made) await pick(row, 'product', made.code)
          return made !== null
        },
      },
    },
    { id: 'description', kind: 'text', heading: d('field.description'), width: 'minmax(120px, 1fr)', passWhenFilled: true, value: (line) => textOf(line, 'description'), show: (line) => textOf(line, 'description') || accountName(accounts.get(textOf(line, 'account'))?.fields['name'], language), write: (line, value) => withField(line, 'description', value) },
    { id: 'quantity', kind: 'decimal', heading: d('field.quantity'), width: '84px', align: 'end', places: 6, value: (line) => textOf(line, 'quantity'), write: (line, value) => (textOf(line, 'account') ? line : withField(line, 'quantity', value)) },
    { id: 'unit', kind: 'figure', heading: d('field.unit'), width: '64px', value: (line) => textOf(line, 'unit') },
    { id: 'unitPrice', kind: 'decimal', heading: `${d('field.unitPrice')} ${currency}`, width: '116px', align: 'end', places: 6, field: 'unitPrice', value: (line) => textOf(line, 'unitPrice'), write: (line, value) => (textOf(line, 'account') ? line : withField(line, 'unitPrice', value)) },
    { id: 'amount', kind: 'decimal', heading: `${d('field.net')} ${currency}`, width: '124px', align: 'end', places: 3, value: (line) => (textOf(line, 'account') ? textOf(line, 'amount') : lineNet(line, currency) ?? ''), show: (line) => { const net = lineNet(line, currency); return net === null ? textOf(line, 'amount') : format.amount(net, currency) }, write: (line, value) => (textOf(line, 'account') ? withField(line, 'amount', value) : line) },
  ], [t, d, currency, accounts, language, format])

  return (
    <EditorFrame title={t('invoice')} editor={editor} noPaper footer={t('footLines', { count: lines.length })}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={textOf(event, 'supplier')} title={d('from')} label={t('supplier')} side="payable" error={editor.refusalAt('supplier')} autoFocus={textOf(event, 'supplier') === ''} thenLines onPick={pickSupplier} />
            <Card title={d('terms')}>
              <div className="terms-form">
                <div className="terms-pair"><span>{d('field.date')}</span><div>
                  <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
                  <DateField label={d('field.dueDate')} value={textOf(event, 'dueDate') || null} today={event.date} placeholder={d('field.dueDate')} onChange={(date) => set('dueDate', date)} error={editor.refusalAt('dueDate')} />
                </div></div>
                <div className="terms-pair"><span>{d('field.currency')}</span><div>
                  <CurrencySelect value={currency} onChange={(code) => draft.change((now) => withFields(now, { currency: code, rate: undefined }), 'currency')} />
                  <Select label={d('field.tax')} value={textOf(event, 'tax') || 'none'} options={(['none', 'ppn12'] as const).map((id) => ({ id, label: d(`tax.${id}`) }))} onChange={(tax) => set('tax', tax)} error={editor.refusalAt('tax')} />
                </div></div>
                <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />
                <WarehouseField value={textOf(event, 'warehouse') || warehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
                <TextField label={t('supplierInvoice')} value={textOf(event, 'supplierNumber')} onChange={(number) => set('supplierNumber', number)} placeholder={t('supplierInvoiceExample')} />
              </div>
            </Card>
          </div>
          {textOf(event, 'supplier') !== '' && <ReceiptOffers supplier={textOf(event, 'supplier')} taken={lines.map((line) => textOf(line, 'receipt'))} onTake={async (id) => {
            const receipt = await readDocument(id)
            draft.change((now) => ({ ...now, lines: [...listOf(now, 'lines'), ...linesOfReceipt(receipt.eventId, receipt.event)] }), `receipt.${id}`)
          }} />}
          <Card className="lines-card">
            <LineGrid label={d('lines')} columns={columns} lines={lines} language={language} emptyLabel={d('nothingFound')} refusals={editor.refusalsOf('lines')} refusalText={sentence}
              onEdit={(row, change, field) => draft.change((now) => withLine(now, 'lines', row, (line) => change(line)), `lines.${field}`)}
              onRemove={(row) => { draft.change((now) => withoutLine(now, 'lines', row), `remove.${row}.${lines.length}`); toast.say(d('lineRemoved', { number: row + 1 }), draft.undo) }} />
            <div className="document-foot">
              <Hindrances editor={editor} fields={['supplier', 'date', 'dueDate', 'rate', 'tax', 'warehouse']} />
              <TotalsTable subtotal={totals.subtotal} discount="0" vat={totals.vat} total={totals.total} currency={currency} />
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}

/** Receipts of this supplier, newest first: one press takes their lines. */
function ReceiptOffers({ supplier, taken, onTake }: { supplier: string; taken: readonly string[]; onTake(id: string): Promise<void> }) {
  const { t } = useTranslation('purchases')
  const format = useFormat()
  const found = useCall('list.page', { list: 'documents', offset: 0, limit: 6, filter: { type: 'purchase.receive', party: supplier }, sort: { column: 'date', descending: true } }, { topics: ['purchases', 'stock'], keepPrevious: true })
  const candidates = ((found.data?.rows ?? []) as readonly DocumentRow[]).filter((row) => row.status !== 'reversed' && row.status !== 'draft')
  const documents = useQueries({ queries: candidates.map((row) => ({ queryKey: ['document.get', { id: row.id }], queryFn: () => call('document.get', { id: row.id }), meta: { topics: ['purchases', 'stock'] } })) })
  // What was invoiced whole is not offered again; what is left of the rest, the backend knows to the piece.
  const rows = candidates.filter((row, index) => {
    const invoiced = documents[index]?.data?.related.filter((other) => other.type === 'purchase.invoice').map((other) => other.amount)
    return invoiced !== undefined && isNegative(difference(sumOf(invoiced), row.total))
  })
  if (rows.length === 0 || taken.some((receipt) => receipt !== '')) return null
  return (
    <div className="receipt-offers">
      <span className="quiet">{t('fromReceipt')}</span>
      {rows.map((row) => <Button key={row.id} variant="quiet" onPress={() => void onTake(row.id)}>{row.number ?? row.id} · {format.date(row.date, 'short')}</Button>)}
    </div>
  )
}
