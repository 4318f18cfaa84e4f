import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { BookingPanel, copyOf, CurrencySelect, documentTotals, DocumentScreen, type DraftLine, EditorFrame, type EditorProps, fetchMaster, GoodsGrid, Hindrances, listOf, newEvent, partyFacts, PartySection, type ProductFacts, RateField, textOf, TotalsTable, useEditor, useWarehouses, WarehouseField, withField, withFields } from '../../document/index.ts'
import { Card, DateField, TextField, useFormat, useLanguage } from '../../kit/index.ts'

export const goodsMarks = ['product', 'quantity', 'unitPrice', 'description'] as const
const lists = { lines: goodsMarks }

/** A line takes from the good its name, base unit (receipts count in nothing else) and, in the same currency, the usual purchase price. */
export function purchaseLine(line: DraftLine, product: ProductFacts, currency: string, language: 'id' | 'en' | 'zh'): DraftLine {
  const filled = withFields(line, { product: product.code, description: language === 'zh' && product.nameZh ? product.nameZh : product.name, unit: product.unit })
  return textOf(line, 'unitPrice') === '' && product.purchaseCurrency === currency ? withField(filled, 'unitPrice', product.purchasePrice) : filled
}

export function GoodsReceiptScreen() {
  const { t } = useTranslation('purchases')
  return <DocumentScreen title={t('receipt')} listPlace={{ screen: 'purchases.list', params: { tab: 'receipts' } }} begin={beginReceipt} editor={ReceiptEditor} />
}

function beginReceipt(today: string, params: Readonly<Record<string, string>>): BusinessEvent | Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'purchase.receive', today)
  return newEvent('purchase.receive', today, { currency: 'IDR', lines: [], ...(params['party'] ? { supplier: params['party'] } : {}) })
}

function ReceiptEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('purchases')
  const { t: d } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const warehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded, derive: (event) => (event['warehouse'] === undefined ? withField(event, 'warehouse', warehouse) : event), derivedFrom: warehouse })
  const { draft, event } = editor
  const currency = textOf(event, 'currency') || 'IDR'
  const lines = listOf(event, 'lines')
  const totals = documentTotals(lines, currency, undefined, undefined)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function pickSupplier(code: string): void {
    set('supplier', code)
    if (code !== '') void fetchMaster('party', code).then((view) => {
      const own = view ? partyFacts(view).currency : ''
      if (own) draft.complete((now) => (listOf(now, 'lines').length === 0 ? withField(now, 'currency', own) : now))
    })
  }

  return (
    <EditorFrame title={t('receipt')} editor={editor} noPaper footer={[t('footLines', { count: lines.length }), t('footQuantity', { quantity: format.quantity(totals.quantity) })].join(' · ')}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={textOf(event, 'supplier')} title={d('from')} label={t('supplier')} side="payable" error={editor.refusalAt('supplier')} autoFocus={textOf(event, 'supplier') === ''} thenLines onPick={pickSupplier} />
            <Card title={d('terms')}>
              <div className="terms-form">
                <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
                <CurrencySelect value={currency} onChange={(code) => draft.change((now) => withFields(now, { currency: code, rate: undefined }), 'currency')} />
                <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />
                <WarehouseField value={textOf(event, 'warehouse') || warehouse} onChange={(code) => set('warehouse', code)} error={editor.refusalAt('warehouse')} />
                <TextField label={t('supplierNote')} value={textOf(event, 'supplierNumber')} onChange={(number) => set('supplierNumber', number)} placeholder={t('supplierNoteExample')} />
              </div>
            </Card>
          </div>
          <Card className="lines-card">
            <GoodsGrid editor={editor} currency={currency} unitFixed fill={(line, product) => purchaseLine(line, product, currency, language)} />
            <div className="document-foot">
              <Hindrances editor={editor} fields={['supplier', 'date', 'rate', 'warehouse']} />
              <TotalsTable subtotal={totals.subtotal} discount="0" vat="0" total={totals.total} currency={currency} />
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}
