import { useTranslation } from 'react-i18next'
import { openDocument } from '../../app/targets.ts'
import { useCall } from '../../client/index.ts'
import { Button, Card, useFormat } from '../../kit/index.ts'

const shown = 12

/** The other side deleted much: nothing goes before a person has seen what. */
export function DeletionsCard({ ids, isBusy, onKeep, onDelete }: { ids: readonly string[]; isBusy: boolean; onKeep: () => void; onDelete: () => void }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const off = { isDisabled: isBusy, disabledReason: t('about.syncing') }
  return (
    <Card title={t('deletions.title')} end={format.decimal(String(ids.length))} tone="bad">
      <p>{t('deletions.text')}</p>
      <ul className="sync-side">
        {ids.slice(0, shown).map((id) => <li key={id}><DocumentLink id={id} /></li>)}
        {ids.length > shown && <li className="muted">{t('replaced.more', { number: format.decimal(String(ids.length - shown)) })}</li>}
      </ul>
      <div className="buttons">
        <Button {...off} onPress={onKeep}>{t('deletions.keep')}</Button>
        <Button variant="danger" {...off} onPress={onDelete}>{t('deletions.delete', { count: ids.length })}</Button>
      </div>
    </Card>
  )
}

/** Number or name where the book knows one; only drafts and master data can be deleted at all. */
function DocumentLink({ id }: { id: string }) {
  const { t } = useTranslation('sync')
  const draft = useCall('draft.get', { id }, { enabled: id.startsWith('draft:') })
  const type = id.slice(0, id.indexOf(':'))
  const date = (draft.data?.event as { date?: string } | undefined)?.date
  const label = draft.data ? [t('deletions.draft'), date].filter(Boolean).join(' ') : `${type} ${id.slice(id.length - 6)}`
  return <button type="button" onClick={() => openDocument(id)}>{label}</button>
}
