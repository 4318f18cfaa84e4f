import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreation } from '../../app/creation.ts'
import { accountSource, type DraftLine, type Editor, EventLines, partySource, textOf, useAccounts, useParty, withField, withFields, withLine } from '../../document/index.ts'
import { partyNames, Picker, Select, useFormat, useLanguage } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'

export const Foot = ({ children }: { children: ReactNode }) => <div className="document-foot">{children}</div>
export const Total = ({ label, text }: { label: string; text: string }) => <dl className="totals"><div className="grand"><dt>{label}</dt><dd>{text}</dd></div></dl>

type Error = ReturnType<Editor['refusalAt']>

export function PartyPicker({ code, label, error, onPick }: { code: string; label: string; error: Error; onPick(code: string): void }) {
  const creation = useCreation()
  const party = useParty(code)
  const language = useLanguage()
  const [name] = party ? partyNames(party, language) : [null]
  return (
    <Picker kinds={['party']} label={label} value={code === '' ? null : code} valueLabel={name ?? null} error={error} isRequired autoFocus={code === ''} onChange={(picked) => onPick(picked ?? '')}
      onCreate={(text) => void creation.party(text).then((made) => { if (made) onPick(made.code) })} />
  )
}

export function AccountPicker({ label, value, usual, error, onChange }: { label: string; value: string; usual: boolean; error: Error; onChange(code: string | undefined): void }) {
  const { t } = useTranslation('lending')
  const format = useFormat()
  const accounts = useAccounts()
  return (
    <Picker kinds={['account']} label={label} value={value || null} valueLabel={value === '' ? null : `${value} ${accounts.nameOf(value, format.language)}`} placeholder={usual ? t('field.usual') : t('lines.accountHint')} error={error} onChange={(code) => onChange(code ?? undefined)} />
  )
}

export function YearSelect({ value, error, onChange }: { value: string; error: Error; onChange(year: string): void }) {
  const { t: d } = useTranslation('documents')
  const newest = Number(value || new Date().getFullYear()) + 1
  return <Select label={d('field.year')} value={value} autoFocus error={error} options={Array.from({ length: 6 }, (_, index) => String(newest - index)).map((year) => ({ id: year, label: year }))} onChange={onChange} />
}

/** What an advance was spent on. */
export function ExpenseLines({ editor }: { editor: Editor }) {
  const { t } = useTranslation('lending')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const { draft } = editor
  const isAllowed = (code: string): boolean => {
    const account = accounts.byCode.get(code)
    return account !== undefined && !account.control && !account.cash
  }
  const columns: readonly Column<DraftLine>[] = [
    {
      id: 'account', kind: 'pick', heading: d('field.account'), width: '86px', placeholder: t('lines.accountHint'), value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
      source: accountSource((row, option) => draft.change((now) => withLine(now, 'expenses', row, (line) => withField(line, 'account', option.id)), `expenses.${row}.account`), 2, isAllowed),
    },
    { id: 'name', kind: 'figure', heading: t('lines.name'), width: 'minmax(140px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => accounts.nameOf(textOf(line, 'account'), format.language) },
    { id: 'amount', kind: 'decimal', heading: `${d('field.amount')} IDR`, width: '150px', align: 'end', places: 2, shown: 0, value: (line) => textOf(line, 'amount'), write: (line, value) => withField(line, 'amount', value) },
    { id: 'description', kind: 'text', heading: d('field.description'), width: 'minmax(120px, 1fr)', value: (line) => textOf(line, 'description'), write: (line, value) => withField(line, 'description', value) },
  ]
  return <EventLines editor={editor} list="expenses" label={t('lines.expenses')} columns={columns} />
}

/** Each member's part. */
export function MemberLines({ editor }: { editor: Editor }) {
  const { t } = useTranslation('lending')
  const { t: d } = useTranslation('documents')
  const { draft } = editor
  const columns: readonly Column<DraftLine>[] = [
    {
      id: 'party', kind: 'pick', heading: t('field.member'), width: '120px', placeholder: t('lines.memberHint'), value: (line) => textOf(line, 'party'), show: (line) => <b>{textOf(line, 'party')}</b>, write: (line, value) => withField(line, 'party', value),
      source: partySource((row, option) => draft.change((now) => withLine(now, 'members', row, (line) => withFields(line, { party: option.id, memberName: option.label })), `members.${row}.party`), 2),
    },
    { id: 'name', kind: 'figure', heading: t('lines.name'), width: 'minmax(160px, 1fr)', value: (line) => textOf(line, 'memberName'), show: (line) => textOf(line, 'memberName') },
    { id: 'amount', kind: 'decimal', heading: `${d('field.amount')} IDR`, width: '160px', align: 'end', places: 2, shown: 0, value: (line) => textOf(line, 'amount'), write: (line, value) => withField(line, 'amount', value) },
  ]
  return <EventLines editor={editor} list="members" label={t('lines.members')} columns={columns} />
}
