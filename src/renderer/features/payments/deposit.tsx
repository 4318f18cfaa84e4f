import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { CashSelect, currencyOfAccount, DocumentScreen, EditorBody, EditorFrame, type EditorProps, fetchMaster, Hindrances, newEvent, partyFacts, PartySection, RateField, readDocument, sumOf, textOf, useAccounts, useEditor, usualCashAccount, withField, withFields } from '../../document/index.ts'
import { Card, currencySign, DateField, MoneyField, Select, TextField, useFormat } from '../../kit/index.ts'

const shownFields = ['customer', 'date', 'account', 'amount', 'bankCharge', 'rate', 'order', 'tax', 'note']

/** Money of a buyer before there is an invoice; an invoice takes it later, on the payment screen. */
export function DepositScreen() {
  const { t } = useTranslation('payments')
  return <DocumentScreen title={t('depositReceipt.title')} listPlace={{ screen: 'payments.list', params: { tab: 'deposits' } }} begin={beginDeposit} editor={DepositEditor} />
}

async function beginDeposit(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  const order = params['order'] ? await readDocument(params['order']) : null
  const currency = order ? textOf(order.event, 'currency') || 'IDR' : 'IDR'
  return newEvent('deposit.receive', order && today < order.date ? order.date : today, withFields({}, {
    account: (await usualCashAccount(currency))?.code, customer: order ? textOf(order.event, 'customer') : params['party'], order: order?.eventId, orderDocument: order?.id,
  }))
}

function DepositEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('payments')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const party = textOf(event, 'customer')
  const currency = currencyOfAccount(accounts.byCode.get(textOf(event, 'account')))
  const found = useCall('list.page', { list: 'documents', offset: 0, limit: 20, filter: { type: 'sales.order', party }, sort: { column: 'date', descending: true } }, { enabled: party !== '', keepPrevious: true, topics: ['sales', 'book'] })
  const orders = (party === '' ? [] : (found.data?.rows ?? [])) as readonly DocumentRow[]
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function pickBuyer(code: string): void {
    draft.change((now) => withFields(now, { customer: code, order: undefined, orderDocument: undefined }), 'customer')
    if (code === '') return
    void fetchMaster('party', code).then(async (view) => {
      const own = view ? partyFacts(view).currency : ''
      const account = own === '' ? undefined : await usualCashAccount(own)
      if (account) draft.complete((now) => (textOf(now, 'customer') === code && textOf(now, 'amount') === '' ? withField(now, 'account', account.code) : now))
    })
  }
  async function pickOrder(id: string): Promise<void> {
    const order = id === '' ? null : await readDocument(id)
    draft.change((now) => withFields(now, { order: order?.eventId, orderDocument: order?.id }), 'order')
  }

  return (
    <EditorFrame title={t('depositReceipt.title')} editor={editor} noPaper footer={t('depositReceipt.foot')}>
      <EditorBody editor={editor}>
        <div className="document-head">
          <PartySection code={party} title={t('payer')} label={d('field.customer')} side="receivable" error={editor.refusalAt('customer')} autoFocus={party === ''} onPick={pickBuyer}>
            {orders.length > 0 && (
              <div className="terms-form">
                <Select label={t('depositReceipt.order')} value={textOf(event, 'orderDocument')} error={editor.refusalAt('order')} onChange={(id) => void pickOrder(id)}
                  options={[{ id: '', label: t('depositReceipt.noOrder') }, ...orders.map((row) => ({ id: row.id, label: `${row.number ?? row.id} · ${format.money(row.total, row.currency ?? 'IDR')}` }))]} />
              </div>
            )}
          </PartySection>
          <Card title={t('intoAccount')}>
            <div className="terms-form">
              <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
              <CashSelect label={d('field.account')} value={textOf(event, 'account')} error={editor.refusalAt('account')} onChange={(code) => draft.change((now) => withFields(now, { account: code, rate: undefined }), 'account')} />
              <MoneyField label={t('received')} currency={currency} value={textOf(event, 'amount') || null} error={editor.refusalAt('amount')} onChange={(amount) => set('amount', amount)} />
              <MoneyField label={t('bankCharge')} currency={currency} value={textOf(event, 'bankCharge') || null} error={editor.refusalAt('bankCharge')} onChange={(charge) => set('bankCharge', charge)} />
              {currency === 'IDR'
                ? <Select label={d('field.tax')} value={textOf(event, 'tax') || 'none'} options={(['none', 'ppn12'] as const).map((id) => ({ id, label: d(`tax.${id}`) }))} onChange={(tax) => set('tax', tax === 'none' ? '' : tax)} error={editor.refusalAt('tax')} />
                : <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />}
              <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} />
            </div>
          </Card>
        </div>
        <Card>
          <div className="document-foot">
            <Hindrances editor={editor} fields={shownFields} />
            <dl className="totals"><div className="grand"><dt>{t('becomesDeposit')}</dt><dd>{currencySign(currency)} {format.amount(sumOf([event['amount'], event['bankCharge']]), currency)}</dd></div></dl>
          </div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
