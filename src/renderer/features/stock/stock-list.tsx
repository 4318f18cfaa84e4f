import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductRow } from '../../../contract/index.ts'
import { ActionButton, useActionLabel } from '../../app/action-button.tsx'
import { type Action, contextNow, useActions } from '../../app/actions.ts'
import { useCreation } from '../../app/creation.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useCall, useList, usePreference } from '../../client/index.ts'
import { Button, type Column, Empty, Menu, GoodsName, Money, Quantity, Screen, SearchField, type Sort, Table, type TableHandle, Tag, useFormat, useSettled, useToday } from '../../kit/index.ts'
import { StockSide } from './stock-side.tsx'
import { isNegative, isZero, stockCardPlace } from './stock-words.ts'
import './stock.css'

/** Goods with quantity and value; beside them where the chosen one lies and what moved last. Enter opens its stock card. */
export function StockList({ place }: { place: Place }) {
  const { t } = useTranslation('stock')
  const format = useFormat()
  const today = useToday()
  const label = useActionLabel()
  const creation = useCreation()
  const table = useRef<TableHandle>(null)
  const [search, setSearch] = useState(place.params?.['search'] ?? '')
  const [sort, setSort] = usePreference<Sort>('sort.stock', { column: 'code', descending: false })
  const list = useList('products', { search: useSettled(search, 120), sort, filter: { kind: 'goods' } })
  const home = useCall('home.summary', { today })
  const [at, setAt] = useState<ProductRow | undefined>()
  const chosen = useSettled(at, 120)
  const open = (row: ProductRow): void => navigation.go(stockCardPlace(row.code, today))
  const adjust: Action = { id: 'stock.adjust', labelKey: 'stock:actions.adjust', keys: ['A'], run: () => navigation.go({ screen: 'stock.adjust', ...(at ? { params: { product: at.code } } : {}) }) }
  const count: Action = { id: 'stock.count', labelKey: 'stock:actions.count', keys: ['C'], run: () => navigation.go({ screen: 'stock.count' }) }
  const move: Action = { id: 'stock.transfer', labelKey: 'stock:transfer.title', keys: ['M'], run: () => navigation.go({ screen: 'stock.transfer', ...(at ? { params: { product: at.code } } : {}) }) }
  const make: Action = { id: 'stock.production', labelKey: 'stock:production.title', keys: ['P'], run: () => navigation.go({ screen: 'stock.production', ...(at ? { params: { product: at.code } } : {}) }) }
  const valuation: Action = { id: 'stock.valuation', labelKey: 'stock:actions.valuation', keys: ['V'], run: () => navigation.go({ screen: 'reports.report', params: { name: 'stock-valuation' } }) }
  const add = (): void => void creation.product('').then((made) => { if (made) navigation.go({ screen: 'products.product', id: made.code }) })
  useActions([
    adjust, count, move, make, valuation, { id: 'stock.new', labelKey: 'stock:addProduct', keys: ['Ctrl+N', 'Alt+N'], run: add },
    { id: 'stock.product', labelKey: 'stock:actions.product', keys: ['F2'], when: () => at !== undefined, run: () => { if (at) navigation.go({ screen: 'products.product', id: at.code }) } },
  ])
  const columns: readonly Column<ProductRow>[] = [
    { id: 'code', heading: t('columns.code'), width: 116, sortable: true, cell: (row) => <b>{row.code}</b> },
    { id: 'name', heading: t('columns.name'), width: 'minmax(160px, 1fr)', sortable: true, cell: (row) => <>{isNegative(row.quantity) ? <Tag tone="bad">{t('marks.negative')}</Tag> : isZero(row.quantity) ? <Tag tone="warn">{t('marks.empty')}</Tag> : null} <GoodsName row={row} /></> },
    { id: 'quantity', heading: t('columns.quantity'), width: 116, align: 'end', sortable: true, cell: (row) => <Quantity value={row.quantity} unit={row.unit} /> },
    { id: 'unitCost', heading: t('columns.unitCost'), width: 112, align: 'end', cell: (row) => <Money value={row.unitCost} currency="IDR" dashZero bare /> },
    { id: 'value', heading: t('columns.value'), width: 132, align: 'end', sortable: true, cell: (row) => <Money value={row.value} currency="IDR" dashZero bare /> },
  ]
  return (
    <Screen
      title={t('title')} aside={<StockSide row={chosen} />}
      actions={<><SearchField label={t('search')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} keys="/" /><Menu label={t('actions.more')} className="button plain" items={[move, make, valuation].map((action) => ({ id: action.id, label: label(action), keys: action.keys?.[0], run: () => action.run(contextNow()) }))}>{t('actions.more')} ▾</Menu><ActionButton action={count} /><ActionButton action={adjust} /></>}
      footer={<span>{t('footer', { count: list.total, value: home.data ? format.money(home.data.stock.value, 'IDR') : '…' })}</span>} footerEnd={t('hint')}
    >
      <Table
        ref={table} label={t('title')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={open} sort={sort} onSort={setSort} exportName="stock" autoFocus onCursor={setAt}
        emptyState={search === '' ? <Empty text={t('empty')} action={<Button variant="main" keys="Ctrl+N" onPress={add}>{t('addProduct')}</Button>} /> : <Empty text={t('notFound')} />}
      />
    </Screen>
  )
}
