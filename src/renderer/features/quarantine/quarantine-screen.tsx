import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuarantineRow } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { arrayList, call, refusalsOf, shell, useCall, useCommand } from '../../client/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Button, Card, type Column, Dialog, Empty, RefusalList, Screen, Table, Tag, localDateOf, useFormat, useToast } from '../../kit/index.ts'

/** Documents that are kept and passed on but do not touch the books: why, whose, and what to do. */
export function QuarantineScreen() {
  const { t } = useTranslation(['quarantine', 'conflicts'])
  const translate = t as unknown as (key: string | readonly string[], params?: object) => string
  const format = useFormat()
  const toast = useToast()
  const { data, refusals } = useCall('quarantine.list', {})
  const discard = useCommand('quarantine.discard')
  const [at, setAt] = useState<QuarantineRow | undefined>()
  const [asks, setAsks] = useState<QuarantineRow | null>(null)
  const [failed, setFailed] = useState<readonly Refusal[]>([])
  // The row may have gone since the cursor was set on it.
  const row = data?.find(({ id }) => id === at?.id) ?? data?.[0]
  const sizeOf = (bytes: number): string => (bytes < 10_240 ? `${format.decimal(String(bytes))} B` : `${format.decimal((bytes / 1024).toFixed(0))} kB`)

  async function save(): Promise<void> {
    if (!row) return
    setFailed([])
    try {
      const file = await shell.saveFile(await call('quarantine.export', { id: row.id }))
      if (file !== null) toast.say(t('quarantine:exported', { file }))
    } catch (error) {
      setFailed(refusalsOf(error))
    }
  }
  async function discardNow(): Promise<void> {
    if (!asks || discard.busy) return
    const done = await discard.run({ id: asks.id })
    setAsks(null)
    if (done) toast.say(t('quarantine:discarded'))
  }
  const saving: Action = { id: 'quarantine.export', labelKey: 'quarantine:export', keys: ['X'], when: () => row !== undefined, run: () => void save() }
  const discarding: Action = { id: 'quarantine.discard', labelKey: 'quarantine:discard', keys: ['Delete'], when: () => row?.mayDiscard === true, run: () => setAsks(row ?? null) }
  useActions([saving, discarding])
  const onCursor = useCallback((next: QuarantineRow | undefined) => setAt(next), [])
  const columns: readonly Column<QuarantineRow>[] = [
    { id: 'what', heading: t('quarantine:column.what'), width: 'minmax(180px, 2fr)', cell: (one) => <><span>{one.number ?? translate([`conflicts:type.${one.type}`, 'conflicts:type.other'])}</span><small>{one.id}</small></> },
    { id: 'reason', heading: t('quarantine:column.reason'), width: 'minmax(225px, 2fr)', cell: (one) => <Tag tone={one.reason === 'newer' || one.reason === 'unknown' ? 'warn' : 'bad'}>{t(`quarantine:reason.${one.reason}`)}</Tag> },
    { id: 'device', heading: t('quarantine:column.device'), width: 90, cell: (one) => (one.device === '' ? '–' : `PC ${one.device}`) },
    { id: 'when', heading: t('quarantine:column.when'), width: 150, cell: (one) => (one.at === null ? '–' : `${format.date(localDateOf(one.at))} ${format.time(one.at)}`) },
    { id: 'size', heading: t('quarantine:column.size'), width: 90, align: 'end', cell: (one) => sizeOf(one.bytes) },
  ]
  return (
    <Screen
      title={t('quarantine:title')} actions={row && <><ActionButton action={discarding} variant="danger" disabledReason={t('quarantine:discardNot')} /><ActionButton action={saving} variant="main" /></>}
      footer={<span>{t('quarantine:count', { count: data?.length ?? 0, number: format.decimal(String(data?.length ?? 0)) })}</span>} footerEnd={t('quarantine:keys')}
      aside={row && (
        <>
          <Card title={t('quarantine:todo')}>
            <p>{translate(`quarantine:advice.${row.reason}`, { device: row.device || '?' })}</p>
            {row.author !== '' && <p className="muted">{row.author} · PC {row.device}</p>}
          </Card>
          <Card title={t('quarantine:content')}><pre className="quarantine-content" tabIndex={0}>{row.excerpt}</pre></Card>
        </>
      )}
    >
      <RefusalList refusals={[...refusals, ...failed, ...discard.refusals]} />
      <Table label={t('quarantine:title')} columns={columns} list={arrayList('quarantine', data)} rowKey={(one) => one.id} onCursor={onCursor} autoFocus emptyState={<Empty text={t('quarantine:empty')} />} />
      {asks && (
        <Dialog title={t('quarantine:discardAsk')} onClose={() => setAsks(null)} actions={<><Button onPress={() => setAsks(null)} autoFocus>{t('quarantine:no')}</Button><Button variant="danger" onPress={() => void discardNow()}>{t('quarantine:yes')}</Button></>}>
          <p>{t('quarantine:discardText', { id: asks.id })}</p>
        </Dialog>
      )}
    </Screen>
  )
}
