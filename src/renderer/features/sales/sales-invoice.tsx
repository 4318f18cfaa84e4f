import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { addDays } from '../../../core/calendar/index.ts'
import { i18next } from '../../i18n.ts'
import { BookingPanel, copyOf, CurrencySelect, documentTotals, DocumentScreen, EditorFrame, type EditorProps, fetchMaster, GoodsGrid, Hindrances, listOf, newEvent, newEventId, partyFacts, PartySection, productFacts, RateField, readDocument, textOf, useEditor, useWarehouses, WarehouseField, withField, withFields } from '../../document/index.ts'
import { Card, DateField, MoneyField, Select, TextField, useFormat, useLanguage } from '../../kit/index.ts'
import { incoterms } from './incoterms.ts'
import { InvoiceTotals } from './invoice-totals.tsx'
import { lineMarks, lineOfProduct, packedFigures, withPackages } from './invoice-lines.ts'
import { ShippingSection } from './shipping-section.tsx'
import './sales.css'

const lists = { lines: lineMarks }
const shownFields = ['customer', 'date', 'dueDate', 'currency', 'rate', 'tax', 'discount', 'warehouse']

export function SalesInvoiceScreen() {
  const { t } = useTranslation('sales')
  return <DocumentScreen title={t('invoice')} listPlace={{ screen: 'sales.list' }} begin={beginInvoice} editor={InvoiceEditor} />
}

async function beginInvoice(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'sales.invoice', today)
  if (params['order']) {
    const order = await readDocument(params['order'])
    // What an order says about its buyer, goods and terms is not typed twice.
    return withBuyer({ ...order.event, event: 'sales.invoice', id: newEventId(), date: today < order.date ? order.date : today, tax: 'none', order: order.eventId } as BusinessEvent, textOf(order.event, 'customer'))
  }
  if (params['delivery']) return ofDelivery(params['delivery'], today)
  const event = newEvent('sales.invoice', today, { currency: 'IDR', tax: 'none', lines: [] })
  return params['party'] ? await withBuyer(event, params['party']) : event
}

/** What was delivered is invoiced as it was: the order's prices where there is one, else the usual ones. */
async function ofDelivery(id: string, today: string): Promise<BusinessEvent> {
  const delivery = await readDocument(id)
  const from = delivery.related.find((other) => other.type === 'sales.order')
  const order = from ? (await readDocument(from.id)).event : null
  const { order: _order, ...terms } = order ?? ({} as BusinessEvent)
  const event = await withBuyer({
    ...terms, event: 'sales.invoice', id: newEventId(), date: today < delivery.date ? delivery.date : today, tax: 'none', currency: order ? textOf(order, 'currency') || 'IDR' : 'IDR', delivery: delivery.eventId, deliver: false, lines: [],
  } as unknown as BusinessEvent, textOf(delivery.event, 'customer'))
  const language = (['en', 'zh'] as const).find((one) => i18next.language === one) ?? 'id'
  const lines = await Promise.all(listOf(delivery.event, 'lines').map(async (line) => {
    const product = textOf(line, 'product')
    const view = await fetchMaster('product', product)
    const ordered = order ? listOf(order, 'lines').find((other) => textOf(other, 'product') === product) : undefined
    const kept = withFields({}, { product, quantity: textOf(line, 'quantity'), unit: textOf(line, 'unit'), unitPrice: ordered?.['unitPrice'] })
    return view ? lineOfProduct(kept, productFacts(view), textOf(event, 'currency') || 'IDR', language) : kept
  }))
  return { ...event, lines }
}

/** A buyer brings currency, tax and terms of delivery along, for as long as nothing else was typed. */
async function withBuyer(event: BusinessEvent, code: string): Promise<BusinessEvent> {
  const view = await fetchMaster('party', code)
  return view ? buyerFields(withField(event, 'customer', code), view) : withField(event, 'customer', code)
}

function buyerFields(event: BusinessEvent, view: Parameters<typeof partyFacts>[0]): BusinessEvent {
  const party = partyFacts(view)
  const isForeign = party.country !== '' && party.country !== 'ID'
  const isUnpriced = listOf(event, 'lines').every((line) => textOf(line, 'unitPrice') === '')
  return withFields(event, {
    dueDate: addDays(event.date, party.termsDays),
    ...(isUnpriced && party.currency ? { currency: party.currency } : {}),
    tax: isForeign ? 'export0' : textOf(event, 'tax') === 'export0' ? 'none' : textOf(event, 'tax'),
    incoterm: textOf(event, 'incoterm') || party.incoterm, incotermPlace: textOf(event, 'incotermPlace') || party.incotermPlace, paymentTerm: textOf(event, 'paymentTerm') || party.paymentTerm,
  })
}

function InvoiceEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('sales')
  const { t: d } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const warehouses = useWarehouses()
  const defaultWarehouse = warehouses.codes[0] ?? ''
  const discount = useRef<HTMLInputElement>(null)
  const editor = useEditor({
    beginning, lists, onKey, onPosted, onDiscarded,
    derive: (event) => withPackages(event['warehouse'] === undefined ? withField(event, 'warehouse', defaultWarehouse) : event),
    derivedFrom: defaultWarehouse,
  })
  const { draft, event } = editor
  // In an export invoice the warehouse stands with the shipping; the first one is made where it is seen.
  const hasNoWarehouse = !warehouses.isPending && warehouses.codes.length === 0
  const currency = textOf(event, 'currency') || 'IDR'
  const lines = listOf(event, 'lines')
  const totals = documentTotals(lines, currency, event['discount'], event['tax'])
  const packed = packedFigures(lines)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function pickBuyer(code: string): void {
    draft.change((now) => withField(now, 'customer', code), 'customer')
    if (code === '') return
    void fetchMaster('party', code).then((view) => { if (view) draft.complete((now) => (textOf(now, 'customer') === code ? buyerFields(now, view) : now)) })
  }

  return (
    <EditorFrame title={t('invoice')} editor={editor}
      footer={[t('footLines', { count: lines.length }), t('footQuantity', { quantity: format.quantity(totals.quantity) }), ...(packed ? [t('footPacked', { gross: format.decimal(packed.grossKg), volume: format.decimal(packed.volumeM3) })] : [])].join(' · ')}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={textOf(event, 'customer')} title={d('to')} label={t('buyer')} side="receivable" error={editor.refusalAt('customer')} autoFocus={textOf(event, 'customer') === ''} thenLines onPick={pickBuyer} />
            <Card title={d('terms')}>
              <div className="terms-form">
                <div className="terms-pair"><span>{d('field.date')}</span><div>
                  <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
                  <DateField label={d('field.dueDate')} value={textOf(event, 'dueDate') || null} today={event.date} placeholder={d('field.dueDate')} onChange={(date) => set('dueDate', date)} error={editor.refusalAt('dueDate')} />
                </div></div>
                <div className="terms-pair"><span>{d('field.currency')}</span><div>
                  <CurrencySelect value={currency} onChange={(code) => draft.change((now) => withFields(now, { currency: code, rate: undefined }), 'currency')} />
                  <Select label={d('field.tax')} value={textOf(event, 'tax') || 'none'} options={(['none', 'ppn12', 'export0'] as const).map((id) => ({ id, label: d(`tax.${id}`) }))} onChange={(tax) => set('tax', tax)} error={editor.refusalAt('tax')} />
                </div></div>
                {currency === 'IDR'
                  ? <WarehouseField value={textOf(event, 'warehouse') || defaultWarehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
                  : <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />}
                {hasNoWarehouse && currency !== 'IDR' && <WarehouseField value={textOf(event, 'warehouse')} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />}
                <TextField label={d('field.paymentTerm')} value={textOf(event, 'paymentTerm')} onChange={(term) => set('paymentTerm', term)} placeholder={t('paymentTermExample')} />
                <div className="terms-pair"><span>{d('field.incoterm')}</span><div className="incoterm-pair">
                  <Select label={d('field.incoterm')} value={textOf(event, 'incoterm')} options={[{ id: '', label: '–' }, ...incoterms.map((id) => ({ id, label: id }))]} onChange={(term) => set('incoterm', term)} />
                  <TextField label={d('field.incotermPlace')} value={textOf(event, 'incotermPlace')} onChange={(place) => set('incotermPlace', place)} placeholder={t('placeExample')} />
                </div></div>
              </div>
            </Card>
          </div>
          <Card className="lines-card">
            <GoodsGrid editor={editor} currency={currency} withHs withDiscount fill={(line, product) => lineOfProduct(line, product, currency, language)} onLeave={() => discount.current?.focus()} />
            <div className="document-foot">
              <div>
                <Hindrances editor={editor} fields={shownFields} />
                <InvoiceTotals.Words total={totals.total} currency={currency} />
              </div>
              <InvoiceTotals totals={totals} currency={currency} incoterm={textOf(event, 'incoterm')}>
                <MoneyField ref={discount} label={d('discount')} hideLabel currency={currency} whole={totals.subtotal} value={textOf(event, 'discount') || null} onChange={(value) => set('discount', value)} error={editor.refusalAt('discount')} />
              </InvoiceTotals>
            </div>
          </Card>
          <ShippingSection editor={editor} warehouse={currency === 'IDR' || hasNoWarehouse ? null : <WarehouseField value={textOf(event, 'warehouse') || defaultWarehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />} />
        </div>
        <div className="document-side"><BookingPanel live={editor.live} showProfit /></div>
      </div>
    </EditorFrame>
  )
}
