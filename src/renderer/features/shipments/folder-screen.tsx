import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Empty, RefusalList, Screen, Skeleton, Tag, useFormat } from '../../kit/index.ts'
import { FactSections, type Folder } from './fact-field.tsx'
import { paymentSections, tabOfField, termSections, transportSections } from './field-list.ts'
import { GoodsView } from './goods-view.tsx'
import { PapersView } from './papers-view.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

const tabs = ['papers', 'goods', 'terms', 'transport', 'payment'] as const
type Tab = (typeof tabs)[number]

/** A shipment whole: its papers with what each still needs, its goods and packages, parties and terms, route and dates, payment. */
export function FolderScreen({ place }: { place: Place }) {
  const { t } = useTranslation(['shipments', 'common'])
  const format = useFormat()
  const id = place.id ?? ''
  const tab: Tab = tabs.find((each) => each === place.params?.['tab']) ?? 'papers'
  const view = useCall('shipment.get', { id }, { enabled: id !== '', keepPrevious: true })
  const save = useCommand('shipment.save')
  const pack = useCommand('shipment.pack')
  const [chosen, setChosen] = useState<string | null>(null)
  const put = (params: Record<string, string>): void => navigation.replace({ screen: place.screen, id, params: Object.fromEntries(Object.entries({ ...place.params, ...params }).filter(([, value]) => value !== '')) })
  const data = view.data
  const errors = data?.findings.filter(({ severity }) => severity === 'error') ?? []
  const warnings = (data?.findings.length ?? 0) - errors.length
  const fixable = data?.findings.find(({ fix }) => fix !== null)
  const change = (changes: Readonly<Record<string, unknown>>): void => void save.run({ id, changes: { ...changes } })
  const fix: Action = { id: 'shipments.fix', labelKey: 'shipments:action.fix', keys: ['Ctrl+B', 'Alt+B'], when: () => fixable !== undefined, run: () => fixable?.fix && change(fixable.fix.changes) }
  const send: Action = { id: 'shipments.send', labelKey: 'shipments:action.send', keys: ['Ctrl+Shift+P', 'Alt+P'], when: () => data !== undefined, run: () => put({ send: '1' }) }
  const receive: Action = { id: 'shipments.receive', labelKey: 'shipments:action.receive', keys: ['Alt+M'], when: () => data !== undefined, run: () => put({ receive: '1' }) }
  const packAll: Action = { id: 'shipments.pack', labelKey: 'shipments:action.pack', keys: ['Alt+K'], when: () => data !== undefined, run: () => void pack.run({ id }) }
  useActions([
    fix, send, receive, packAll,
    ...tabs.map((each, index): Action => ({ id: `shipments.tab.${each}`, labelKey: `shipments:view.${each}`, keys: [`Ctrl+${index + 1}`, `Alt+Shift+${index + 1}`], run: () => put({ tab: each }) })),
  ])
  useEffect(() => {
    // A file that is dropped or pasted anywhere on the folder is a paper that came.
    const onPaste = (event: ClipboardEvent): void => {
      if ((event.clipboardData?.files.length ?? 0) > 0) put({ receive: '1' })
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  })
  useEffect(() => {
    // What had the focus went with the view before: the keys of this one work at once.
    if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
  }, [tab])
  if (id === '' || (view.refusals.length > 0 && data === undefined)) return <Screen title={t('shipments:title')}><Empty text={t('shipments:gone')} /><RefusalList refusals={view.refusals} /></Screen>
  if (data === undefined) return <Screen title={t('shipments:title')}><Skeleton rows={9} /></Screen>
  const folder: Folder = { view: data, save: change }
  const needed = data.checklist.filter(({ demand }) => demand === 'required' || demand === 'usual')
  const there = needed.filter(({ state }) => state === 'issued' || state === 'received' || state === 'ready').length
  const parts = [data.data.buyer?.name, [data.data.incoterm, data.data.incotermPlace].filter(Boolean).join(' '), data.data.shipment?.etd === undefined ? undefined : format.date(data.data.shipment.etd, 'medium')].filter((part) => part !== undefined && part !== '')
  const counts: Partial<Record<Tab, number>> = { papers: needed.length, goods: data.data.lines?.length ?? 0 }
  const problems: Partial<Record<Tab, number>> = {}
  for (const { field } of errors) {
    const at = tabOfField(field ?? '')
    problems[at] = (problems[at] ?? 0) + 1
  }
  return (
    <Screen
      title={data.data.papers?.['commercialInvoice']?.no ?? data.reference}
      subtitle={<><span className="folder-sign" /><Tag tone={errors.length > 0 ? 'bad' : there === needed.length ? 'ok' : 'warn'}>{t('shipments:papersOf', { there: String(there), all: String(needed.length) })}</Tag> <span className="muted">{parts.join(' · ')}</span></>}
      tabs={tabs.map((each) => ({ id: each, label: `${t(`shipments:view.${each}`)}${problems[each] ? ' ⚠' : ''}`, ...(counts[each] === undefined ? {} : { count: counts[each] }) }))} tab={tab} onTab={(each) => put({ tab: each })}
      actions={<><ActionButton action={send} />{fixable && <FixMain folder={folder} onPress={() => fix.run({ place, typing: false })} />}</>}
      footer={<span>{t('shipments:summary', { papers: String(needed.length), errors: String(errors.length), warnings: String(warnings) })}</span>} footerEnd={t(`shipments:keys.${tab}`)}
    >
      <RefusalList refusals={[...save.refusals, ...pack.refusals]} />
      {tab === 'papers' && <PapersView folder={folder} chosen={chosen} onChoose={setChosen} onGo={(field) => put({ tab: tabOfField(field) })} onReceive={(type) => put({ receive: type })} />}
      {tab === 'goods' && <GoodsView folder={folder} onPack={() => void pack.run({ id })} without={pack.busy ? [] : (data.data.lines ?? []).filter((line) => line.packages === undefined).map((line) => line.sku ?? '')} />}
      {tab === 'terms' && <FactSections sections={termSections} folder={folder} />}
      {tab === 'transport' && <FactSections sections={transportSections} folder={folder} />}
      {tab === 'payment' && <FactSections sections={paymentSections} folder={folder} />}
      {place.params?.['send'] !== undefined && <SendDialog view={data} onClose={() => put({ send: '' })} />}
      {place.params?.['receive'] !== undefined && <ReceiveDialog id={id} type={place.params['receive'] === '1' ? null : (place.params['receive'] ?? null)} onClose={() => put({ receive: '' })} />}
    </Screen>
  )
}

/** The first thing that one key settles. */
function FixMain({ folder, onPress }: { folder: Folder; onPress: () => void }) {
  const { t } = useTranslation('shipments')
  const count = folder.view.findings.filter(({ fix }) => fix !== null).length
  return <Button variant="main" keys="Ctrl+B" onPress={onPress}>{t('action.fixCount', { count, number: String(count) })}</Button>
}

