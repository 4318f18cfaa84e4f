import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { CashSelect, copyOf, currencyOfAccount, DocumentScreen, EditorBody, EditorFrame, type EditorProps, Hindrances, inBase, newEvent, RateField, textOf, useAccounts, useBookRate, useEditor, usualCashAccount, withField, withFields } from '../../document/index.ts'
import { Card, DateField, MoneyField, TextField, useFormat } from '../../kit/index.ts'

const shownFields = ['date', 'from', 'to', 'fromAmount', 'toAmount', 'bankCharge', 'rate', 'note']

/** Money from one account of the house to another, also into another currency. */
export function TransferScreen() {
  const { t } = useTranslation('payments')
  return <DocumentScreen title={t('transfer.title')} listPlace={{ screen: 'payments.list', params: { tab: 'transfers' } }} begin={beginTransfer} editor={TransferEditor} />
}

async function beginTransfer(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'transfer.post', today)
  return newEvent('transfer.post', today, withFields({}, { from: (await usualCashAccount('USD'))?.code, to: (await usualCashAccount('IDR'))?.code }))
}

function TransferEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('payments')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const currencyOf = (field: string) => currencyOfAccount(accounts.byCode.get(textOf(event, field)))
  const editor = useEditor({
    beginning, lists: {}, onKey, onPosted, onDiscarded, derivedFrom: String(accounts.byCode.size),
    // One currency has one amount: what leaves is what arrives.
    derive: (event) => (isSame(event) && textOf(event, 'toAmount') !== textOf(event, 'fromAmount') ? withField(event, 'toAmount', event['fromAmount']) : event),
  })
  const { draft, event } = editor
  const from = currencyOf('from')
  const to = currencyOf('to')
  const same = isSame(event)
  const book = useBookRate(from === 'IDR' ? to : from, event.date)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)
  const worth = from !== 'IDR' && to === 'IDR' && book && textOf(event, 'fromAmount') !== '' ? inBase(event['fromAmount'], book.rate) : null

  return (
    <EditorFrame title={t('transfer.title')} editor={editor} noPaper footer={t('transfer.foot')}>
      <EditorBody editor={editor}>
        <div className="document-head">
          <Card title={t('transfer.out')}>
            <div className="terms-form">
              <CashSelect label={t('fromAccount')} value={textOf(event, 'from')} autoFocus error={editor.refusalAt('from')} onChange={(code) => draft.change((now) => withFields(now, { from: code, rate: undefined }), 'from')} />
              <MoneyField label={t('transfer.fromAmount')} currency={from} value={textOf(event, 'fromAmount') || null} error={editor.refusalAt('fromAmount')} onChange={(amount) => set('fromAmount', amount)} />
              <MoneyField label={t('bankCharge')} currency={from} value={textOf(event, 'bankCharge') || null} error={editor.refusalAt('bankCharge')} onChange={(charge) => set('bankCharge', charge)} />
            </div>
          </Card>
          <Card title={t('transfer.in')} end={worth === null ? undefined : t('transfer.worth', { amount: format.money(worth, 'IDR') })}>
            <div className="terms-form">
              <CashSelect label={t('intoAccount')} value={textOf(event, 'to')} error={editor.refusalAt('to')} onChange={(code) => set('to', code)} />
              <MoneyField label={t('transfer.toAmount')} currency={to} value={(same ? textOf(event, 'fromAmount') : textOf(event, 'toAmount')) || null} isReadOnly={same} error={editor.refusalAt('toAmount')} onChange={(amount) => { if (!same) set('toAmount', amount) }} />
            </div>
          </Card>
        </div>
        <Card>
          <div className="editor-form">
            <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            {from !== 'IDR' && to !== 'IDR' && !same && <RateField currency={from} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />}
            <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} />
          </div>
          <div className="document-foot"><Hindrances editor={editor} fields={shownFields} /></div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )

  function isSame(of: BusinessEvent): boolean {
    const [a, b] = [accounts.byCode.get(textOf(of, 'from')), accounts.byCode.get(textOf(of, 'to'))]
    return a !== undefined && b !== undefined && currencyOfAccount(a) === currencyOfAccount(b)
  }
}
