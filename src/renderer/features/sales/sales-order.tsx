import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { copyOf, CurrencySelect, documentTotals, DocumentScreen, EditorFrame, type EditorProps, fetchMaster, GoodsGrid, Hindrances, listOf, newEvent, partyFacts, PartySection, textOf, useEditor, withField, withFields } from '../../document/index.ts'
import { Card, DateField, Select, TextField, useFormat, useLanguage } from '../../kit/index.ts'
import { incoterms } from './incoterms.ts'
import { InvoiceTotals } from './invoice-totals.tsx'
import { lineMarks, lineOfProduct } from './invoice-lines.ts'
import './sales.css'

const lists = { lines: lineMarks }

export function SalesOrderScreen() {
  const { t } = useTranslation('sales')
  return <DocumentScreen title={t('order')} listPlace={{ screen: 'sales.list', params: { tab: 'orders' } }} begin={beginOrder} editor={OrderEditor} />
}

function beginOrder(today: string, params: Readonly<Record<string, string>>): BusinessEvent | Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'sales.order', today)
  return newEvent('sales.order', today, { currency: 'IDR', lines: [], ...(params['party'] ? { customer: params['party'] } : {}) })
}

function OrderEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('sales')
  const { t: d } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const currency = textOf(event, 'currency') || 'IDR'
  const lines = listOf(event, 'lines')
  const totals = documentTotals(lines, currency, undefined, undefined)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function pickBuyer(code: string): void {
    set('customer', code)
    if (code !== '') void fetchMaster('party', code).then((view) => {
      if (!view) return
      const party = partyFacts(view)
      draft.complete((now) => withFields(now, { ...(party.currency && listOf(now, 'lines').length === 0 ? { currency: party.currency } : {}), incoterm: textOf(now, 'incoterm') || party.incoterm, incotermPlace: textOf(now, 'incotermPlace') || party.incotermPlace, paymentTerm: textOf(now, 'paymentTerm') || party.paymentTerm }))
    })
  }

  return (
    <EditorFrame title={t('order')} editor={editor} noPaper footer={[t('footLines', { count: lines.length }), t('footQuantity', { quantity: format.quantity(totals.quantity) })].join(' · ')}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={textOf(event, 'customer')} title={d('to')} label={t('buyer')} side="receivable" error={editor.refusalAt('customer')} autoFocus={textOf(event, 'customer') === ''} thenLines onPick={pickBuyer} />
            <Card title={d('terms')}>
              <div className="terms-form">
                <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
                <CurrencySelect value={currency} onChange={(code) => set('currency', code)} />
                <TextField label={t('shipping.buyerOrderNo')} value={textOf(event, 'buyerOrderNo')} onChange={(number) => set('buyerOrderNo', number)} />
                <TextField label={d('field.paymentTerm')} value={textOf(event, 'paymentTerm')} onChange={(term) => set('paymentTerm', term)} placeholder={t('paymentTermExample')} />
                <div className="terms-pair"><span>{d('field.incoterm')}</span><div className="incoterm-pair">
                  <Select label={d('field.incoterm')} value={textOf(event, 'incoterm')} options={[{ id: '', label: '–' }, ...incoterms.map((id) => ({ id, label: id }))]} onChange={(term) => set('incoterm', term)} />
                  <TextField label={d('field.incotermPlace')} value={textOf(event, 'incotermPlace')} onChange={(place) => set('incotermPlace', place)} placeholder={t('placeExample')} />
                </div></div>
              </div>
            </Card>
          </div>
          <Card className="lines-card">
            <GoodsGrid editor={editor} currency={currency} withHs fill={(line, product) => lineOfProduct(line, product, currency, language)} />
            <div className="document-foot">
              <div><Hindrances editor={editor} fields={['customer', 'date', 'currency']} /><InvoiceTotals.Words total={totals.total} currency={currency} /></div>
              <InvoiceTotals totals={totals} currency={currency} incoterm={textOf(event, 'incoterm')} />
            </div>
          </Card>
        </div>
        <div className="document-side"><Card title={d('willBook')}><p className="quiet booking-empty">{t('orderBooksNothing')}</p></Card></div>
      </div>
    </EditorFrame>
  )
}
