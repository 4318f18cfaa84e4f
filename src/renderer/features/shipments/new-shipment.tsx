import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import { navigation } from '../../app/navigation.ts'
import { useCommand, useList } from '../../client/index.ts'
import { Button, type Column, DateText, Dialog, Empty, Money, RefusalList, SearchField, Table, type TableHandle, useSettled } from '../../kit/index.ts'

/** A folder from confirmed orders or invoices: Enter takes the one under the cursor, Space chooses several. */
export function NewShipment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shipments', 'common'])
  const table = useRef<TableHandle>(null)
  const [kind, setKind] = useState<'sales.order' | 'sales.invoice'>('sales.order')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const create = useCommand('shipment.create')
  const filter = useMemo(() => ({ type: kind }), [kind])
  const list = useList('documents', { search: useSettled(search, 120), filter })
  const make = async (documents: readonly string[]): Promise<void> => {
    if (create.busy) return
    const made = await create.run({ documents: [...documents] })
    if (made === null) return
    onClose()
    navigation.go({ screen: 'shipments.folder', id: made.id })
  }
  const columns: readonly Column<DocumentRow>[] = [
    { id: 'number', heading: t('shipments:column.number'), width: 'minmax(150px, 2fr)', cell: (row) => <b>{row.number ?? '–'}</b> },
    { id: 'date', heading: t('shipments:column.date'), width: 110, cell: (row) => <DateText date={row.date} /> },
    { id: 'party', heading: t('shipments:column.buyer'), width: 'minmax(160px, 3fr)', cell: (row) => row.partyName ?? '' },
    { id: 'total', heading: t('shipments:column.total'), width: 150, align: 'end', cell: (row) => (row.total === null ? '' : <Money value={row.total} currency={row.currency ?? 'IDR'} />) },
  ]
  return (
    <Dialog title={t('shipments:newFrom')} size="wide" onClose={onClose} actions={(
      <>
        <Button onPress={() => void make([])}>{t('shipments:newEmpty')}</Button>
        <Button onPress={onClose}>{t('common:cancel')}</Button>
        <Button variant="main" isDisabled={chosen.size === 0 || create.busy} disabledReason={t('shipments:chooseFirst')} onPress={() => void make([...chosen])}>{t('shipments:newFromChosen', { count: chosen.size })}</Button>
      </>
    )}>
      <div className="list-tools">
        {(['sales.order', 'sales.invoice'] as const).map((each) => <Button key={each} variant="quiet" isPressed={kind === each} onPress={() => { setKind(each); setChosen(new Set()) }}>{t(each === 'sales.order' ? 'shipments:orders' : 'shipments:invoices')}</Button>)}
        <SearchField label={t('common:find')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} />
      </div>
      <div className="new-shipment-table">
        <Table ref={table} label={t(kind === 'sales.order' ? 'shipments:orders' : 'shipments:invoices')} columns={columns} list={list} rowKey={(row) => row.id} autoFocus selection={chosen} onSelectionChange={setChosen} onOpen={(row) => void make(chosen.size > 0 ? [...chosen] : [row.id])}
          emptyState={<Empty text={t('shipments:noOrders')} />} />
      </div>
      <RefusalList refusals={create.refusals} />
    </Dialog>
  )
}
