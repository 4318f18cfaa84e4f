import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { addDays } from '../../../core/calendar/index.ts'
import { useCreation } from '../../app/creation.ts'
import { useCall } from '../../client/index.ts'
import { CurrencySelect, currencyOfAccount, DocumentScreen, EditorBody, EditorFrame, type EditorProps, fetchMaster, Hindrances, newEvent, partyFacts, RateField, readDocument, textOf, useAccounts, useEditor, useParty, withField, withFields } from '../../document/index.ts'
import { Card, DateField, MoneyField, Picker, SearchField, Select, TextField, useFormat, useSettled } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import './purchases.css'

const shownFields = ['date', 'supplier', 'account', 'amount', 'currency', 'rate', 'dueDate', 'by', 'receipts', 'note']
const shownMax = 60

/** Freight, insurance, duty: what it cost to have the goods here becomes part of their cost. */
export function LandedCostScreen() {
  const { t } = useTranslation('purchases')
  return <DocumentScreen title={t('landed.title')} listPlace={{ screen: 'purchases.list', params: { tab: 'landed' } }} begin={beginLandedCost} editor={LandedCostEditor} />
}

async function beginLandedCost(today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  const receipt = params['receipt'] ? await readDocument(params['receipt']) : null
  return newEvent('landedCost.allocate', receipt && today < receipt.date ? receipt.date : today, withFields({}, {
    by: 'value', currency: 'IDR', receipts: receipt ? [receipt.eventId] : [], receiptDocuments: receipt ? [receipt.id] : [],
  }))
}

const idsOf = (event: BusinessEvent, field: string): readonly string[] => (Array.isArray(event[field]) ? (event[field] as string[]) : [])

function LandedCostEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('purchases')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const creation = useCreation()
  const accounts = useAccounts()
  const [search, setSearch] = useState('')
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded, isMissing: (refusal, now) => refusal.code === 'FIELD_INVALID' && now['supplier'] === undefined && now['account'] === undefined })
  const { draft, event } = editor
  const supplier = textOf(event, 'supplier')
  const party = useParty(supplier)
  const account = textOf(event, 'account')
  const [payer, setPayer] = useState<'supplier' | 'account'>(account !== '' ? 'account' : 'supplier')
  const currency = payer === 'account' ? currencyOfAccount(accounts.byCode.get(account)) : textOf(event, 'currency') || 'IDR'
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  const text = useSettled(search.trim(), 150)
  const page = (type: string) => ({ list: 'documents' as const, offset: 0, limit: shownMax, filter: { type }, sort: { column: 'date', descending: true }, ...(text === '' ? {} : { search: text }) })
  const receipts = useCall('list.page', page('purchase.receive'), { keepPrevious: true, topics: ['purchases', 'book'] })
  const invoices = useCall('list.page', page('purchase.invoice'), { keepPrevious: true, topics: ['purchases', 'book'] })
  const chosen = idsOf(event, 'receiptDocuments')
  const rows = useMemo(() => {
    const all = [...((receipts.data?.rows ?? []) as readonly DocumentRow[]), ...((invoices.data?.rows ?? []) as readonly DocumentRow[])].filter((row) => row.status !== 'reversed' && row.status !== 'draft' && row.status !== 'void')
    // The chosen ones first, then by date: Space takes one, and it stays where it can be seen.
    return all.sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)) || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)).slice(0, shownMax)
  }, [receipts.data, invoices.data, beginning])

  async function toggle(row: DocumentRow | undefined): Promise<void> {
    if (!row) return
    const { eventId } = await readDocument(row.id)
    draft.change((now) => {
      const isTaken = idsOf(now, 'receipts').includes(eventId)
      const put = (field: string, id: string) => (isTaken ? idsOf(now, field).filter((other) => other !== id) : [...idsOf(now, field), id])
      return { ...now, receipts: put('receipts', eventId), receiptDocuments: put('receiptDocuments', row.id) }
    }, `receipt.${row.id}`)
  }
  function pickSupplier(code: string | null): void {
    set('supplier', code)
    if (code) void fetchMaster('party', code).then((view) => {
      if (!view) return
      const facts = partyFacts(view)
      draft.complete((now) => withFields(now, { dueDate: addDays(now.date, facts.termsDays), ...(facts.currency && textOf(now, 'amount') === '' ? { currency: facts.currency } : {}) }))
    })
  }

  const columns = useMemo((): readonly Column<DocumentRow>[] => [
    { id: 'taken', kind: 'figure', heading: '✓', width: '34px', value: () => '', show: (row) => <span aria-label={t(chosen.includes(row.id) ? 'landed.isTaken' : 'landed.notTaken')}>{chosen.includes(row.id) ? '☑' : '☐'}</span> },
    { id: 'number', kind: 'figure', heading: d('field.number'), width: '170px', value: (row) => row.number ?? row.id, show: (row) => <b>{row.number ?? row.id}</b> },
    { id: 'date', kind: 'figure', heading: d('field.date'), width: '96px', value: (row) => row.date, show: (row) => format.date(row.date, 'short') },
    { id: 'party', kind: 'figure', heading: t('supplier'), width: 'minmax(140px, 1fr)', value: (row) => row.partyName ?? '', show: (row) => row.partyName ?? '–' },
    { id: 'total', kind: 'figure', heading: d('field.total'), width: '140px', align: 'end', value: (row) => row.total, show: (row) => format.money(row.total, row.currency ?? 'IDR') },
  ], [chosen.join(), t, d, format])

  return (
    <EditorFrame title={t('landed.title')} editor={editor} noPaper footer={t('landed.foot', { count: chosen.length })} footerEnd={t('landed.keys')}>
      <EditorBody editor={editor}>
        <Card>
          <div className="editor-form">
            <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            <Select label={t('landed.payer')} value={payer} options={(['supplier', 'account'] as const).map((id) => ({ id, label: t(`landed.payers.${id}`) }))}
              onChange={(id) => { setPayer(id as typeof payer); draft.change((now) => withFields(now, id === 'account' ? { supplier: undefined, currency: undefined, rate: undefined, dueDate: undefined } : { account: undefined, rate: undefined, currency: 'IDR' }), 'payer') }} />
            {payer === 'supplier'
              ? <Picker kinds={['party']} label={t('supplier')} value={supplier || null} valueLabel={party?.name ?? null} autoFocus error={editor.refusalAt('supplier')} onChange={pickSupplier} onCreate={(typed) => void creation.party(typed).then((made) => { if (made) pickSupplier(made.code) })} />
              : <Picker kinds={['account']} label={d('field.account')} value={account || null} valueLabel={account === '' ? null : accounts.nameOf(account, format.language)} error={editor.refusalAt('account')} onChange={(code) => set('account', code)} />}
            {payer === 'supplier' && <CurrencySelect value={currency} onChange={(code) => draft.change((now) => withFields(now, { currency: code, rate: undefined }), 'currency')} />}
            <MoneyField label={t('landed.amount')} currency={currency} value={textOf(event, 'amount') || null} error={editor.refusalAt('amount')} onChange={(amount) => set('amount', amount)} />
            <RateField currency={currency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />
            <Select label={t('landed.by')} value={textOf(event, 'by')} error={editor.refusalAt('by')} options={(['value', 'weight', 'quantity'] as const).map((id) => ({ id, label: t(`landed.bases.${id}`) }))} onChange={(by) => set('by', by)} />
            {payer === 'supplier' && <DateField label={d('field.dueDate')} value={textOf(event, 'dueDate') || null} today={event.date} onChange={(date) => set('dueDate', date)} error={editor.refusalAt('dueDate')} />}
            <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} placeholder={t('landed.noteExample')} />
          </div>
        </Card>
        <Card title={t('landed.receipts')} end={<SearchField label={t('landed.find')} placeholder={t('landed.find')} value={search} onChange={setSearch} />} className="lines-card">
          {rows.length > 0
            ? <LineGrid label={t('landed.receipts')} columns={columns} lines={rows} language={format.language} emptyLabel="" fixed refusals={new Map()} refusalText={() => ''} onEdit={() => undefined} onToggle={(row) => void toggle(rows[row])} />
            : <p className="quiet nothing-open">{t('landed.noReceipts')}</p>}
          <div className="document-foot"><Hindrances editor={editor} fields={shownFields.filter((field) => field !== 'receipts')} /></div>
        </Card>
      </EditorBody>
    </EditorFrame>
  )
}
