import { useTranslation } from 'react-i18next'
import type { AttentionRow } from '../../../contract/index.ts'
import { useAttentionText } from '../../app/attention-text.ts'
import { openAttention } from '../../app/targets.ts'
import { call, useCommand, useList } from '../../client/index.ts'
import { Button, type Column, Empty, RefusalList, Screen, Table, Tag, type Tone, useFormat, useToast } from '../../kit/index.ts'

const tones: Record<AttentionRow['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'accent' }

/** Everything that needs a person, what is worst first. */
export function InboxScreen() {
  const { t } = useTranslation(['inbox', 'common', 'documents'])
  const translate = t as unknown as (key: string, options: { defaultValue: string }) => string
  const format = useFormat()
  const textOf = useAttentionText()
  const list = useList('attention')
  const post = useCommand('event.post')
  const toast = useToast()
  /** A recurring document whose day has come is posted as it stands. */
  async function postDue(row: AttentionRow | undefined): Promise<void> {
    if (row?.kind !== 'recurringDue' || !row.target) return
    const draft = await call('draft.get', { id: row.target.id })
    const posted = await post.run({ event: draft.event, draft: { id: draft.id, rev: draft.rev } })
    if (posted) toast.say(t('inbox:posted', { number: posted.number ?? '' }))
  }
  const columns: readonly Column<AttentionRow>[] = [
    { id: 'severity', heading: t('inbox:severity'), width: 160, cell: (row) => <Tag tone={tones[row.severity]}>{t(`inbox:level.${row.severity}`)}</Tag> },
    { id: 'what', heading: t('inbox:what'), width: 'minmax(320px, 3fr)', cell: (row) => { const text = textOf(row); return <><span>{text.title}</span>{text.note !== '' && <small>{text.note}</small>}</> } },
    { id: 'target', heading: t('inbox:target'), width: 'minmax(150px, 1fr)', cell: (row) => (row.kind === 'recurringDue') ? <><Button variant="quiet" keys="B" onPress={() => void postDue(row)}>{t('inbox:postDue')}</Button></> : row.target && <>{t(`common:hit.${row.target.kind}`)} {row.target.kind === 'draft' ? translate(`documents:type.${row.target.code}`, { defaultValue: row.target.code }) : row.target.code}</> },
  ]
  return (
    <Screen title={t('inbox:title')} footer={<span>{t('inbox:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('inbox:keys')}>
      <RefusalList refusals={post.refusals} />
      <Table onKey={(event, row) => { if (event.key.toLowerCase() === 'b' && !event.ctrlKey && !event.altKey && !event.metaKey && row?.kind === 'recurringDue') { event.preventDefault(); void postDue(row) } }} label={t('inbox:title')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={openAttention} autoFocus emptyState={<Empty text={t('inbox:empty')} />} />
    </Screen>
  )
}
