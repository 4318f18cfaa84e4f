import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperFinding, PaperOffer } from '../../../contract/index.ts'
import { call, refusalsOf, shell, useCall, usePreference } from '../../client/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Button } from '../button.tsx'
import { Dialog } from '../overlay.tsx'
import { Skeleton, Tag } from '../pieces.tsx'
import { useLanguage } from '../reader.ts'
import { RefusalList } from '../refusal-text.tsx'
import { useToast } from '../toast.tsx'
import { PdfView } from './pdf-view.tsx'
import './preview.css'

type PaperLanguage = 'id' | 'en' | 'zh'
type Sheet = 'A4' | 'F4' | 'Letter'
const paperLanguages: readonly PaperLanguage[] = ['id', 'en', 'zh']
/** What a person means who prints a sale; where it is not offered, the first of the list. */
const usualPaper = 'commercial-invoice'
const sheets: readonly Sheet[] = ['A4', 'F4', 'Letter']

export interface PaperPreviewProps {
  /** A posted document or a draft. */
  readonly id: string
  /** Which paper to show first; otherwise the first that is offered. */
  readonly type?: string
  onClose(): void
}

/** Every paper of a document: what each still needs, how it will look in one or two languages, and save or print. */
export function PaperPreview({ id, type, onClose }: PaperPreviewProps) {
  const { t } = useTranslation('documents')
  const language = useLanguage()
  const toast = useToast()
  const offer = useCall('paper.offer', { id })
  const [chosen, setChosen] = useState<string | null>(type ?? null)
  const [languages, setLanguages] = usePreference<PaperLanguage[]>('paper.languages', ['en'])
  const [sheet, setSheet] = usePreference<Sheet>('paper.sheet', 'A4')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const shown = offer.data?.find((paper) => paper.type === chosen) ?? offer.data?.find((paper) => paper.type === usualPaper) ?? offer.data?.[0]
  const input = { type: shown?.type ?? '', id, languages, paper: sheet }
  const render = useCall('paper.render', { ...input, format: 'pdf' }, { enabled: shown !== undefined, keepPrevious: true })
  /** The paper that is chosen, not the one before it that is still in sight. */
  const drawn = render.isPrevious ? undefined : render.data
  const findings = render.data?.findings ?? shown?.findings ?? []

  function toggleLanguage(pressed: PaperLanguage): void {
    const others = languages.filter((one) => one !== pressed)
    // Two languages stand side by side; a third takes the place of the second.
    if (languages.includes(pressed)) { if (others.length > 0) setLanguages(others) } else setLanguages([...languages.slice(0, 1), pressed])
  }

  async function save(format: 'pdf' | 'png'): Promise<void> {
    if (!shown || busy) return
    setBusy(true)
    setRefusals([])
    try {
      const file = format === 'pdf' && drawn ? drawn : await call('paper.render', { ...input, format })
      const path = await shell.saveFile({ fileName: file.fileName, mediaType: file.mediaType, base64: file.base64 })
      if (path !== null) toast.say(t('paper.saved', { path }))
    } catch (error) {
      setRefusals(refusalsOf(error))
    }
    setBusy(false)
  }

  async function print(): Promise<void> {
    if (!drawn) return
    await shell.print({ fileName: drawn.fileName, mediaType: drawn.mediaType, base64: drawn.base64 })
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'p' && (event.ctrlKey || event.metaKey || event.altKey)) {
        event.preventDefault()
        event.stopPropagation()
        void print()
      }
      if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        event.stopPropagation()
        void save('pdf')
      }
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  })

  function step(by: number): void {
    const papers = offer.data ?? []
    const at = papers.findIndex((paper) => paper.type === shown?.type)
    const next = papers[at + by]
    if (next) setChosen(next.type)
  }

  return (
    <Dialog title={t('paper.title')} size="wide" onClose={onClose} actions={(
      <>
        <Button onPress={() => void save('png')} isDisabled={!drawn || busy} disabledReason={t('paper.notYet')}>{t('paper.savePng')}</Button>
        <Button onPress={() => void save('pdf')} keys="Ctrl+S" isDisabled={!drawn || busy} disabledReason={t('paper.notYet')}>{t('paper.savePdf')}</Button>
        <Button variant="main" keys="Ctrl+P" onPress={() => void print()} isDisabled={!drawn} disabledReason={t('paper.notYet')}>{t('paper.print')}</Button>
      </>
    )}>
      <div className="paper-preview" data-pending={render.isPrevious || undefined}>
        <div className="paper-side">
          {offer.isPending && <Skeleton rows={6} />}
          <ul ref={(list) => list?.setAttribute('autofocus', '')} className="paper-list" role="listbox" aria-label={t('paper.list')} tabIndex={0} aria-activedescendant={shown ? `paper-${shown.type}` : undefined}
            onKeyDown={(event) => {
              const all = offer.data ?? []
              const end = event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : undefined
              if (end) { event.preventDefault(); setChosen(end.type) }
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); step(event.key === 'ArrowDown' ? 1 : -1) }
            }}>
            {(offer.data ?? []).map((paper) => (
              <li ref={paper === shown ? (item) => { item?.scrollIntoView({ block: 'nearest' }) } : undefined} key={paper.type} id={`paper-${paper.type}`} role="option" aria-selected={paper === shown} onClick={() => setChosen(paper.type)}>
                <span>{paper.title[language]}</span>
                <OfferTag offer={paper} />
              </li>
            ))}
          </ul>
          <fieldset className="paper-choice">
            <legend>{t('paper.languages')}</legend>
            {paperLanguages.map((one) => <Button key={one} isPressed={languages.includes(one)} onPress={() => toggleLanguage(one)}>{t(`paper.language.${one}`)}</Button>)}
          </fieldset>
          <fieldset className="paper-choice">
            <legend>{t('paper.sheet')}</legend>
            {sheets.map((one) => <Button key={one} isPressed={sheet === one} onPress={() => setSheet(one)}>{one}</Button>)}
          </fieldset>
          <Findings findings={findings} />
          <RefusalList refusals={[...offer.refusals, ...render.refusals, ...refusals]} />
        </div>
        {render.data
          ? <PdfView base64={render.data.base64} label={shown?.title[language] ?? ''} pageLabel={(number, count) => t('paper.page', { number, count })} />
          : <div className="pdf-view">{shown && render.refusals.length === 0 && <Skeleton rows={12} />}</div>}
      </div>
    </Dialog>
  )
}

function OfferTag({ offer }: { offer: PaperOffer }) {
  const { t } = useTranslation('documents')
  const errors = offer.findings.filter((finding) => finding.severity === 'error').length
  if (errors > 0) return <Tag tone="bad">{t('paper.errors', { count: errors })}</Tag>
  const warnings = offer.findings.length
  return warnings > 0 ? <Tag tone="warn">{t('paper.warnings', { count: warnings })}</Tag> : <Tag tone="ok">{t('paper.ready')}</Tag>
}

function Findings({ findings }: { findings: readonly PaperFinding[] }) {
  const { t } = useTranslation('documents')
  const language = useLanguage()
  if (findings.length === 0) return null
  return (
    <ul className="paper-findings" aria-label={t('paper.findings')}>
      {findings.map((finding, index) => (
        <li key={index} data-severity={finding.severity}>
          <span aria-hidden="true">{finding.severity === 'error' ? '⚠' : '!'}</span>
          <span>{finding.message[language]} <small>{finding.code}</small></span>
        </li>
      ))}
    </ul>
  )
}
