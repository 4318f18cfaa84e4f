import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { accountSource, CashSelect, copyOf, currencyOfAccount, documentTotals, DocumentScreen, type DraftLine, EditorBody, EditorFrame, type EditorProps, EventLines, Hindrances, listOf, newEvent, RateField, RepeatSelect, textOf, TotalsTable, useAccounts, useEditor, usualCashAccount, withField, withFields, withLine } from '../../document/index.ts'
import { Card, DateField, Select, TextField, useFormat } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'

const lists = { lines: ['account', 'amount', 'description'] }
const shownFields = ['date', 'account', 'tax', 'rate', 'note']

/** Money that goes straight into costs, or pays a debt that is no supplier's: rent, wages, taxes. */
export function ExpenseScreen() {
  const { t } = useTranslation('payments')
  return <DocumentScreen title={t('expense.title')} listPlace={{ screen: 'payments.list', params: { tab: 'expenses' } }} begin={beginExpense} editor={ExpenseEditor} />
}

async function beginExpense(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], 'expense.post', today)
  return newEvent('expense.post', params['date'] ?? today, withFields({}, { account: (await usualCashAccount('IDR'))?.code, lines: [] }))
}

function ExpenseEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('payments')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const lines = listOf(event, 'lines')
  const currency = currencyOfAccount(accounts.byCode.get(textOf(event, 'account')))
  const totals = documentTotals(lines, currency, undefined, currency === 'IDR' ? event['tax'] : undefined)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)
  const isAllowed = (code: string): boolean => {
    const account = accounts.byCode.get(code)
    return account !== undefined && !account.control && !account.cash
  }
  const columns: readonly Column<DraftLine>[] = [
    {
      id: 'account', kind: 'pick', heading: d('field.account'), width: '86px', placeholder: t('expense.placeholder'), value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
      source: accountSource((row, option) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'account', option.id)), `lines.${row}.account`), 2, isAllowed),
    },
    { id: 'name', kind: 'figure', heading: t('expense.accountName'), width: 'minmax(140px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => accounts.nameOf(textOf(line, 'account'), format.language) },
    { id: 'amount', kind: 'decimal', heading: `${d('field.amount')} ${currency}`, width: '150px', align: 'end', places: 3, shown: currency === 'IDR' ? 0 : 2, value: (line) => textOf(line, 'amount'), write: (line, value) => withField(line, 'amount', value) },
    { id: 'description', kind: 'text', heading: d('field.description'), width: 'minmax(120px, 1fr)', value: (line) => textOf(line, 'description'), write: (line, value) => withField(line, 'description', value) },
  ]
  return (
    <EditorFrame title={t('expense.title')} editor={editor} noPaper footer={t('expense.foot', { count: lines.length })}>
      <EditorBody editor={editor}>
        <Card>
          <div className="editor-form">
            <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            <CashSelect label={t('fromAccount')} value={textOf(event, 'account')} error={editor.refusalAt('account')} onChange={(code) => draft.change((now) => withFields(now, { account: code, rate: undefined }), 'account')} />
            {currency === 'IDR'
              ? <Select label={d('field.tax')} value={textOf(event, 'tax') || 'none'} options={(['none', 'ppn12'] as const).map((id) => ({ id, label: d(`tax.${id}`) }))} onChange={(tax) => set('tax', tax === 'none' ? '' : tax)} error={editor.refusalAt('tax')} />
              : <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />}
            <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} placeholder={t('expense.noteExample')} />
            <RepeatSelect value={textOf(event, 'repeat')} onChange={(repeat) => set('repeat', repeat)} />
          </div>
        </Card>
        <Card className="lines-card">
          <EventLines editor={editor} columns={columns} autoFocus />
          <div className="document-foot">
            <Hindrances editor={editor} fields={shownFields} />
            <TotalsTable subtotal={totals.subtotal} discount="0" vat={totals.vat} total={totals.total} currency={currency} />
          </div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
