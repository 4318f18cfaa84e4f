import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChecklistRow, ShipmentFinding } from '../../../contract/index.ts'
import { type Action, useActions } from '../../app/actions.ts'
import { shell, useCall, useCommand, usePreference } from '../../client/index.ts'
import { Button, Card, DateText, Empty, RefusalList, Skeleton, Tag, useLanguage, useToast } from '../../kit/index.ts'
import { PdfView } from '../../kit/preview/index.ts'
import { FactField, type Folder } from './fact-field.tsx'
import { paperFacts } from './field-list.ts'
import { FixButton } from './finding-notes.tsx'
import { IssuedVersions } from './issued-versions.tsx'
import { paperKeyOf } from './paper-key.ts'
import { Timeline } from './timeline.tsx'

type PaperLanguage = 'id' | 'en' | 'zh'
const tones = { missing: 'warn', ready: 'ok', blocked: 'bad', issued: 'ok', changed: 'warn', received: 'ok', notNeeded: 'draft' } as const
/** The languages in which papers are looked at, one key further each. */
const languageSets: readonly (readonly PaperLanguage[])[] = [['en'], ['en', 'zh'], ['id', 'en'], ['id'], ['zh']]

interface PapersViewProps {
  readonly folder: Folder
  readonly chosen: string | null
  onChoose(type: string): void
  /** Shows the field that a rule is about. */
  onGo(field: string): void
  onReceive(type: string): void
}

/** The checklist of papers beside what the chosen one looks like and what stands against it. */
export function PapersView({ folder, chosen, onChoose, onGo, onReceive }: PapersViewProps) {
  const { t } = useTranslation('shipments')
  const language = useLanguage()
  const toast = useToast()
  const list = useRef<HTMLUListElement>(null)
  const { view } = folder
  const [all, setAll] = useState(false)
  const rows = view.checklist.filter(({ demand, state }) => all || demand !== 'possible' || state === 'issued' || state === 'received' || state === 'changed')
  const row = rows.find(({ type }) => type === chosen) ?? rows[0]
  const at = row === undefined ? 0 : rows.indexOf(row)
  const [languages, setLanguages] = usePreference<PaperLanguage[]>('paper.languages', ['en'])
  const isMade = row !== undefined && row.kind !== 'received'
  const render = useCall('paper.render', { type: row?.type ?? '', id: view.id, languages, draft: true }, { enabled: isMade, keepPrevious: true })
  const issue = useCommand('shipment.issue')
  const [accept, setAccept] = useState<Record<string, string>>({})
  const findings = view.findings.filter(({ paper }) => paper === row?.type)
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'main') list.current?.focus()
  }, [])

  const step = (by: number): void => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (next) onChoose(next.type)
  }
  const issueNow = async (): Promise<void> => {
    if (!row || !isMade || issue.busy) return
    const done = await issue.run({ id: view.id, type: row.type, accept })
    if (done === null) return
    setAccept({})
    toast.say(t('issuedAs', { paper: row.title[language], version: String(done.version), number: done.number ?? '' }))
  }
  const nextLanguages = (): void => {
    const index = languageSets.findIndex((set) => set.join() === languages.join())
    setLanguages([...(languageSets[(index + 1) % languageSets.length] ?? ['en'])])
  }
  const print = (): void => {
    if (render.data && isMade) void shell.print(render.data)
  }
  const acts: Action[] = [
    { id: 'shipments.issue', labelKey: 'shipments:action.issue', keys: ['Ctrl+Enter'], when: () => isMade, run: () => void issueNow() },
    { id: 'shipments.languages', labelKey: 'shipments:action.languages', keys: ['B'], when: () => isMade, run: nextLanguages },
    { id: 'shipments.print', labelKey: 'shipments:action.print', keys: ['Ctrl+P'], when: () => isMade, run: print },
    { id: 'shipments.all', labelKey: 'shipments:action.allPapers', keys: ['A'], run: () => setAll((now) => !now) },
  ]
  useActions(acts)
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); step(event.key === 'ArrowDown' ? 1 : -1) }
    if (event.key === 'Home' || event.key === 'End') { event.preventDefault(); step(event.key === 'Home' ? -rows.length : rows.length) }
    if (event.key === 'Enter' && row?.kind === 'received' && !event.ctrlKey) { event.preventDefault(); onReceive(row.type) }
  }
  return (
    <div className="papers-view">
      <section className="papers-side">
        <ul ref={list} className="papers-list" role="listbox" aria-label={t('view.papers')} tabIndex={0} aria-activedescendant={row ? `paper-${row.type}` : undefined} onKeyDown={keyDown}>
          {rows.map((each) => <PaperRow key={each.type} row={each} isChosen={each === row} onChoose={() => onChoose(each.type)} />)}
        </ul>
        <div className="papers-more">
        {findings.length > 0 && row && <Findings findings={findings} row={row} folder={folder} accept={accept} onAccept={(code, reason) => setAccept({ ...accept, [code]: reason })} onGo={onGo} />}
        {row && isMade && (
          <Card title={row.title[language]} end={row.by !== null && <span>{t('by')} <DateText date={row.by} /></span>}>
            <div className="form-grid">{paperFacts(paperKeyOf(row.type)).map((spec) => <FactField key={spec.path} spec={spec} folder={folder} />)}</div>
            <div className="paper-acts">
              <Button variant="main" keys="Ctrl+Enter" onPress={() => void issueNow()} isDisabled={row.errors > 0 || issue.busy || warnings.some(({ code }) => (accept[code] ?? '').trim() === '')} disabledReason={t(row.errors > 0 ? 'errorsFirst' : 'reasonsFirst')}>{t('action.issue')}</Button>
              <Button keys="B" onPress={nextLanguages}>{languages.join(' + ')}</Button>
            </div>
            <RefusalList refusals={issue.refusals} />
            <IssuedVersions row={row} />
          </Card>
        )}
        {row?.kind === 'received' && (
          <Card title={row.title[language]} end={row.by !== null && <span>{t('by')} <DateText date={row.by} /></span>}>
            <p className="muted">{t(`issuer.${row.issuer}` as 'issuer.customs', { defaultValue: row.issuer })}{row.number !== null && ` · ${row.number}`}</p>
            <div className="paper-acts"><Button variant="main" keys="Enter" onPress={() => onReceive(row.type)}>{t('action.receive')}</Button></div>
            <ReceivedFiles folder={folder} type={row.type} />
          </Card>
        )}
        <Timeline rows={view.timeline} />
        <Button variant="quiet" keys="A" onPress={() => setAll(!all)}>{t(all ? 'lessPapers' : 'morePapers')}</Button>
        </div>
      </section>
      <section className="papers-sheet" aria-label={t('preview')}>
        {isMade && render.data ? <PdfView base64={render.data.base64} label={row.title[language]} pageLabel={(number, count) => t('page', { number: String(number), count: String(count) })} /> : isMade ? (render.refusals.length > 0 ? <RefusalList refusals={render.refusals} /> : <Skeleton rows={12} />) : <Empty text={t('fromOthers')} />}
      </section>
    </div>
  )
}

