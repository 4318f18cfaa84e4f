import { useTranslation } from 'react-i18next'
import type { OpenItemRow } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useCall } from '../../client/index.ts'
import { CashSelect, copyOf, currencyOfAccount, DocumentScreen, EditorBody, EditorFrame, type EditorProps, Hindrances, isZero, listOf, newEvent, RateField, RepeatSelect, sumOf, textOf, useAccounts, useEditor, usualCashAccount, withField, withFields } from '../../document/index.ts'
import { Card, currencySign, DateField, MoneyField, Select, TextField, useFormat } from '../../kit/index.ts'
import { AccountPicker, ExpenseLines, Foot, MemberLines, PartyPicker, Total, YearSelect } from './form-parts.tsx'
import { type FormSpec, forms } from './forms.ts'
import { standingOf } from './standing.ts'

/** The screen of each form. */
export const nameScreens = Object.fromEntries(forms.map((spec) => {
  const Editor = (props: EditorProps) => <NameEditor {...props} spec={spec} />
  const Screen = () => {
    const { t } = useTranslation('lending')
    return <DocumentScreen title={t(`names.${spec.name}`)} listPlace={{ screen: 'payments.list' }} begin={(today, params) => begin(spec, today, params)} editor={Editor} />
  }
  return [`payments.${spec.name}`, Screen]
}))

async function begin(spec: FormSpec, today: string, params: Readonly<Record<string, string>>): Promise<BusinessEvent> {
  if (params['copy']) return copyOf(params['copy'], spec.event, today)
  return newEvent(spec.event, today, withFields({}, {
    ...(spec.party === null ? {} : { [spec.party.field]: params['party'] }),
    ...(spec.account.kind === 'cash' ? { account: (await usualCashAccount('IDR'))?.code } : {}),
    ...(spec.kinds === undefined ? {} : { kind: spec.kinds[0] }),
    ...(spec.lines === 'members' ? { year: String(Number(today.slice(0, 4)) - 1), members: [] } : spec.lines === 'expenses' ? { expenses: [] } : {}),
  }))
}

/** Nothing was said yet of how much: that is asked for when it is posted, not before. */
const isUntouched = (spec: FormSpec) => (refusal: Refusal, now: BusinessEvent): boolean =>
  refusal.code === 'NOT_POSITIVE' && spec.money.every((field) => now[field] === undefined) && (spec.lines === undefined || listOf(now, spec.lines).length === 0)

