import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentRow, SalesRow } from '../../contract/index.ts'
import type { EventType } from '../../core/events/index.ts'
import { navigation } from '../app/navigation.ts'
import { useList } from '../client/index.ts'
import { DateText, Money, PartyName, type Sort, Table, useFormat } from '../kit/index.ts'
import { PaperPreview } from '../kit/preview/index.ts'
import { isZero } from './figures.ts'
import { StatusTag } from './posted-document.tsx'
import { placeOfDocument } from './screens.ts'

interface ListProps {
  readonly label: string
  readonly search: string
  readonly status: string
  readonly emptyState: ReactNode
  onSums?(text: ReactNode): void
}

interface InvoiceListProps extends ListProps {
  readonly list: 'sales' | 'purchases'
  readonly partyHeading: string
  readonly payScreen: string
  readonly type: EventType
}

/** The open part of sums, said by currency: `USD 4.189,69 · Rp 9.870.000`. */
function useSumText(): (sums: readonly { currency: string; total: string; open: string }[], which: 'total' | 'open') => string {
  const format = useFormat()
  return (sums, which) => sums.filter((sum) => !isZero(sum[which])).map((sum) => format.money(sum[which], sum.currency)).join(' · ')
}

/** What the chosen rows come to, per currency, in exact minor steps. */
function sumRows(rows: readonly SalesRow[]): readonly { currency: string; total: string; open: string }[] {
  const sums = new Map<string, { total: bigint; open: bigint; places: number }>()
  const minor = (text: string, places: number) => BigInt(text.replace('.', '').padEnd(text.replace('.', '').length + places - (text.split('.')[1]?.length ?? 0), '0'))
  for (const row of rows) {
    const places = Math.max(row.total.split('.')[1]?.length ?? 0, row.open.split('.')[1]?.length ?? 0)
    const sum = sums.get(row.currency) ?? { total: 0n, open: 0n, places }
    sums.set(row.currency, { total: sum.total + minor(row.total, places), open: sum.open + minor(row.open, places), places })
  }
  const text = (value: bigint, places: number) => {
    const digits = value.toString().padStart(places + 1, '0')
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  }
  return [...sums].map(([currency, sum]) => ({ currency, total: text(sum.total, sum.places), open: text(sum.open, sum.places) }))
}

/** Invoices of sales or purchases, drafts among them: what they come to, what is open and how late. */
export function InvoiceList({ list: name, label, search, status, emptyState, partyHeading, payScreen, type, onSums }: InvoiceListProps) {
  const { t } = useTranslation('documents')
  const sumText = useSumText()
  const [sort, setSort] = useState<Sort>({ column: 'date', descending: true })
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [paper, setPaper] = useState<string | null>(null)
  const list = useList(name, { ...(search === '' ? {} : { search }), sort, ...(status === '' ? {} : { filter: { status } }) })
  const openRow = (row: SalesRow) => navigation.go(placeOfDocument(type, row.id))

  const footer = (chosen: readonly SalesRow[]): ReactNode => {
    if (chosen.length === 0) {
      const open = sumText(list.sums, 'open')
      return <span>{t('listCount', { count: list.total })}{open !== '' && <> · {t('listOpen')} <b>{open}</b></>}</span>
    }
    const sums = sumRows(chosen)
    const open = sumText(sums, 'open')
    return <span>{t('listCount', { count: list.total })} · {t('listChosen')} <b>{chosen.length}</b> · {t('listTotal')} <b>{sumText(sums, 'total')}</b>{open !== '' && <> · {t('listOpen')} <b>{open}</b></>}</span>
  }
  const stamp = JSON.stringify([list.total, list.sums])
  useMemo(() => queueMicrotask(() => { if (selection.size === 0) onSums?.(footer([])) }), [stamp, selection.size])

  return (
    <>
      <Table label={label} list={list} rowKey={(row) => row.id} onOpen={openRow} sort={sort} onSort={setSort} emptyState={emptyState} exportName={name} autoFocus
        selection={selection} onSelectionChange={(keys, rows) => { setSelection(keys); onSums?.(footer(rows)) }}
        onKey={(event, row) => {
          if (!row) return
          if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.altKey && !event.metaKey && row.status !== 'draft') {
            event.preventDefault()
            navigation.go({ screen: payScreen, params: { invoice: row.id } })
          } else if (event.key.toLowerCase() === 'p' && (event.ctrlKey || event.altKey)) {
            event.preventDefault()
            event.stopPropagation()
            setPaper(row.id)
          }
        }}
        columns={[
          { id: 'number', heading: t('field.number'), width: 185, sortable: true, cell: (row) => row.number ?? '–' },
          { id: 'date', heading: t('field.date'), width: 98, sortable: true, cell: (row) => <DateText date={row.date} form="short" /> },
          { id: 'partyName', heading: partyHeading, width: 'minmax(180px, 2fr)', sortable: true, cell: (row) => <PartyName name={row.partyName ?? ''} nameZh={row.partyNameZh} /> },
          { id: 'total', heading: t('field.total'), width: 150, align: 'end', sortable: true, cell: (row) => <Money value={row.total} currency={row.currency} /> },
          { id: 'open', heading: t('field.open'), width: 110, align: 'end', sortable: true, cell: (row) => <Money value={row.open} currency={row.currency} bare dashZero /> },
          { id: 'dueDate', heading: t('field.dueDate'), width: 104, align: 'end', sortable: true, cell: (row) => (isZero(row.open) && row.status !== 'draft' ? '–' : <DateText date={row.dueDate} form="short" />) },
          { id: 'status', heading: t('field.status'), width: 150, cell: (row) => <StatusTag status={row.status} {...(isZero(row.open) ? {} : { daysOverdue: row.daysOverdue })} /> },
        ]} />
      {paper !== null && <PaperPreview id={paper} onClose={() => setPaper(null)} />}
    </>
  )
}

