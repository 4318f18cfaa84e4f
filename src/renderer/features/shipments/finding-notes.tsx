import { useTranslation } from 'react-i18next'
import type { ShipmentFinding } from '../../../contract/index.ts'
import { Button, useLanguage } from '../../kit/index.ts'
import type { Folder } from './fact-field.tsx'

/** What the rules say, each with its code, where it comes from, and the key that settles it. */
export function FindingNotes({ findings, folder }: { findings: readonly ShipmentFinding[]; folder: Folder }) {
  const language = useLanguage()
  if (findings.length === 0) return null
  return (
    <ul className="finding-notes">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.message.en}`} className={finding.severity}>
          <span><span aria-hidden="true">{finding.severity === 'error' ? '⚠ ' : '! '}</span>{finding.message[language]} <small className="muted">{finding.code} · {finding.source}</small></span>
          {finding.fix && <FixButton finding={finding} folder={folder} />}
        </li>
      ))}
    </ul>
  )
}

export function FixButton({ finding, folder, keys }: { finding: ShipmentFinding; folder: Folder; keys?: string }) {
  const language = useLanguage()
  const { t } = useTranslation('shipments')
  const { fix } = finding
  if (fix === null) return null
  return <Button variant="quiet" {...(keys === undefined ? {} : { keys })} onPress={() => folder.save(fix.changes)} label={t('fixIt', { what: fix.label[language], code: finding.code })}>{fix.label[language]}</Button>
}
