import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductRow } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { useCreation } from '../../app/creation.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useList, usePreference } from '../../client/index.ts'
import { Button, type Column, Empty, GoodsName, formatHs, Money, Quantity, Screen, SearchField, type Sort, Table, type TableHandle, useFormat, useKept, useSettled } from '../../kit/index.ts'

export function ProductList({ place }: { place: Place }) {
  const { t } = useTranslation(['products', 'common'])
  const format = useFormat()
  const creation = useCreation()
  const table = useRef<TableHandle>(null)
  const [search, setSearch] = useKept('search.products', place.params?.search ?? '')
  const [sort, setSort] = usePreference<Sort>('sort.products', { column: 'code', descending: false })
  const list = useList('products', { search: useSettled(search, 120), sort })
  const add: Action = {
    id: 'products.new', labelKey: 'products:new', keys: ['Ctrl+N', 'Alt+N'],
    run: () => void creation.product('').then((made) => { if (made) navigation.go({ screen: 'products.product', id: made.code }) }),
  }
  useActions([add])
  const columns: readonly Column<ProductRow>[] = [
    { id: 'code', heading: t('common:code'), width: 120, sortable: true, cell: (row) => <b>{row.code}</b> },
    { id: 'name', heading: t('common:name'), width: 'minmax(220px, 2fr)', sortable: true, cell: (row) => <GoodsName row={row} /> },
    { id: 'hsCode', heading: t('products:field.hsCode'), width: 110, cell: (row) => (row.hsCode === null ? '–' : formatHs(row.hsCode)) },
    { id: 'quantity', heading: t('products:onHand'), width: 120, align: 'end', sortable: true, cell: (row) => (row.kind === 'service' ? '–' : <span className={row.quantity.startsWith('-') ? 'overdue' : ''}><Quantity value={row.quantity} unit={row.unit} /></span>) },
    { id: 'unitCost', heading: t('products:unitCost'), width: 130, align: 'end', cell: (row) => <Money value={row.unitCost} currency="IDR" dashZero bare /> },
    { id: 'value', heading: t('products:value'), width: 150, align: 'end', sortable: true, cell: (row) => <Money value={row.value} currency="IDR" dashZero bare /> },
    { id: 'salePrice', heading: t('products:field.salePrice'), width: 130, align: 'end', cell: (row) => <Money value={row.salePrice} currency={row.saleCurrency ?? 'IDR'} dashZero /> },
  ]
  return (
    <Screen
      title={t('products:title')}
      actions={<><SearchField label={t('common:find')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} placeholder={t('products:find')} keys="/" /><ActionButton action={add} variant="main" /></>}
      footer={<span>{t('products:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('products:keys')}
    >
      <Table
        ref={table} label={t('products:title')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={(row) => navigation.go({ screen: 'products.product', id: row.code })} sort={sort} onSort={setSort} exportName="products" autoFocus
        emptyState={search === '' ? <Empty text={t('products:empty')} action={<Button variant="main" keys="Ctrl+N" onPress={() => add.run({ place, typing: false })}>{t('products:new')}</Button>} /> : <Empty text={t('products:none', { text: search })} />}
      />
    </Screen>
  )
}
