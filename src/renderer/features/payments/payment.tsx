import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountRow, OpenItemRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useActions } from '../../app/actions.ts'
import { call, useCall } from '../../client/index.ts'
import { accountName, BookingPanel, difference, DocumentScreen, EditorFrame, type EditorProps, Hindrances, isNegative, isZero, listOf, newEvent, PartySection, RateField, readDocument, sumOf, textOf, useEditor, withField, withFields } from '../../document/index.ts'
import { Button, Card, currencySign, DateField, MoneyField, Select, Tag, TextField, useFormat, useRefusalSentence } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import { allocate, allocatedTo, allocateOldest, type Allocation, exceeds, toggle } from './allocate.ts'
import { Withheld } from './withheld.tsx'
import './payments.css'

type Side = 'receive' | 'send'
const sides = {
  receive: { event: 'payment.receive', party: 'customer', open: 'receivable', held: 'deposit', heldList: 'deposits' },
  send: { event: 'payment.send', party: 'supplier', open: 'payable', held: 'advance', heldList: 'advances' },
} as const

export const ReceiveScreen = () => <PaymentScreen side="receive" />
export const SendScreen = () => <PaymentScreen side="send" />

function PaymentScreen({ side }: { side: Side }) {
  const { t } = useTranslation('payments')
  return <DocumentScreen title={t(side)} listPlace={{ screen: 'payments.list', params: { tab: side } }} begin={(today, params) => beginPayment(side, today, params)} editor={side === 'receive' ? ReceiveEditor : SendEditor} />
}

const ReceiveEditor = (props: EditorProps) => <PaymentEditor {...props} side="receive" />
const SendEditor = (props: EditorProps) => <PaymentEditor {...props} side="send" />

const accountsInput = { list: 'accounts', offset: 0, limit: 1000 } as const
const cashOf = (rows: readonly unknown[] | undefined) => ((rows ?? []) as readonly AccountRow[]).filter((row) => row.cash)
const currencyOf = (account: AccountRow | undefined) => (account === undefined || account.currency === 'base' ? 'IDR' : account.currency)

/** The bank before the till: the cash account of a currency that comes last among those of its first digits. */
function accountFor(accounts: readonly AccountRow[], currency: string): AccountRow | undefined {
  const fitting = accounts.filter((account) => currencyOf(account) === currency)
  return fitting.find((account) => account.role !== 'cash' && /bank/i.test(account.name.en + account.name.id)) ?? fitting[0]
}

async function beginPayment(side: Side, today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  const names = sides[side]
  const accounts = cashOf((await call('list.page', accountsInput)).rows)
  if (params['invoice']) {
    const invoice = await readDocument(params['invoice'])
    const account = accountFor(accounts, invoice.open?.currency ?? 'IDR')
    const open = invoice.open?.amount ?? '0'
    return newEvent(names.event, today < invoice.date ? invoice.date : today, withFields({}, {
      [names.party]: textOf(invoice.event, names.party), account: account?.code, amount: open, allocations: isZero(open) ? [] : [{ invoice: invoice.eventId, amount: open }],
    }))
  }
  return newEvent(names.event, today, withFields({}, { account: accountFor(accounts, 'IDR')?.code, [names.party]: params['party'] }))
}