interface KindListProps extends ListProps {
  /** One kind of document; absent: all. */
  readonly type?: EventType
  readonly withKind?: boolean
}

/** Documents of one kind, or every posting of the book. */
export function KindList({ label, search, status, emptyState, type, withKind, onSums }: KindListProps) {
  const { t } = useTranslation('documents')
  const sumText = useSumText()
  const [sort, setSort] = useState<Sort>({ column: 'date', descending: true })
  const filter = { ...(type ? { type } : {}), ...(status === '' ? {} : { status }) }
  const list = useList('documents', { ...(search === '' ? {} : { search }), sort, ...(Object.keys(filter).length > 0 ? { filter } : {}) })
  const stamp = JSON.stringify([list.total, list.sums])
  useMemo(() => queueMicrotask(() => {
    const total = type ? sumText(list.sums, 'total') : ''
    onSums?.(<span>{t('listCount', { count: list.total })}{total !== '' && <> · <b>{total}</b></>}</span>)
  }), [stamp])
  return (
    <Table<DocumentRow> label={label} list={list} rowKey={(row) => row.id} onOpen={(row) => navigation.go(placeOfDocument(row.type, row.id))} sort={sort} onSort={setSort} emptyState={emptyState} exportName="documents" autoFocus
      columns={[
        { id: 'number', heading: t('field.number'), width: 185, sortable: true, cell: (row) => row.number ?? '–' },
        { id: 'date', heading: t('field.date'), width: 98, sortable: true, cell: (row) => <DateText date={row.date} form="short" /> },
        ...(withKind ? [{ id: 'type', heading: t('field.kind'), width: 190, sortable: true, cell: (row: DocumentRow) => t(`type.${row.type}`) }] : []),
        { id: 'partyName', heading: t('field.party'), width: 'minmax(180px, 2fr)', sortable: true, cell: (row) => row.partyName ?? (row.note !== '' ? <span className="quiet">{row.note}</span> : '–') },
        { id: 'total', heading: t('field.total'), width: 160, align: 'end', sortable: true, cell: (row) => <Money value={row.total} currency={row.currency ?? 'IDR'} dashZero /> },
        { id: 'status', heading: t('field.status'), width: 150, cell: (row) => <StatusTag status={row.status} /> },
      ]} />
  )
}
