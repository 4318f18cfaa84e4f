import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountRow } from '../../../contract/index.ts'
import { currencyCodes } from '../../../core/money/index.ts'
import { openTarget } from '../../app/targets.ts'
import { type Action, useActions } from '../../app/actions.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { newEvent, useCommand, useList } from '../../client/index.ts'
import { Button, Checkbox, type Column, Empty, Money, Panel, RefusalList, refusalOf, restOf, SearchField, Select, Table, Tag, TextField, useLanguage, useSettled, useToast, useToday } from '../../kit/index.ts'

const types = ['asset', 'liability', 'equity', 'income', 'costOfSales', 'expense', 'other', 'tax'] as const

/** The chart of accounts with today's balances; Enter opens an account's ledger. */
export function Accounts() {
  const { t } = useTranslation(['settings', 'common'])
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const [isAdding, setAdding] = useState(false)
  const list = useList('accounts', { search: useSettled(search, 120) })
  const add: Action = { id: 'settings.addAccount', labelKey: 'settings:accounts.new', keys: ['Ctrl+N', 'Alt+N'], run: () => setAdding(true) }
  useActions([add])
  const columns: readonly Column<AccountRow>[] = [
    { id: 'code', heading: t('common:code'), width: 110, cell: (row) => <b>{row.code}</b> },
    { id: 'name', heading: t('common:name'), width: 'minmax(240px, 2fr)', cell: (row) => row.name[language] },
    { id: 'type', heading: t('settings:accounts.type'), width: 160, cell: (row) => (types.find((type) => type === row.type) ? t(`settings:accountType.${row.type as 'asset'}`) : row.type) },
    { id: 'marks', heading: t('settings:accounts.marks'), width: 170, cell: (row) => <>{row.cash && <Tag tone="accent">{t('settings:accounts.cash')}</Tag>}{row.control && <Tag>{t('settings:accounts.control')}</Tag>}</> },
    { id: 'currencyBalance', heading: t('settings:accounts.currencyBalance'), width: 170, align: 'end', cell: (row) => (row.currencyBalance === null ? '' : <Money value={row.currencyBalance} currency={row.currency} dashZero />) },
    { id: 'balance', heading: t('settings:accounts.balance'), width: 180, align: 'end', cell: (row) => <Money value={row.balance} currency="IDR" dashZero bare /> },
  ]
  return (
    <>
      <div className="list-tools"><SearchField label={t('common:find')} value={search} onChange={setSearch} keys="/" /><ActionButton action={add} /></div>
      <Table label={t('settings:tab.accounts')} columns={columns} list={list} rowKey={(row) => row.id} exportName="accounts" onOpen={(row) => openTarget({ kind: 'account', id: row.id, code: row.code })} emptyState={<Empty text={t('settings:accounts.none')} />} />
      {isAdding && <AccountPanel onEnd={() => setAdding(false)} />}
    </>
  )
}

function AccountPanel({ onEnd }: { onEnd: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const today = useToday()
  const toast = useToast()
  const post = useCommand('event.post')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [type, setType] = useState<string>('expense')
  const [isCash, setCash] = useState(false)
  const [currency, setCurrency] = useState('IDR')
  const make = async (): Promise<void> => {
    const done = await post.run({ event: newEvent('account.add', today, { code: code.trim(), name: name.trim(), type, ...(type === 'asset' && isCash ? { cash: true, currency } : {}) }) })
    if (done === null) return
    toast.say(t('settings:accounts.added', { code: code.trim() }))
    onEnd()
  }
  const on = (field: string) => refusalOf(post.refusals, field)
  return (
    <Panel title={t('settings:accounts.new')} onClose={onEnd} actions={<><Button onPress={onEnd}>{t('common:cancel')}</Button><Button variant="main" isDisabled={post.busy} onPress={() => void make()}>{t('common:save')}</Button></>}>
      <form className="add-form" noValidate onSubmit={(event) => { event.preventDefault(); void make() }}>
        <RefusalList refusals={restOf(post.refusals, ['code', 'name', 'type', 'currency'])} />
        <TextField label={t('common:code')} value={code} onChange={setCode} isRequired error={on('code')} hint={t('settings:accounts.codeHint')} />
        <TextField label={t('common:name')} value={name} onChange={setName} isRequired error={on('name')} />
        <Select label={t('settings:accounts.type')} value={type} options={types.map((id) => ({ id, label: t(`settings:accountType.${id}`) }))} onChange={setType} error={on('type')} />
        {type === 'asset' && <Checkbox label={t('settings:accounts.isCash')} value={isCash} onChange={setCash} />}
        {type === 'asset' && isCash && <Select label={t('settings:rates.currency')} value={currency} options={currencyCodes.map((id) => ({ id, label: id }))} onChange={setCurrency} error={on('currency')} />}
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
