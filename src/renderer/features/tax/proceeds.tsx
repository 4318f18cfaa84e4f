import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportNote, type ProceedsReason, proceedsReasons } from '../../../contract/index.ts'
import type { ExportProceeds } from '../../../core/report-layout/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { arrayList, useCall, useCommand } from '../../client/index.ts'
import { Button, type Column, DateField, DateText, Dialog, Empty, Money, MoneyField, RefusalList, refusalOf, restOf, Select, Skeleton, Table, Tag, type Tone, TextArea, TextField, useFormat, useToday } from '../../kit/index.ts'
import { TaxScreen } from './tax-screen.tsx'
import { useAfterTyping } from './use-after-typing.ts'

type Row = ExportProceeds['rows'][number]
const tones: Record<Row['status'], Tone> = { open: 'draft', partly: 'accent', received: 'ok', late: 'bad', explained: 'ok' }

/** Each export with its PEB, by when its money has to be in, what came, and why it differs. */
export function ProceedsScreen({ place }: { place: Place }) {
  const { t } = useTranslation(['tax', 'reports'])
  const format = useFormat()
  const today = useToday()
  const year = place.params?.['year'] ?? today.slice(0, 4)
  const [current, setCurrent] = useState<Row | undefined>(undefined)
  const [noted, setNoted] = useState<Row | null>(null)
  // What came in later than the year counts too: the list is as of today.
  const { data, refusals } = useCall('report.run', { name: 'export-proceeds', arguments: { from: `${year}-01-01`, to: year === today.slice(0, 4) ? today : `${year}-12-31` } }, { keepPrevious: true, topics: ['tax', 'sales', 'payments', 'ledger', 'parties', 'book'] })
  const report = data as unknown as ExportProceeds | undefined
  const row = report?.rows.find((each) => each.documentId === current?.documentId)
  const note: Action = { id: 'tax.note', labelKey: 'tax:proceeds.note', keys: ['E'], when: () => row !== undefined, run: () => { if (row) setNoted(row) } }
  const open: Action = { id: 'tax.openExport', labelKey: 'tax:coretax.openDocument', keys: ['O'], when: () => row !== undefined, run: () => { if (row) openDocument(row.documentId) } }
  const list: Action = { id: 'tax.proceedsReport', labelKey: 'tax:proceeds.report', keys: ['R'], run: () => navigation.go({ screen: 'reports.report', params: { name: 'export-proceeds', from: `${year}-01-01`, to: `${year}-12-31` } }) }
  useActions([note, open, list])
  const columns: readonly Column<Row>[] = [
    { id: 'document', heading: t('tax:proceeds.invoice'), width: 'minmax(150px, 1fr)', cell: (each) => each.number ?? each.event },
    { id: 'party', heading: t('tax:coretax.buyer'), width: 'minmax(120px, 1fr)', cell: (each) => each.partyName ?? each.party },
    { id: 'peb', heading: t('reports:columns.pebNo'), width: 100, cell: (each) => each.pebNo || <span className="muted">–</span> },
    { id: 'date', heading: t('reports:columns.pebDate'), width: 120, cell: (each) => <DateText date={each.pebDate ?? each.date} /> },
    { id: 'fob', heading: t('reports:columns.fob'), width: 140, align: 'end', cell: (each) => <Money value={each.fob} currency={each.currency} /> },
    { id: 'received', heading: t('reports:columns.received'), width: 140, align: 'end', cell: (each) => <Money value={each.received} currency={each.currency} dashZero /> },
    { id: 'due', heading: t('tax:calendar.due'), width: 120, cell: (each) => <DateText date={each.dueDate} /> },
    { id: 'status', heading: t('tax:calendar.state'), width: 170, cell: (each) => <Tag tone={tones[each.status]}>{each.reason === null ? t(`reports:proceeds.${each.status}`) : `${t(`reports:proceeds.${each.status}`)}: ${t(`reports:reasons.${each.reason as ProceedsReason}`)}`}</Tag> },
  ]
  const years = Array.from({ length: 4 }, (_, back) => String(Number(today.slice(0, 4)) - back))
  return (
    <TaxScreen tab="proceeds" footerEnd={t('tax:proceeds.keys')} actions={<><ActionButton action={list} /><ActionButton action={open} /><ActionButton action={note} variant="main" /></>}
      footer={report?.byCurrency.map(({ currency, fob, received }) => `${format.money(received, currency)} / ${format.money(fob, currency)}`).join(' · ')}>
      <div className="list-tools tax-tools"><Select label={t('tax:proceeds.year')} hideLabel value={year} options={years.map((id) => ({ id, label: id }))} onChange={(id) => navigation.replace({ screen: 'tax.proceeds', params: { year: id } })} /></div>
      <RefusalList refusals={refusals} />
      <Table label={t('tax:tab.proceeds')} columns={columns} list={arrayList(`tax.proceeds ${year}`, report?.rows)} rowKey={(each) => each.documentId} onOpen={setNoted} onCursor={setCurrent} autoFocus emptyState={<Empty text={t('tax:proceeds.empty', { year })} />} />
      {noted !== null && <NoteDialog row={noted} onClose={() => setNoted(null)} />}
    </TaxScreen>
  )
}

function NoteDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation(['tax', 'common', 'reports'])
  const format = useFormat()
  const { data, refusals } = useCall('tax.exportNote', { id: row.documentId })
  const save = useCommand('tax.setExportNote')
  const [edits, setEdits] = useState<Partial<ExportNote>>({})
  const note: ExportNote | undefined = data && { ...data, ...edits }
  const set = (change: Partial<ExportNote>): void => setEdits((before) => ({ ...before, ...change }))
  const keep = async (): Promise<void> => {
    if (!note || save.busy) return
    const done = await save.run({ id: row.documentId, note: { ...note, pebNo: note.pebNo.trim(), office: note.office.trim(), note: note.note.trim() } })
    if (done !== null) onClose()
  }
  const { run, onKeyDown } = useAfterTyping(keep)
  return (
    <Dialog title={`${t('tax:proceeds.note')} · ${row.number ?? row.event}`} size="wide" onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={!note || save.busy} onPress={run}>{t('common:save')}</Button></>}>
      {!note && <Skeleton rows={4} />}
      {note && (
        <form noValidate className="form-grid" onSubmit={(event) => { event.preventDefault(); run() }} onKeyDown={onKeyDown}>
          <TextField label={t('tax:proceeds.pebNo')} value={note.pebNo} onChange={(pebNo) => set({ pebNo })} maxLength={60} error={refusalOf(save.refusals, 'note.pebNo')} />
          <DateField label={t('reports:columns.pebDate')} value={note.pebDate} onChange={(pebDate) => set({ pebDate })} />
          <TextField label={t('tax:proceeds.office')} value={note.office} onChange={(office) => set({ office })} maxLength={60} />
          <MoneyField label={t('tax:proceeds.fob')} currency={row.currency} value={note.fob} onChange={(fob) => set({ fob })} placeholder={format.amount(row.fob, row.currency)} hint={t('tax:proceeds.fobHint')} />
          <Select label={t('tax:proceeds.reason')} value={note.reason ?? 'none'} options={[{ id: 'none', label: t('tax:proceeds.noReason') }, ...proceedsReasons.map((id) => ({ id, label: t(`reports:reasons.${id}`) }))]} onChange={(id) => set({ reason: id === 'none' ? null : (id as ProceedsReason) })} />
          <TextArea label={t('tax:proceeds.text')} value={note.note} onChange={(text) => set({ note: text })} rows={2} />
          <button type="submit" hidden />
        </form>
      )}
      <RefusalList refusals={[...refusals, ...restOf(save.refusals, ['note.pebNo'])]} />
    </Dialog>
  )
}