function PaymentEditor({ beginning, onKey, onPosted, onDiscarded, side }: EditorProps & { side: Side }) {
  const { t } = useTranslation('payments')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const sentence = useRefusalSentence()
  const names = sides[side]
  const editor = useEditor({ beginning, lists: { allocations: ['amount'], [names.heldList]: ['amount'], withheld: ['account', 'amount', 'base', 'certificate'] }, onKey, onPosted, onDiscarded, derive: (event) => (event['amount'] === undefined && listOf(event, names.heldList).length > 0 ? withFields(event, { amount: '0' }) : event) })
  const { draft, event } = editor
  const party = textOf(event, names.party)
  const accounts = cashOf(useCall('list.page', accountsInput, { topics: ['accounts', 'book'] }).data?.rows)
  const account = accounts.find((row) => row.code === textOf(event, 'account'))
  const currency = currencyOf(account)
  const found = useCall('list.page', { list: 'openItems', offset: 0, limit: 500, filter: { party }, sort: { column: 'dueDate', descending: false } }, { enabled: party !== '', keepPrevious: true, topics: ['sales', 'purchases', 'payments', 'book'] })
  const all = (party === '' ? [] : (found.data?.rows ?? [])) as readonly OpenItemRow[]
  const items = all.filter((item) => item.side === names.open && !isZero(item.open))
  const held = all.filter((item) => item.side === names.held && !isZero(item.open))
  const payable = items.filter((item) => item.currency === currency)
  const allocations = listOf(event, 'allocations') as unknown as readonly Allocation[]
  const allocated = sumOf(allocations.map((allocation) => allocation.amount))
  /** Tax that one side keeps back for the tax office: it settles like money. */
  const withheld = sumOf(listOf(event, 'withheld').map((row) => row['amount']))
  const [withholds, setWithholds] = useState(!isZero(withheld))
  const paid = sumOf([event['amount'], withheld, ...(side === 'receive' ? [event['bankCharge']] : [])])
  const left = difference(paid, allocated)
  /** The amount follows the ticked items until somebody types it. */
  const [follows, setFollows] = useState(textOf(event, 'amount') === '' || textOf(event, 'amount') === allocated)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  function put(next: readonly Allocation[], field: string): void {
    draft.change((now) => {
      const total = sumOf(next.map((allocation) => allocation.amount))
      const without = sumOf([...listOf(now, 'withheld').map((row) => row['amount']), ...(side === 'receive' ? [now['bankCharge']] : [])])
      const amount = difference(total, without)
      return withFields(now, { allocations: next, ...(follows ? { amount: next.length === 0 || isNegative(amount) ? undefined : amount } : {}) })
    }, field)
  }

  const toggleRow = (row: number) => {
    const item = items[row]
    if (item && item.currency === currency) put(toggle(allocations, item, follows ? null : paid), `allocation.${item.item}`)
  }
  const auto = () => put(follows ? payable.map((item) => ({ invoice: item.item, amount: item.open })) : allocateOldest(payable, paid), 'auto')
  const openWithheld = () => { setWithholds(true); requestAnimationFrame(() => document.querySelector<HTMLElement>('.withheld .line-grid-input, .withheld [tabindex="0"]')?.focus()) }
  useActions([{ id: 'payment.auto', labelKey: 'payments:auto', keys: ['Alt+A'], run: auto }, { id: 'payment.withhold', labelKey: 'payments:withhold', keys: ['Alt+W'], run: openWithheld }])

  /** Money that the party paid before, used on its items in the order of their dates. */
  function useHeld(item: OpenItemRow): void {
    draft.change((now) => {
      const uses = listOf(now, names.heldList).filter((use) => textOf(use, names.held) !== item.item)
      if (uses.length < listOf(now, names.heldList).length) return withField(now, names.heldList, uses.length > 0 ? uses : undefined)
      const taken = listOf(now, 'allocations')
      const rest = items.filter((open) => open.currency === item.currency).map((open) => ({ item: open.item, open: difference(open.open, sumOf([...taken, ...uses].filter((use) => textOf(use, 'invoice') === open.item).map((use) => use['amount']))) })).filter((open) => !isZero(open.open) && !isNegative(open.open))
      return withField(now, names.heldList, [...uses, ...allocateOldest(rest, item.open).map((allocation) => ({ [names.held]: item.item, ...allocation }))])
    }, names.heldList)
  }

  const columns = useMemo((): readonly Column<OpenItemRow>[] => [
    { id: 'ticked', kind: 'figure', heading: '✓', width: '34px', value: () => '', show: (item) => <span aria-label={allocatedTo(allocations, item.item) === '' ? t('notPaid') : t('isPaid')}>{allocatedTo(allocations, item.item) === '' ? '☐' : '☑'}</span> },
    { id: 'number', kind: 'figure', heading: d('field.invoice'), width: 'minmax(150px, 1fr)', value: (item) => item.number ?? item.item, show: (item) => <b>{item.number ?? item.item}</b> },
    { id: 'date', kind: 'figure', heading: d('field.date'), width: '90px', value: (item) => item.date, show: (item) => format.date(item.date, 'short') },
    { id: 'dueDate', kind: 'figure', heading: d('field.dueDate'), width: '100px', value: (item) => item.dueDate, show: (item) => (item.dueDate < event.date ? <span className="past-due">{format.date(item.dueDate, 'short')}</span> : format.date(item.dueDate, 'short')) },
    { id: 'open', kind: 'figure', heading: d('field.open'), width: '140px', align: 'end', value: (item) => item.open, show: (item) => <span><span className="quiet">{currencySign(item.currency)}</span> {format.amount(item.open, item.currency)}</span> },
    { id: 'amount', kind: 'decimal', heading: t('pays'), width: '140px', align: 'end', places: 3, shown: currency === 'IDR' ? 0 : 2, field: 'amount', value: (item) => allocatedTo(allocations, item.item), write: (item, amount) => ({ ...item, amount }) },
  ], [allocations, currency, d, t, format, event.date])

  // Refusals name the place in the event's list; the grid shows all open items.
  const refusals = new Map([...editor.refusalsOf('allocations')].flatMap(([place, own]) => {
    const row = items.findIndex((item) => item.item === allocations[place]?.invoice)
    return row < 0 ? [] : [[row, own.map((refusal) => ({ ...refusal, field: `allocations.${row}.amount` }))] as const]
  }))

  return (
    <EditorFrame title={t(side)} editor={editor} noPaper footer={t('footItems', { count: items.length })} footerEnd={t('keys')}>
      <div className="document-columns">
        <div className="document-main">
          <div className="document-head">
            <PartySection code={party} title={side === 'receive' ? t('payer') : t('payee')} label={d(`field.${names.party}`)} side={names.open} error={editor.refusalAt(names.party)} autoFocus={party === ''}
              onPick={(code) => draft.change((now) => withFields(now, { [names.party]: code, allocations: undefined, [names.heldList]: undefined }), names.party)} />
            <Card title={side === 'receive' ? t('intoAccount') : t('fromAccount')}>
              <div className="terms-form">
                <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
                <Select label={d('field.account')} value={textOf(event, 'account') || null} placeholder="–" error={editor.refusalAt('account')} options={accounts.map((row) => ({ id: row.code, label: `${row.code} ${accountName(row.name, format.language)}${currencyOf(row) === 'IDR' ? '' : ` · ${currencyOf(row)}`}` }))}
                  onChange={(code) => draft.change((now) => withFields(now, { account: code, rate: undefined, ...(currencyOf(accounts.find((row) => row.code === code)) === currency ? {} : { allocations: undefined }) }), 'account')} />
                <MoneyField label={side === 'receive' ? t('received') : t('sent')} currency={currency} value={textOf(event, 'amount') || null} error={editor.refusalAt('amount')} onChange={(amount) => { setFollows(amount === null); set('amount', amount) }} />
                <MoneyField label={t('bankCharge')} currency={currency} value={textOf(event, 'bankCharge') || null} error={editor.refusalAt('bankCharge')}
                  onChange={(charge) => draft.change((now) => {
                    const next = withField(now, 'bankCharge', charge)
                    // What the bank kept on the way was paid by the customer all the same: less arrives.
                    return side === 'receive' && follows && listOf(now, 'allocations').length > 0 ? withField(next, 'amount', difference(allocated, sumOf([charge ?? '0', withheld]))) : next
                  }, 'bankCharge')} />
                <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />
                <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} />
              </div>
            </Card>
          </div>
          <Card className="lines-card">
            {items.length > 0 && (
              <LineGrid label={t('openItems')} columns={columns} lines={items} language={format.language} emptyLabel="" fixed refusals={refusals} refusalText={sentence} onToggle={toggleRow}
                onEdit={(row, change, field) => {
                  const item = items[row]
                  if (item) writeAmount(item, change, field)
                }} />
            )}
            {items.length === 0 && <p className="quiet nothing-open">{party === '' ? t('pickParty') : t('nothingOpen')}</p>}
            {held.map((item) => {
              const used = sumOf(listOf(event, names.heldList).filter((use) => textOf(use, names.held) === item.item).map((use) => use['amount']))
              return (
                <div key={item.item} className="held-row">
                  <span>{t(names.held)} {item.number ?? item.item} · {format.money(item.open, item.currency)}</span>
                  {!isZero(used) && <Tag tone="ok">{t('heldUsed', { amount: format.money(used, item.currency) })}</Tag>}
                  <Button variant="quiet" onPress={() => useHeld(item)}>{isZero(used) ? t('useHeld') : t('unuseHeld')}</Button>
                </div>
              )
            })}
            {withholds && <Withheld editor={editor} currency={currency} onChanged={(field, change) => draft.change((now) => {
              const next = change(now)
              const total = sumOf(listOf(next, 'allocations').map((allocation) => allocation['amount']))
              const amount = difference(total, sumOf([...listOf(next, 'withheld').map((row) => row['amount']), ...(side === 'receive' ? [next['bankCharge']] : [])]))
              return follows && listOf(next, 'allocations').length > 0 && !isNegative(amount) ? withField(next, 'amount', amount) : next
            }, field)} />}
            <div className="document-foot">
              <div><Hindrances editor={editor} list="allocations" fields={[names.party, 'date', 'account', 'amount', 'bankCharge', 'rate']} /></div>
              <dl className="totals">
                <div><dt>{t('paid')}</dt><dd>{format.amount(paid, currency)}</dd></div>
                {!isZero(withheld) && <div><dt>{t('withheld')}</dt><dd>{format.amount(withheld, currency)}</dd></div>}
                <div><dt>{t('allocated')}</dt><dd>{format.amount(allocated, currency)}</dd></div>
                <div className="grand"><dt>{exceeds(allocated, paid) ? t('over') : t(side === 'receive' ? 'becomesDeposit' : 'becomesAdvance')}</dt><dd className={isNegative(left) ? 'past-due' : ''}>{currencySign(currency)} {format.amount(left, currency)}</dd></div>
                <div><dt>{!withholds && <Button variant="quiet" keys="Alt+W" onPress={openWithheld}>{t('withhold')}</Button>}</dt><dd><Button keys="Alt+A" onPress={auto} isDisabled={payable.length === 0} disabledReason={t('nothingOpen')}>{t('auto')}</Button></dd></div>
              </dl>
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )

  function writeAmount(item: OpenItemRow, change: (line: OpenItemRow | null) => OpenItemRow, field: string): void {
    // The grid writes into a copy of the item: what it wrote is the allocation.
    const written = change({ ...item, amount: allocatedTo(allocations, item.item) })
    put(allocate(allocations, item.item, written.amount), `allocations.${field}`)
  }
}
