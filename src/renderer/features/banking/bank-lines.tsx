import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankLineRow } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall, useCommand, useList } from '../../client/index.ts'
import { Button, type Column, DateText, Empty, Money, RefusalList, Screen, SearchField, Select, Table, type TableHandle, Tag, useFormat, useLanguage, useSettled, useToast } from '../../kit/index.ts'
import { ByHandPanel } from './by-hand-panel.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { ReconciliationCard } from './reconciliation-card.tsx'

const tabs = ['open', 'matched', 'ignored', 'all'] as const
const tones = { open: 'warn', matched: 'ok', ignored: 'draft' } as const

/** Lines of a bank account beside what they may be: Enter posts what is proposed, and the next line is in hand. */
export function BankLines({ place }: { place: Place }) {
  const { t } = useTranslation(['banking', 'common'])
  const format = useFormat()
  const language = useLanguage()
  const toast = useToast()
  const table = useRef<TableHandle>(null)
  const setup = useCall('bank.setup', {})
  const accounts = setup.data?.accounts ?? []
  const used = accounts.filter((account) => account.lastDate !== null)
  const account = place.params?.['account'] ?? place.id ?? used.toSorted((a, b) => b.open - a.open)[0]?.code ?? ''
  const tab = tabs.find((each) => each === place.params?.['tab']) ?? 'open'
  const [search, setSearch] = useState('')
  const [line, setLine] = useState<BankLineRow | undefined>()
  const [chosen, setChosen] = useState(0)
  const [isByHand, setByHand] = useState(false)
  const isImporting = place.params?.['import'] !== undefined
  const put = (params: Record<string, string>): void => navigation.replace({ screen: place.screen, params: Object.fromEntries(Object.entries({ ...place.params, ...params }).filter(([, value]) => value !== '')) })
  const filter = useMemo(() => ({ account, ...(tab === 'all' ? {} : { status: tab }) }), [account, tab])
  const list = useList('bankLines', { search: useSettled(search, 120), filter }, account !== '')
  const current = account === '' || list.total === 0 ? undefined : line
  const isOpen = current !== undefined && current.status === 'open'
  const proposals = useCall('bank.proposals', { id: current?.id ?? '-' }, { enabled: isOpen })
  const offered = isOpen ? (proposals.data ?? []) : []
  const proposal = offered[Math.min(chosen, offered.length - 1)]
  const confirm = useCommand('bank.confirm')
  const undo = useCommand('bank.undo')
  const ignore = useCommand('bank.ignore')

  const undoLine = (id: string): void => void undo.run({ id })
  const post = async (): Promise<void> => {
    // What is on its way belongs to this line: the next is not in hand yet.
    if (!current || !isOpen || confirm.busy || proposals.isFetching || !proposal) return
    const { id } = current
    const done = await confirm.run({ id, choice: { proposal: proposal.key } })
    if (done === null) return
    setChosen(0)
    const numbers = done.documents.map((document) => document.number).filter((number) => number !== null).join(', ')
    toast.say(numbers === '' ? t('banking:linked') : t('banking:posted', { number: numbers }), () => undoLine(id))
  }
  const toggleIgnored = (): void => {
    if (current && current.status !== 'matched') void ignore.run({ id: current.id, ignored: current.status !== 'ignored' })
  }
  const importFile: Action = { id: 'banking.import', labelKey: 'banking:action.import', keys: ['Ctrl+I', 'Alt+I'], run: () => put({ import: '1' }) }
  const choices: Action[] = offered.map((_, index) => ({ id: `banking.choose${index}`, labelKey: 'banking:action.choose', labelParams: { number: String(index + 1) }, keys: [String(index + 1)], isQuiet: true, run: () => setChosen(index) }))
  useActions([
    importFile, ...choices,
    { id: 'banking.rules', labelKey: 'banking:rules.title', keys: ['Alt+R'], run: () => navigation.go({ screen: 'banking.rules' }) },
    { id: 'banking.byHand', labelKey: 'banking:action.byHand', keys: ['M'], when: () => isOpen, run: () => setByHand(true) },
    { id: 'banking.ignore', labelKey: 'banking:action.ignore', keys: ['X'], when: () => current !== undefined && current.status !== 'matched', run: toggleIgnored },
    { id: 'banking.undo', labelKey: 'banking:action.undo', keys: ['U'], when: () => current?.status === 'matched', run: () => current && undoLine(current.id) },
    { id: 'banking.document', labelKey: 'banking:action.document', keys: ['O'], when: () => (current?.documents.length ?? 0) > 0, run: () => current?.documents[0] && openDocument(current.documents[0].id) },
  ])
  const columns: readonly Column<BankLineRow>[] = [
    { id: 'date', heading: t('banking:column.date'), width: 76, cell: (row) => <DateText date={row.date} form="short" /> },
    { id: 'text', heading: t('banking:column.text'), width: 'minmax(260px, 3fr)', cell: (row) => <span title={row.text}>{row.counterparty !== null && <b>{row.counterparty} </b>}{row.text}</span> },
    { id: 'in', heading: t('banking:column.in'), width: 116, align: 'end', cell: (row) => (row.amount.startsWith('-') ? '' : <Money value={row.amount} currency={row.currency} bare />) },
    { id: 'out', heading: t('banking:column.out'), width: 116, align: 'end', cell: (row) => (row.amount.startsWith('-') ? <Money value={row.amount.slice(1)} currency={row.currency} bare /> : '') },
    { id: 'status', heading: t('banking:column.status'), width: 'minmax(112px, 1fr)', cell: (row) => (row.documents.length > 0 ? <>{row.documents.map((document) => document.number).join(', ')}</> : <Tag tone={tones[row.status]}>{t(`banking:status.${row.status}`)}</Tag>) },
  ]
  const nameOf = (code: string): string => {
    const found = accounts.find((each) => each.code === code)
    return found ? `${found.code} ${found.name[language]}` : code
  }
  const refusals = [...confirm.refusals, ...undo.refusals, ...ignore.refusals]
  return (
    <Screen
      title={t('banking:title')} tabs={tabs.map((id) => ({ id, label: t(`banking:tab.${id}`) }))} tab={tab} onTab={(id) => { setChosen(0); put({ tab: id }) }}
      actions={(
        <>
          {used.length > 0 && <Select hideLabel label={t('banking:account')} value={account} options={used.map((each) => ({ id: each.code, label: `${nameOf(each.code)} (${each.open})` }))} onChange={(code) => put({ account: code })} />}
          <SearchField label={t('common:find')} value={search} onChange={setSearch} onDown={() => table.current?.focus()} onEnter={() => table.current?.focus()} keys="/" />
          <ActionButton action={importFile} variant="main" />
        </>
      )}
      aside={account === '' ? undefined : (
        <>
          {current && <ProposalCard line={current} proposals={offered} isPending={isOpen && proposals.isPending} chosen={Math.min(chosen, offered.length - 1)} onChoose={setChosen} onConfirm={() => void post()} onByHand={() => setByHand(true)} onIgnore={toggleIgnored} onUndo={() => undoLine(current.id)} />}
          <RefusalList refusals={refusals} />
          <ReconciliationCard account={account} />
        </>
      )}
      footer={<span>{t('banking:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('banking:keys')}
    >
      <div
        className="bank-table"
        onKeyDownCapture={(event) => {
          // Enter posts; a click only looks.
          if (event.key !== 'Enter' || event.ctrlKey || event.altKey || (event.target as HTMLElement).getAttribute('role') !== 'grid') return
          event.preventDefault()
          event.stopPropagation()
          if (!event.repeat) void post()
        }}
      >
        {account === ''
          ? <Empty text={t('banking:empty')} action={<Button variant="main" keys="Ctrl+I" onPress={() => put({ import: '1' })}>{t('banking:action.import')}</Button>} />
          : (
            <Table ref={table} label={t('banking:title')} columns={columns} list={list} rowKey={(row) => row.id} autoFocus exportName="bankLines" onCursor={(row) => { setLine(row); setChosen(0); confirm.clear() }}
              emptyState={<Empty text={t(tab === 'open' ? 'banking:allDone' : 'banking:none')} />} />
          )}
      </div>
      {isByHand && current && <ByHandPanel line={current} onClose={() => setByHand(false)} onPosted={(numbers) => { setByHand(false); toast.say(t('banking:posted', { number: numbers }), () => undoLine(current.id)) }} />}
      {isImporting && <ImportDialog accounts={accounts} nameOf={nameOf} onClose={() => put({ import: '' })} onDone={(code) => navigation.replace({ screen: place.screen, params: { account: code } })} />}
    </Screen>
  )
}
