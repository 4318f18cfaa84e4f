import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChecklistRow } from '../../../contract/index.ts'
import { useCall } from '../../client/index.ts'
import { Button, DateText, Dialog } from '../../kit/index.ts'

/** The frozen versions of a paper; each shows what changed since the one before. */
export function IssuedVersions({ row }: { row: ChecklistRow }) {
  const { t } = useTranslation('shipments')
  const [shown, setShown] = useState<string | null>(null)
  if (row.versions.length === 0) return null
  return (
    <>
      <ul className="received-files">
        {row.versions.toReversed().map((version) => <li key={version.id}><span>{t('version', { version: String(version.version) })} · <DateText date={version.at.slice(0, 10)} /> · {version.author}</span><Button variant="quiet" onPress={() => setShown(version.id)}>{t('whatChanged')}</Button></li>)}
      </ul>
      {shown !== null && <Differences id={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function Differences({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['shipments', 'common'])
  const paper = useCall('shipment.issued', { id })
  return (
    <Dialog title={t('shipments:whatChanged')} size="wide" onClose={onClose} actions={<Button variant="main" onPress={onClose}>{t('shipments:close')}</Button>}>
      {paper.data && (paper.data.differences.length === 0
        ? <p>{t('shipments:firstVersion')}</p>
        : (
          <table className="lines-table">
            <thead><tr><th>{t('shipments:column.field')}</th><th>{t('shipments:column.before')}</th><th>{t('shipments:column.after')}</th></tr></thead>
            <tbody>{paper.data.differences.map((each) => <tr key={each.field}><td>{each.field}</td><td>{each.before ?? '–'}</td><td>{each.after ?? '–'}</td></tr>)}</tbody>
          </table>
        ))}
      {paper.data && Object.entries(paper.data.accepted).map(([code, reason]) => <p key={code} className="muted">{code}: {reason}</p>)}
    </Dialog>
  )
}
