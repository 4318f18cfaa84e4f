import { useTranslation } from 'react-i18next'
import type { DocumentRow } from '../../../contract/index.ts'
import { openTarget } from '../../app/targets.ts'
import { useList } from '../../client/index.ts'
import { type Column, DateText, Empty, Money, Table } from '../../kit/index.ts'

/** Every document with this party, newest first. */
export function PartyDocuments({ code }: { code: string }) {
  const { t } = useTranslation(['parties', 'common'])
  const list = useList('documents', { filter: { party: code }, sort: { column: 'date', descending: true } })
  const translate = t as unknown as (key: string, options: object) => string
  const columns: readonly Column<DocumentRow>[] = [
    { id: 'number', heading: t('parties:item.number'), width: 190, cell: (row) => row.number ?? '–' },
    { id: 'type', heading: t('parties:item.type'), width: 'minmax(170px, 1fr)', cell: (row) => translate(`common:eventType.${row.type.replace('.', '_')}`, { defaultValue: row.type }) },
    { id: 'date', heading: t('parties:item.date'), width: 130, cell: (row) => <DateText date={row.date} /> },
    { id: 'total', heading: t('parties:item.amount'), width: 170, align: 'end', cell: (row) => <Money value={row.total} currency={row.currency ?? 'IDR'} dashZero /> },
  ]
  return <Table label={t('parties:tab.documents')} columns={columns} list={list} rowKey={(row) => row.id} exportName="partyDocuments" autoFocus onOpen={(row) => openTarget({ kind: row.status === 'draft' ? 'draft' : 'document', id: row.id, code: row.number ?? '', type: row.type })} emptyState={<Empty text={t('parties:noDocuments')} />} />
}