/** Money in somebody's name: whom it is about, what it takes from, how much, and where the money comes from or goes. */
function NameEditor({ beginning, onKey, onPosted, onDiscarded, spec }: EditorProps & { spec: FormSpec }) {
  const { t } = useTranslation('lending')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const { lines, party, held } = spec
  const editor = useEditor({ beginning, lists: lines === 'expenses' ? { expenses: ['account', 'amount'] } : lines === 'members' ? { members: ['party', 'amount'] } : {}, onKey, onPosted, onDiscarded, isMissing: isUntouched(spec) })
  const { draft, event } = editor
  const code = party === null ? '' : textOf(event, party.field)
  const found = useCall('list.page', { list: 'openItems', offset: 0, limit: 200, filter: { party: code }, sort: { column: 'dueDate', descending: false } }, { enabled: held !== undefined && code !== '', keepPrevious: true, topics: ['sales', 'purchases', 'payments', 'book'] })
  const items = ((code === '' || held === undefined ? [] : (found.data?.rows ?? [])) as readonly OpenItemRow[]).filter((item) => item.side === held?.side && !isZero(item.open))
  const item = held === undefined ? undefined : items.find((row) => row.item === textOf(event, held.field))
  const accountCurrency = spec.isForeign ? currencyOfAccount(accounts.byCode.get(textOf(event, 'account'))) : 'IDR'
  const currency = spec.event === 'receivable.writeOff' ? (item?.currency ?? 'IDR') : accountCurrency
  const kind = textOf(event, 'kind')
  const standing = useCall('report.run', { name: 'personal-accounts', arguments: { from: '0001-01-01', to: event.date, party: code } }, { enabled: party?.field === 'party' && code !== '' && event.date !== '', keepPrevious: true, topics: ['payments', 'book'] })
  const left = standingOf(standing.data, spec, textOf(event, spec.other?.[0] ?? ''), kind, accounts.byCode)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  /** The item, and with it the account of its currency and what is open of it. */
  async function pickItem(id: string): Promise<void> {
    const row = items.find((each) => each.item === id)
    if (held === undefined || row === undefined) return
    const account = spec.isForeign && row.currency !== accountCurrency ? (await usualCashAccount(row.currency))?.code : undefined
    draft.change((now) => withFields(now, { [held.field]: id, amount: row.open, ...(account === undefined ? {} : { account, rate: undefined }) }), held.field)
  }

  const hints: Readonly<Record<string, string | undefined>> = { [spec.money[0] ?? 'amount']: left === null ? undefined : t('field.standing', { amount: format.money(left, 'IDR') }) }
  const moneyWord = (field: string): string => (field === 'amount' ? d('field.amount') : spec.event === 'loan.collect' && field === 'principal' ? t('field.returned') : t(`field.${field as 'principal'}`))
  const total = sumOf([...spec.money.map((field) => event[field]), ...(lines === undefined ? [] : listOf(event, lines).map((line) => line['amount']))])
  const shown = [party?.field ?? '', 'date', 'kind', 'year', 'account', held?.field ?? '', ...spec.money, ...(spec.other ?? []), 'rate', 'note']
  return (
    <EditorFrame title={t(`names.${spec.name}`)} editor={editor} noPaper>
      <EditorBody editor={editor}>
        <Card title={t(`notes.${spec.name}`)}>
          <div className="editor-form">
            {party !== null && (
              <PartyPicker code={code} label={party.word === 'customer' || party.word === 'supplier' ? d(`field.${party.word}`) : t(`field.${party.word}`)} error={editor.refusalAt(party.field)}
                onPick={(picked) => draft.change((now) => withFields(now, { [party.field]: picked, ...(held === undefined ? {} : { [held.field]: undefined }) }), party.field)} />
            )}
            {spec.lines === 'members' && <YearSelect value={textOf(event, 'year')} error={editor.refusalAt('year')} onChange={(year) => set('year', year)} />}
            {spec.kinds !== undefined && <Select label={t('field.savingsKind')} value={kind} error={editor.refusalAt('kind')} onChange={(next) => set('kind', next)} options={spec.kinds.map((id) => ({ id, label: t(`kinds.${id}`) }))} />}
            {held !== undefined && (
              <Select label={t(`field.${held.word}`)} value={textOf(event, held.field) || null} placeholder={items.length === 0 ? t('field.nothingHeld') : '–'} error={editor.refusalAt(held.field)} onChange={(id) => void pickItem(id)}
                options={items.map((row) => ({ id: row.item, label: `${row.number ?? row.item} · ${format.money(row.open, row.currency)}` }))} />
            )}
            <DateField label={d('field.date')} value={event.date} onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
            {spec.money.map((field) => (
              <MoneyField key={field} label={moneyWord(field)} currency={currency} value={textOf(event, field) || null} error={editor.refusalAt(field)} {...(hints[field] === undefined ? {} : { hint: hints[field] })} onChange={(amount) => set(field, amount)} />
            ))}
            {spec.account.kind === 'cash'
              ? <CashSelect label={t(`field.${spec.account.word}`)} value={textOf(event, 'account')} error={editor.refusalAt('account')} onChange={(next) => draft.change((now) => withFields(now, { account: next, rate: undefined }), 'account')} />
              : <AccountPicker label={t(`field.${spec.account.word}`)} value={textOf(event, 'account')} usual={spec.lines === 'members'} error={editor.refusalAt('account')} onChange={(next) => set('account', next)} />}
            {spec.isForeign && accountCurrency !== 'IDR' && <RateField currency={accountCurrency} date={event.date} value={textOf(event, 'rate')} onChange={(rate) => set('rate', rate)} error={editor.refusalAt('rate')} />}
            {spec.other?.map((field) => <AccountPicker key={field} label={t(`field.${field}`)} value={textOf(event, field)} usual error={editor.refusalAt(field)} onChange={(next) => set(field, next)} />)}
            <TextField label={d('field.note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} />
            {(spec.event === 'loan.repay' || spec.event === 'savings.receive') && <RepeatSelect value={textOf(event, 'repeat')} onChange={(repeat) => set('repeat', repeat)} />}
          </div>
          {lines === undefined && <Foot><Hindrances editor={editor} fields={shown} /><Total label={t('lines.sum')} text={`${currencySign(currency)} ${format.amount(total, currency)}`} /></Foot>}
        </Card>
        {lines !== undefined && (
          <Card title={t(`lines.${lines}`)} className="lines-card">
            {lines === 'expenses' ? <ExpenseLines editor={editor} /> : <MemberLines editor={editor} />}
            <Foot><Hindrances editor={editor} list={lines} fields={shown} /><Total label={t('lines.sum')} text={`${currencySign('IDR')} ${format.amount(total, 'IDR')}`} /></Foot>
          </Card>
        )}
      </EditorBody>
    </EditorFrame>
  )
}
