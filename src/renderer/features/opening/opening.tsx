import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import type { DocumentRow } from '../../../contract/index.ts'
import { call, useCall } from '../../client/index.ts'
import { accountSource, BookingPanel, currencyOfAccount, difference, DocumentScreen, type DraftLine, EditorFrame, type EditorProps, fetchMaster, Hindrances, inBase, isNegative, listOf, negated, newEvent, partyFacts, partySource, PostedDocument, sortHits, sumOf, textOf, useAccounts, useEditor, useProducts, useWarehouses, WarehouseField, withField, withFields, withLine, withoutLine } from '../../document/index.ts'
import { Card, DateField, Tabs, useFormat, useRefusalSentence, useToast } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import './opening.css'

const lists = { accounts: ['account', 'debit', 'credit'], receivables: ['customer', 'amount'], payables: ['supplier', 'amount'], stock: ['product', 'quantity', 'value'], persons: ['party', 'account', 'debit', 'credit'] }
type Part = keyof typeof lists
const parts = Object.keys(lists) as Part[]

export function OpeningScreen() {
  const { t } = useTranslation('opening')
  const found = useCall('list.page', { list: 'documents', offset: 0, limit: 5, filter: { type: 'opening.post' } }, { topics: ['ledger', 'book'] })
  // Once per book: what was posted is shown instead of a form that could only be refused.
  const posted = ((found.data?.rows ?? []) as readonly DocumentRow[]).find((row) => row.status !== 'draft' && row.status !== 'reversed')
  if (posted) return <PostedDocument id={posted.id} />
  return <DocumentScreen title={t('title')} listPlace={{ screen: 'settings' }} begin={(today) => newEvent('opening.post', today, {})} editor={OpeningEditor} />
}

function OpeningEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('opening')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const sentence = useRefusalSentence()
  const toast = useToast()
  const accounts = useAccounts()
  const [part, setPart] = useState<Part>('accounts')
  const defaultWarehouse = useWarehouses().codes[0] ?? ''
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded, derive: (event) => withOwnFields(event, defaultWarehouse), derivedFrom: defaultWarehouse })
  const { draft, event } = editor
  const products = useProducts(listOf(event, 'stock').map((line) => textOf(line, 'product')))

  const signed = (line: DraftLine) => difference(inBase(line['debit'], rateOf(line)), inBase(line['credit'], rateOf(line)))
  const rateOf = (line: DraftLine) => (currencyOfAccount(accounts.byCode.get(textOf(line, 'account'))) === 'IDR' ? '1' : textOf(line, 'rate'))
  const itemBase = (line: DraftLine) => inBase(line['amount'], textOf(line, 'currency') === 'IDR' || textOf(line, 'currency') === '' ? '1' : textOf(line, 'rate'))
  const sums: Record<Part, string> = {
    accounts: sumOf(listOf(event, 'accounts').map(signed)), receivables: sumOf(listOf(event, 'receivables').map(itemBase)),
    payables: negated(sumOf(listOf(event, 'payables').map(itemBase))), stock: sumOf(listOf(event, 'stock').map((line) => line['value'])),
    persons: sumOf(listOf(event, 'persons').map((line) => difference(textOf(line, 'debit') || '0', textOf(line, 'credit') || '0'))),
  }
  const rest = sumOf(Object.values(sums))

  const put = (list: Part, row: number, fields: Readonly<Record<string, unknown>>, field: string) => draft.change((now) => withLine(now, list, row, (line) => withFields(line, fields)), `${list}.${row}.${field}`)
  const text = (id: string, heading: string, width: string, extra: Partial<Column<DraftLine>> = {}): Column<DraftLine> => ({ id, kind: 'text', heading, width, value: (line) => textOf(line, id), write: (line, value) => withField(line, id, value), ...extra } as Column<DraftLine>)
  const decimal = (id: string, heading: string, width: string, places: number, other?: string): Column<DraftLine> => ({
    id, kind: 'decimal', heading, width, align: 'end', places, value: (line) => textOf(line, id), passes: (line) => other !== undefined && textOf(line, other) !== '', write: (line, value) => (other && value !== '' ? withFields(line, { [id]: value, [other]: undefined }) : withField(line, id, value)),
  })
  const partyColumns = (list: 'receivables' | 'payables', role: 'customer' | 'supplier'): readonly Column<DraftLine>[] => [
    {
      id: role, kind: 'pick', heading: d(`field.${role}`), width: 'minmax(130px, 1fr)', value: (line) => textOf(line, role), show: (line) => <b>{textOf(line, role)}</b>, write: (line, value) => withField(line, role, value),
      source: partySource((row, option) => {
        put(list, row, { [role]: option.id }, role)
        void fetchMaster('party', option.id).then((view) => {
          const currency = view ? partyFacts(view).currency : ''
          if (currency) draft.complete((now) => withLine(now, list, row, (line) => (textOf(line, 'currency') === '' ? withField(line, 'currency', currency) : line)))
        })
      }),
    },
    text('id', t('number'), '150px', { placeholder: t('numberPlaceholder') }),
    text('date', d('field.date'), '104px', { passWhenFilled: true, placeholder: event.date }), text('dueDate', d('field.dueDate'), '104px', { passWhenFilled: true }),
    text('currency', d('field.currency'), '74px', { passWhenFilled: true, placeholder: 'IDR' }), decimal('amount', d('field.amount'), '140px', 3), decimal('rate', d('field.rate'), '110px', 8),
  ]
  const columns: Record<Part, readonly Column<DraftLine>[]> = {
    accounts: [
      {
        id: 'account', kind: 'pick', heading: d('field.account'), width: '76px', value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
        source: accountSource((row, option) => put('accounts', row, { account: option.id }, 'account'), 2, (code) => !(accounts.byCode.get(code)?.control ?? false)),
      },
      { id: 'name', kind: 'figure', heading: t('accountName'), width: 'minmax(160px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => `${accounts.nameOf(textOf(line, 'account'), format.language)}${currencyOfAccount(accounts.byCode.get(textOf(line, 'account'))) === 'IDR' ? '' : ` · ${currencyOfAccount(accounts.byCode.get(textOf(line, 'account')))}`}` },
      decimal('debit', d('field.debit'), '160px', 3, 'credit'), decimal('credit', d('field.credit'), '160px', 3, 'debit'),
      // A rate is asked only of an account in a foreign currency.
      { ...decimal('rate', d('field.rate'), '120px', 8), passes: (line: DraftLine) => currencyOfAccount(accounts.byCode.get(textOf(line, 'account'))) === 'IDR' } as Column<DraftLine>,
    ],
    receivables: partyColumns('receivables', 'customer'),
    payables: partyColumns('payables', 'supplier'),
    stock: [
      {
        id: 'product', kind: 'pick', heading: d('field.product'), width: '96px', value: (line) => textOf(line, 'product'), show: (line) => <b>{textOf(line, 'product')}</b>, write: (line, value) => withField(line, 'product', value),
        source: { span: 2, onPick: (row, option) => put('stock', row, { product: option.id }, 'product'), find: async (words) => sortHits(await call('search.find', { text: words, kinds: ['product'], limit: 8 }), words).map((hit) => ({ id: hit.code, label: hit.title, note: hit.unit ?? '' })) },
      },
      { id: 'name', kind: 'figure', heading: d('field.description'), width: 'minmax(160px, 1fr)', value: (line) => products.get(textOf(line, 'product'))?.name ?? '', show: (line) => products.get(textOf(line, 'product'))?.name ?? '' },
      decimal('quantity', d('field.quantity'), '110px', 6),
      { id: 'unit', kind: 'figure', heading: d('field.unit'), width: '64px', value: () => '', show: (line) => products.get(textOf(line, 'product'))?.unit ?? '' },
      decimal('value', t('valueInRupiah'), '170px', 2),
    ],
    persons: [
      {
        id: 'party', kind: 'pick', heading: d('field.party'), width: 'minmax(130px, 1fr)', value: (line) => textOf(line, 'party'), show: (line) => <b>{textOf(line, 'party')}</b>, write: (line, value) => withField(line, 'party', value),
        source: partySource((row, option) => put('persons', row, { party: option.id }, 'party')),
      },
      {
        id: 'account', kind: 'pick', heading: d('field.account'), width: '76px', value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
        source: accountSource((row, option) => put('persons', row, { account: option.id }, 'account'), 2, (code) => ['asset', 'liability', 'equity'].includes(accounts.byCode.get(code)?.type ?? '') && accounts.byCode.get(code)?.cash !== true),
      },
      { id: 'name', kind: 'figure', heading: t('accountName'), width: 'minmax(160px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => accounts.nameOf(textOf(line, 'account'), format.language) },
      decimal('debit', d('field.debit'), '160px', 2, 'credit'), decimal('credit', d('field.credit'), '160px', 2, 'debit'),
    ],
  }
  const wrong = (list: Part) => editor.refusals.filter((refusal) => refusal.field?.startsWith(`${list}.`)).length

  // What was refused comes in sight, on whichever tab its line stands.
  useEffect(() => {
    if (editor.refusedTries > 0 && wrong(part) === 0) setPart(parts.find((list) => wrong(list) > 0) ?? part)
  }, [editor.refusedTries])

  return (
    <EditorFrame title={t('title')} editor={editor} noPaper footer={t('foot')}>
      <div className="document-columns">
        <div className="document-main">
          <Card>
            <div className="opening-head">
              <DateField label={t('date')} hint={t('dateHint')} value={event.date} onChange={(date) => draft.change((now) => withField(now, 'date', date), 'date')} error={editor.refusalAt('date')} />
              {part === 'stock' && <WarehouseField value={textOf(event, 'warehouse') || defaultWarehouse} onChange={(code) => draft.change((now) => withField(now, 'warehouse', code), 'warehouse')} error={null} />}
            </div>
          </Card>
          <Card className="lines-card">
            <Tabs label={t('title')} tab={part} onTab={(id) => setPart(id as Part)} tabs={parts.map((id) => ({ id, label: `${t(`part.${id}`)}${wrong(id) > 0 ? ' ⚠' : ''}`, count: listOf(event, id).length }))} />
            <LineGrid key={part} label={t(`part.${part}`)} columns={columns[part]} lines={listOf(event, part)} language={format.language} emptyLabel={d('nothingFound')} refusals={editor.refusalsOf(part)} refusalText={sentence}
              onEdit={(row, change, field) => draft.change((now) => withLine(now, part, row, (line) => change(line)), `${part}.${field}`)}
              onRemove={(row) => { draft.change((now) => withoutLine(now, part, row), `remove.${part}.${row}.${listOf(event, part).length}`); toast.say(d('lineRemoved', { number: row + 1 }), draft.undo) }} />
            <div className="document-foot">
              <Hindrances editor={editor} list={part} fields={['date']} />
              <dl className="totals">
                {parts.map((id) => <div key={id}><dt>{t(`part.${id}`)}</dt><dd>{format.money(sums[id], 'IDR')}</dd></div>)}
                <div className="grand"><dt>{t('rest')}</dt><dd>{format.money(isNegative(rest) ? negated(rest) : rest, 'IDR')} {isNegative(rest) ? d('debitShort') : d('creditShort')}</dd></div>
              </dl>
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}

/** What the events contract asks of each line and nobody should have to type: an id for an open item, the currency, the warehouse. */
function withOwnFields(event: BusinessEvent, warehouse: string): BusinessEvent {
  const item = (line: DraftLine, index: number): DraftLine => withFields(line, { id: textOf(line, 'id') || `${event.id}-${index + 1}`, currency: (textOf(line, 'currency') || 'IDR').toUpperCase() })
  const place = textOf(event, 'warehouse') || warehouse
  return {
    ...event,
    ...(listOf(event, 'receivables').length > 0 ? { receivables: listOf(event, 'receivables').map(item) } : {}),
    ...(listOf(event, 'payables').length > 0 ? { payables: listOf(event, 'payables').map((line, index) => (textOf(line, 'id') ? item(line, index) : { ...item(line, index), id: `${event.id}-P${index + 1}` })) } : {}),
    ...(listOf(event, 'stock').length > 0 ? { stock: listOf(event, 'stock').map((line) => (textOf(line, 'warehouse') || place === '' ? line : withField(line, 'warehouse', place))) } : {}),
  }
}
