import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetRow } from '../../../contract/index.ts'
import type { BusinessEvent } from '../../../core/events/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { call, refusalsOf, useCall, useList } from '../../client/index.ts'
import { DocumentScreen, type EditorProps, isZero, MonthSelect, newEvent, newPlace, readDocument, sumOf, textOf, useEditor, withField, withFields } from '../../document/index.ts'
import { Button, type Column, DecimalField, Empty, Money, MoneyField, RefusalList, Screen, SearchField, Table, Tag, TextField, useFormat, useSettled, useToast } from '../../kit/index.ts'
import { PlainForm } from './plain-form.tsx'

const terms = ['asset', 'cost', 'residual', 'lifeMonths', 'startPeriod'] as const

/** The terms of an asset as its latest depreciation has them, for another month. */
async function nextOf(document: string, period: string): Promise<BusinessEvent> {
  const { event } = await readDocument(document)
  return newEvent('depreciation.post', lastDayOf(period), { ...Object.fromEntries(terms.filter((name) => event[name] !== undefined).map((name) => [name, event[name]])), period })
}

/** Every asset with what it cost, what is written off and what is left; one key writes a month off for all. */
export function AssetsScreen({ place }: { place: Place }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const toast = useToast()
  const [search, setSearch] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [isPosting, setPosting] = useState(false)
  const first = useCall('closing.summary', {}).data?.month ?? ''
  const period = place.params?.['period'] ?? first
  const list = useList('assets', { filter: { period }, search: useSettled(search, 120) }, period !== '')
  const rows = useMemo(() => Array.from({ length: Math.min(list.total, 100) }, (_, index) => list.rows(index)).filter((row): row is AssetRow => row !== undefined), [list])
  const due = rows.filter((row) => !isZero(row.due))

  async function postAll(): Promise<void> {
    setPosting(true)
    setRefusals([])
    try {
      const { rows: all } = await call('list.page', { list: 'assets', offset: 0, limit: 1000, filter: { period } })
      const wanted = (all as readonly AssetRow[]).filter((row) => !isZero(row.due))
      for (const row of wanted) await call('event.post', { event: await nextOf(row.id, period) })
      toast.say(t('assets.posted', { count: wanted.length, month: format.month(period, 'long') }))
      if (place.params?.['then'] === 'back') navigation.back({ screen: 'journal.closing' })
    } catch (error) {
      setRefusals(refusalsOf(error))
    }
    setPosting(false)
  }
  const post: Action = { id: 'assets.post', labelKey: 'closing:assets.postAll', labelParams: { month: period === '' ? '' : format.month(period, 'long') }, keys: ['Ctrl+Enter'], when: () => due.length > 0 && !isPosting, run: () => void postAll() }
  const add: Action = { id: 'assets.new', labelKey: 'closing:assets.new', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('journal.depreciation', period === '' ? {} : { period })) }
  useActions([post, add])
  const columns: readonly Column<AssetRow>[] = [
    { id: 'asset', heading: t('assets.asset'), width: 'minmax(200px, 2fr)', sortable: true, cell: (row) => <b>{row.asset}</b> },
    { id: 'startPeriod', heading: t('assets.start'), width: 140, sortable: true, cell: (row) => format.month(row.startPeriod) },
    { id: 'lifeMonths', heading: t('assets.life'), width: 96, align: 'end', sortable: true, cell: (row) => t('assets.months', { count: row.lifeMonths }) },
    { id: 'cost', heading: t('assets.cost'), width: 140, align: 'end', sortable: true, cell: (row) => <Money value={row.cost} currency="IDR" bare /> },
    { id: 'accumulated', heading: t('assets.accumulated'), width: 140, align: 'end', sortable: true, cell: (row) => <Money value={row.accumulated} currency="IDR" bare dashZero /> },
    { id: 'bookValue', heading: t('assets.bookValue'), width: 140, align: 'end', sortable: true, cell: (row) => <Money value={row.bookValue} currency="IDR" bare dashZero /> },
    { id: 'due', heading: period === '' ? '' : format.month(period), width: 140, align: 'end', cell: (row) => (isZero(row.due) ? (row.nextPeriod === null ? <Tag tone="draft">{t('assets.over')}</Tag> : <Tag tone="ok">✓</Tag>) : <Money value={row.due} currency="IDR" bare />) },
  ]
  return (
    <Screen title={t('assets.title')} footerEnd={t('assets.keys')}
      footer={<span>{t('assets.count', { count: list.total })} · {t('assets.bookValue')} <b>{format.money(sumOf(rows.map((row) => row.bookValue)), 'IDR')}</b> · {t('assets.due')} <b>{format.money(sumOf(due.map((row) => row.due)), 'IDR')}</b></span>}
      actions={(
        <>
          <MonthSelect hideLabel label={t('assets.month')} value={period} onChange={(month) => navigation.replace({ ...place, params: { ...place.params, period: month } })} />
          <SearchField label={t('assets.find')} placeholder={t('assets.find')} value={search} onChange={setSearch} />
          <ActionButton action={add} />
          <ActionButton action={post} variant="main" disabledReason={t('assets.nothingDue')} />
        </>
      )}>
      <RefusalList refusals={refusals} />
      <Table label={t('assets.title')} columns={columns} list={list} rowKey={(row) => row.asset} onOpen={(row) => openDocument(row.id)} exportName="assets" autoFocus
        emptyState={<Empty text={t('assets.empty')} action={<Button variant="main" keys="Ctrl+N" onPress={() => add.run({ place: navigation.place, typing: false })}>{t('assets.new')}</Button>} />} />
    </Screen>
  )
}

