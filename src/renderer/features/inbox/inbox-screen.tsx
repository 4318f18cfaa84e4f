import { useTranslation } from 'react-i18next'
import type { AttentionRow } from '../../../contract/index.ts'
import { useAttentionText } from '../../app/attention-text.ts'
import { openTarget } from '../../app/targets.ts'
import { useList } from '../../client/index.ts'
import { type Column, Empty, Screen, Table, Tag, type Tone, useFormat } from '../../kit/index.ts'

const tones: Record<AttentionRow['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'accent' }

/** Everything that needs a person, what is worst first. */
export function InboxScreen() {
  const { t } = useTranslation(['inbox', 'common'])
  const format = useFormat()
  const textOf = useAttentionText()
  const list = useList('attention')
  const columns: readonly Column<AttentionRow>[] = [
    { id: 'severity', heading: t('inbox:severity'), width: 160, cell: (row) => <Tag tone={tones[row.severity]}>{t(`inbox:level.${row.severity}`)}</Tag> },
    { id: 'what', heading: t('inbox:what'), width: 'minmax(320px, 3fr)', cell: (row) => { const text = textOf(row); return <><span>{text.title}</span>{text.note !== '' && <small>{text.note}</small>}</> } },
    { id: 'target', heading: t('inbox:target'), width: 'minmax(150px, 1fr)', cell: (row) => row.target && <>{t(`common:hit.${row.target.kind}`)} {row.target.code}</> },
  ]
  return (
    <Screen title={t('inbox:title')} footer={<span>{t('inbox:count', { count: list.total, number: format.decimal(String(list.total)) })}</span>} footerEnd={t('inbox:keys')}>
      <Table label={t('inbox:title')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={(row) => { if (row.target) openTarget(row.target) }} autoFocus emptyState={<Empty text={t('inbox:empty')} />} />
    </Screen>
  )
}