function PaperRow({ row, isChosen, onChoose }: { row: ChecklistRow; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('shipments')
  const language = useLanguage()
  return (
    <li id={`paper-${row.type}`} role="option" aria-selected={isChosen} onClick={onChoose}>
      <span className="paper-name">{row.title[language]}</span>
      <span className="muted paper-number">{row.number ?? (row.kind === 'received' || row.kind === 'dataSheet' ? t(`issuer.${row.issuer}` as 'issuer.customs', { defaultValue: row.issuer }) : '–')}</span>
      <Tag tone={tones[row.state]}>{row.state === 'blocked' ? t('toPutRight', { count: row.errors, number: String(row.errors) }) : row.state === 'issued' ? t('state.issuedVersion', { version: String(row.versions.length) }) : t(`state.${row.state}`)}</Tag>
    </li>
  )
}

interface FindingsProps { readonly findings: readonly ShipmentFinding[]; readonly row: ChecklistRow; readonly folder: Folder; readonly accept: Readonly<Record<string, string>>; onAccept(code: string, reason: string): void; onGo(field: string): void }

/** What stands against the paper: errors stop it, a warning goes on with a reason that is kept. */
function Findings({ findings, row, folder, accept, onAccept, onGo }: FindingsProps) {
  const { t } = useTranslation('shipments')
  const language = useLanguage()
  return (
    <Card tone={row.errors > 0 ? 'bad' : 'warn'} title={t(row.errors > 0 ? 'notYet' : 'withReason', { paper: row.title[language] })} end={t('things', { count: findings.length, number: String(findings.length) })}>
      <ul className="finding-list">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.field ?? ''} ${finding.message.en}`} className={finding.severity}>
            <span className="finding-text"><span aria-hidden="true">{finding.severity === 'error' ? '⚠ ' : '! '}</span>{finding.message[language]}<br /><small className="muted">{finding.code} · {finding.source}</small></span>
            <span className="finding-acts"><FixButton finding={finding} folder={folder} />{finding.field !== null && <Button variant="quiet" onPress={() => onGo(finding.field ?? '')}>{t('open')}</Button>}</span>
            {finding.severity === 'warning' && <input className="input" aria-label={t('reasonFor', { code: finding.code })} placeholder={t('reason')} value={accept[finding.code] ?? ''} onChange={(event) => onAccept(finding.code, event.target.value)} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ReceivedFiles({ folder, type }: { folder: Folder; type: string }) {
  const { t } = useTranslation('shipments')
  const forget = useCommand('shipment.forget')
  const files = folder.view.received.filter((paper) => paper.type === type)
  return (
    <ul className="received-files">
      {files.map((paper) => (
        <li key={paper.id}><span>{paper.number ?? paper.file ?? '–'} {paper.date !== null && <DateText date={paper.date} />}</span>{paper.file !== null && <ReceivedFile id={paper.id} name={paper.file} />}<Button variant="quiet" onPress={() => void forget.run({ id: paper.id })}>{t('forget')}</Button></li>
      ))}
    </ul>
  )
}

function ReceivedFile({ id, name }: { id: string; name: string }) {
  const [wanted, setWanted] = useState(false)
  const file = useCall('shipment.receivedFile', { id }, { enabled: wanted })
  useEffect(() => {
    if (!wanted || !file.data) return
    setWanted(false)
    void shell.saveFile(file.data)
  }, [wanted, file.data])
  return <Button variant="quiet" onPress={() => setWanted(true)}>{name}</Button>
}
