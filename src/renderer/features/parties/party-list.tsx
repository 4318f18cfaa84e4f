import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartyRow } from '../../../contract/index.ts'
import { useCreation } from '../../app/creation.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useList, usePreference } from '../../client/index.ts'
import { Button, type Column, Empty, Money, PartyName, Screen, SearchField, type Sort, Table, type TableHandle, useCountryName, useFormat, useKept, useSettled } from '../../kit/index.ts'

export function PartyList({ place }: { place: Place }) {
  const { t } = useTranslation(['parties', 'common'])
  const format = useFormat()
  const countryName = useCountryName()
  const creation = useCreation()
  const table = useRef<TableHandle>(null)
  const [search, setSearch] = useKept('search.parties', place.params?.search ?? '')
  const [sort, setSort] = usePreference<Sort>('sort.parties', { column: 'name', descending: false })
  const list = useList('parties', { search: useSettled(search, 120), sort })
  const open = (row: PartyRow): void => navigation.go({ screen: 'parties.party', id: row.code })
  const add: Action = {
    id: 'parties.new', labelKey: 'parties:new', keys: ['Ctrl+N', 'Alt+N'],
    run: () => void creation.party('').then((made) => { if (made) navigation.go({ screen: 'parties.party', id: made.code }) }),
  }
  useActions([add])
  const columns: readonly Column<PartyRow>[] = [
    { id: 'code', heading: t('common:code'), width: 120, sortable: true, cell: (row) => row.code },
    { id: 'name', heading: t('common:name'), width: 'minmax(220px, 2fr)', sortable: true, cell: (row) => <PartyName name={row.name} nameZh={row.nameZh} /> },
    { id: 'country', heading: t('parties:field.country'), width: 150, sortable: true, cell: (row) => countryName(row.country) },
    { id: 'receivable', heading: t('parties:receivable'), width: 150, align: 'end', sortable: true, cell: (row) => <Money value={row.receivable} currency="IDR" dashZero bare /> },
    { id: 'overdue', heading: t('parties:overdue'), width: 150, align: 'end', sortable: true, cell: (row) => <span className={/[1-9]/.test(row.overdue) ? 'overdue' : ''}><Money value={row.overdue} currency="IDR" dashZero bare /></span> },
    { id: 'payable', heading: t('parties:payable'), width: 150, align: 'end', sortable: true, cell: (row) => <Money value={row.payable} currency="IDR" dashZero bare /> },
  ]
  return (
    <Screen
      title={t('parties:title')}
      actions={<><SearchField label={t('common:find')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} placeholder={t('parties:find')} keys="/" /><ActionButton action={add} variant="main" /></>}
      footer={<span>{t('parties:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('parties:keys')}
    >
      <Table
        ref={table} label={t('parties:title')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={open} sort={sort} onSort={setSort} exportName="parties" autoFocus
        emptyState={search === '' ? <Empty text={t('parties:empty')} action={<Button variant="main" keys="Ctrl+N" onPress={() => add.run({ place, typing: false })}>{t('parties:new')}</Button>} /> : <Empty text={t('parties:none', { text: search })} />}
      />
    </Screen>
  )
}
