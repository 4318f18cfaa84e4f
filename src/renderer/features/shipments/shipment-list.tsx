import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShipmentRow } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useList } from '../../client/index.ts'
import { Button, type Column, DateText, Empty, Screen, SearchField, type Sort, Table, type TableHandle, Tag, useFormat, useSettled } from '../../kit/index.ts'
import { ImportShipment } from './import-shipment.tsx'
import { NewShipment } from './new-shipment.tsx'

const tabs = ['open', 'shipped', 'closed', 'all'] as const
const tones = { preparing: 'warn', shipped: 'accent', presented: 'ok', closed: 'draft' } as const

export const newShipment: Action = { id: 'shipments.new', labelKey: 'shipments:new', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go({ screen: 'shipments.list', params: { new: '1' } }) }

/** Folders of shipments: those under way first, by departure. */
export function ShipmentList({ place }: { place: Place }) {
  const { t } = useTranslation(['shipments', 'common'])
  const format = useFormat()
  const table = useRef<TableHandle>(null)
  const tab = tabs.find((each) => each === place.params?.['tab']) ?? 'open'
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<Sort | null>(null)
  const put = (params: Record<string, string>): void => navigation.replace({ screen: place.screen, params: Object.fromEntries(Object.entries({ ...place.params, ...params }).filter(([, value]) => value !== '')) })
  const filter = useMemo((): Record<string, string> => (tab === 'all' ? {} : { status: tab }), [tab])
  const list = useList('shipments', { search: useSettled(search, 120), filter, ...(sort ? { sort } : {}) })
  const importFile: Action = { id: 'shipments.import', labelKey: 'shipments:import', keys: ['Ctrl+I', 'Alt+I'], run: () => put({ import: '1' }) }
  const makeNew: Action = { ...newShipment, run: () => put({ new: '1' }) }
  useActions([importFile, makeNew])
  const columns: readonly Column<ShipmentRow>[] = [
    { id: 'reference', heading: t('shipments:column.reference'), width: 'minmax(160px, 2fr)', sortable: true, cell: (row) => <b>{row.invoice ?? row.reference}</b> },
    { id: 'buyer', heading: t('shipments:column.buyer'), width: 'minmax(180px, 3fr)', sortable: true, cell: (row) => row.buyer },
    { id: 'country', heading: t('shipments:column.country'), width: 70, sortable: true, cell: (row) => row.country },
    { id: 'mode', heading: t('shipments:column.mode'), width: 90, cell: (row) => (row.mode === '' ? '–' : t(`shipments:mode.${row.mode}` as 'shipments:mode.air', { defaultValue: row.mode })) },
    { id: 'incoterm', heading: t('shipments:column.incoterm'), width: 80, cell: (row) => row.incoterm },
    { id: 'etd', heading: t('shipments:column.etd'), width: 110, sortable: true, cell: (row) => (row.etd === null ? '–' : <DateText date={row.etd} />) },
    { id: 'papers', heading: t('shipments:column.papers'), width: 90, align: 'end', cell: (row) => format.decimal(String(row.issued + row.received)) },
    { id: 'status', heading: t('shipments:column.status'), width: 140, sortable: true, cell: (row) => <Tag tone={tones[row.status]}>{t(`shipments:status.${row.status}`)}</Tag> },
  ]
  return (
    <Screen
      title={t('shipments:title')} tabs={tabs.map((id) => ({ id, label: t(`shipments:tab.${id}`) }))} tab={tab} onTab={(id) => put({ tab: id })}
      actions={(
        <>
          <SearchField label={t('common:find')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} keys="/" />
          <ActionButton action={importFile} />
          <ActionButton action={makeNew} variant="main" />
        </>
      )}
      footer={<span>{t('shipments:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('shipments:listKeys')}
    >
      <Table ref={table} label={t('shipments:title')} columns={columns} list={list} rowKey={(row) => row.id} autoFocus exportName="shipments" sort={sort} onSort={setSort} onOpen={(row) => navigation.go({ screen: 'shipments.folder', id: row.id })}
        emptyState={<Empty text={t(search === '' ? 'shipments:empty' : 'shipments:none')} action={<Button variant="main" keys="Ctrl+N" onPress={() => put({ new: '1' })}>{t('shipments:new')}</Button>} />} />
      {place.params?.['new'] !== undefined && <NewShipment onClose={() => put({ new: '' })} />}
      {place.params?.['import'] !== undefined && <ImportShipment onClose={() => put({ import: '' })} />}
    </Screen>
  )
}
