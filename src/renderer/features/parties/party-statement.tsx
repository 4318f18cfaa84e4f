import { useTranslation } from 'react-i18next'
import type { OpenItemRow } from '../../../contract/index.ts'
import { openTarget } from '../../app/targets.ts'
import { useList } from '../../client/index.ts'
import { type Column, DateText, Empty, Money, Table, Tag, useFormat, useToday } from '../../kit/index.ts'
import { daysBetween } from '../../../core/calendar/index.ts'

/** What this party owes and is owed, item by item. */
export function PartyStatement({ code }: { code: string }) {
  const { t } = useTranslation('parties')
  const format = useFormat()
  const today = useToday()
  const list = useList('openItems', { filter: { party: code } })
  const columns: readonly Column<OpenItemRow>[] = [
    { id: 'number', heading: t('item.number'), width: 'minmax(170px, 1fr)', cell: (row) => row.number ?? row.item },
    { id: 'side', heading: t('item.side'), width: 150, cell: (row) => t(`side.${row.side}`) },
    { id: 'date', heading: t('item.date'), width: 120, cell: (row) => <DateText date={row.date} /> },
    { id: 'dueDate', heading: t('item.dueDate'), width: 120, cell: (row) => <DateText date={row.dueDate} /> },
    { id: 'amount', heading: t('item.amount'), width: 150, align: 'end', cell: (row) => <Money value={row.amount} currency={row.currency} /> },
    { id: 'open', heading: t('item.open'), width: 150, align: 'end', cell: (row) => <Money value={row.open} currency={row.currency} dashZero /> },
    { id: 'age', heading: t('item.age'), width: 140, cell: (row) => <Age days={daysBetween(row.dueDate, today)} isOurs={row.side === 'receivable' || row.side === 'payable'} /> },
  ]
  return (
    <>
      {list.sums.length > 0 && <div className="sums" aria-label={t('openTotals')}>{list.sums.map((sum) => <span key={sum.currency}>{format.money(sum.open, sum.currency)}</span>)}</div>}
      <Table label={t('tab.statement')} columns={columns} list={list} rowKey={(row) => row.item} exportName="openItems" autoFocus onOpen={(row) => openTarget({ kind: 'document', id: row.docId, code: row.number ?? '' })} emptyState={<Empty text={t('noOpenItems')} />} />
    </>
  )
}

function Age({ days, isOurs }: { days: number; isOurs: boolean }) {
  const { t } = useTranslation('parties')
  if (!isOurs) return <Tag>{t('age.unused')}</Tag>
  if (days > 0) return <Tag tone="bad">{t('age.late', { count: days, number: String(days) })}</Tag>
  if (days >= -3) return <Tag tone="warn">{days === 0 ? t('age.today') : t('age.left', { count: -days, number: String(-days) })}</Tag>
  return <Tag tone="accent">{t('age.left', { count: -days, number: String(-days) })}</Tag>
}
