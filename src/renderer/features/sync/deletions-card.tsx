import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../contract/index.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall } from '../../client/index.ts'
import { Button, Card, useFormat } from '../../kit/index.ts'
import { useFocusKept } from './keep-focus.ts'

const shown = 12

/** The other side deleted much: nothing goes before a person has seen what. */
export function DeletionsCard({ documents, isBusy, onKeep, onDelete }: { documents: SyncStatus['deletions']; isBusy: boolean; onKeep: () => void; onDelete: () => void }) {
  useFocusKept()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const off = { isDisabled: isBusy, disabledReason: t('about.syncing') }
  return (
    <Card title={t('deletions.title')} end={format.decimal(String(documents.length))} tone="bad">
      <p>{t('deletions.text')}</p>
      <ul className="sync-side">
        {documents.slice(0, shown).map(({ id, label }) => <li key={id}><DocumentLink id={id} label={label} /></li>)}
        {documents.length > shown && <li className="muted">{t('replaced.more', { number: format.decimal(String(documents.length - shown)) })}</li>}
      </ul>
      <div className="buttons">
        <Button {...off} onPress={onKeep}>{t('deletions.keep')}</Button>
        <Button variant="danger" {...off} onPress={onDelete}>{t('deletions.delete', { count: documents.length })}</Button>
      </div>
    </Card>
  )
}

/** A name where the book knows one; of a draft, its date. */
function DocumentLink({ id, label }: SyncStatus['deletions'][number]) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const isDraft = id.startsWith('draft:')
  const draft = useCall('draft.get', { id }, { enabled: isDraft })
  const date = (draft.data?.event as { date?: string } | undefined)?.date
  const name = isDraft ? [t('deletions.draft'), date ? format.date(date) : ''].filter(Boolean).join(' ') : (label ?? id)
  return <button type="button" onClick={() => openDocument(id)}>{name}</button>
}