/** One month of one asset; the first one brings the asset into the register. */
export function DepreciationScreen() {
  const { t } = useTranslation('closing')
  const begin = (today: string, params: Readonly<Record<string, string>>): BusinessEvent | Promise<BusinessEvent> => {
    const period = params['period'] ?? monthOf(today)
    return params['asset'] ? nextOf(params['asset'], period) : newEvent('depreciation.post', lastDayOf(period), { startPeriod: period, period, lifeMonths: 48 })
  }
  return <DocumentScreen title={t('depreciation.title')} listPlace={{ screen: 'journal.assets' }} begin={begin} editor={DepreciationEditor} />
}

function DepreciationEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('closing')
  const { t: d } = useTranslation('documents')
  const editor = useEditor({ beginning, lists: {}, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)
  return (
    <PlainForm title={t('depreciation.title')} note={t('depreciation.note')} editor={editor} shown={[...terms, 'period', 'date']}>
      <TextField label={t('assets.asset')} value={textOf(event, 'asset')} autoFocus isRequired error={editor.refusalAt('asset')} placeholder={t('depreciation.example')} onChange={(asset) => set('asset', asset)} />
      <MoneyField label={t('assets.cost')} currency="IDR" value={textOf(event, 'cost') || null} error={editor.refusalAt('cost')} onChange={(amount) => set('cost', amount)} />
      <MoneyField label={t('depreciation.residual')} currency="IDR" value={textOf(event, 'residual') || null} error={editor.refusalAt('residual')} onChange={(amount) => set('residual', amount)} />
      <DecimalField label={t('depreciation.life')} hint={t('depreciation.lifeHint')} places={0} value={typeof event['lifeMonths'] === 'number' ? String(event['lifeMonths']) : null} error={editor.refusalAt('lifeMonths')} onChange={(months) => set('lifeMonths', months === null ? undefined : Number(months))} />
      <MonthSelect label={t('assets.start')} value={textOf(event, 'startPeriod')} before={72} error={editor.refusalAt('startPeriod')} onChange={(month) => set('startPeriod', month)} />
      <MonthSelect label={d('field.period')} value={textOf(event, 'period')} error={editor.refusalAt('period')} onChange={(month) => draft.change((now) => withFields(now, { period: month, date: lastDayOf(month) }), 'period')} />
    </PlainForm>
  )
}
