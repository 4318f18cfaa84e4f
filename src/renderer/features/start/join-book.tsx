import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, subscribe, useCall, useCommand } from '../../client/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import { Button, Progress, RefusalList, TextArea, TextField, localDateOf, useFormat } from '../../kit/index.ts'
import { bookFileFor } from './book-file.ts'

const fileCodes = new Set<string>(['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL'])
const codeCodes = new Set<string>(['INVITATION_DAMAGED', 'INVITATION_NEWER', 'INVITATION_EXPIRED', 'INVITATION_USED'])
/** A code is far longer: less of it is still being typed. */
const codeLengthMin = 60

/** The company's book on this PC, by one code that another PC made. */
export function JoinBook({ folder, onBack }: { folder: string; onBack: () => void }) {
  const { t } = useTranslation('devices')
  const format = useFormat()
  const join = useCommand('book.join')
  const [code, setCode] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  useEffect(() => subscribe((event) => { if (event.event === 'progress' && event.job === 'join' && event.label === 'pull') setProgress({ done: event.done, total: event.total }) }), [])
  const isWhole = code.trim().length >= codeLengthMin
  const facts = useCall('invitation.read', { code }, { enabled: isWhole })
  const known = isWhole ? facts.data : undefined
  const proposed = file ?? bookFileFor(folder, known?.company ?? '')
  const run = (): void => {
    setTried(true)
    if (code.trim() === '' || join.busy) return
    setProgress({ done: 0, total: 0 })
    void join.run({ code, file: proposed.trim() })
  }
  const ofRead = isWhole ? facts.refusals : []
  const ofCode = isTried && code.trim() === '' ? refuse('FIELD_MISSING', { name: 'code' })
    : ([...join.refusals, ...ofRead].find((refusal) => codeCodes.has(refusal.code)) ?? (known?.isExpired === true ? refuse('INVITATION_EXPIRED', { until: format.date(localDateOf(known.until)) }) : null))
  const ofFile = join.refusals.find((refusal) => fileCodes.has(refusal.code)) ?? null
  const others = join.refusals.filter((refusal) => refusal !== ofFile && !codeCodes.has(refusal.code) && refusal.code !== 'CANCELLED')
  const number = (value: number): string => format.decimal(String(value))
  return (
    <form
      className="start-form" noValidate onSubmit={(event) => { event.preventDefault(); run() }}
      onKeyDown={(event) => { if (event.key === 'Escape' && !join.busy) { event.stopPropagation(); onBack() } }}
    >
      <p>{t('join.text')}</p>
      <TextArea label={t('join.code')} hint={t('join.codeHint')} value={code} onChange={(text) => { setCode(text); join.clear() }} isRequired autoFocus rows={4} error={ofCode} />
      {known !== undefined && (
        <dl className="join-facts">
          <div><dt>{t('join.company')}</dt><dd>{known.company}</dd></div>
          <div><dt>{t('join.device')}</dt><dd>{t('join.deviceName', { device: known.device })}</dd></div>
          <div><dt>{t('join.server')}</dt><dd>{known.database}</dd></div>
          <div><dt>{t('join.until')}</dt><dd>{format.date(localDateOf(known.until))}</dd></div>
        </dl>
      )}
      <TextField label={t('join.file')} hint={t('join.fileHint')} value={proposed} onChange={setFile} error={ofFile} />
      <RefusalList refusals={others} />
      {join.refusals.some((refusal) => refusal.code === 'CANCELLED') && <p role="status" className="muted">{t('join.cancelled')}</p>}
      {join.busy
        ? <Progress label={progress.total === 0 ? t('join.starting') : t('join.progress', { done: number(progress.done), total: number(progress.total) })} done={progress.done} total={progress.total} action={<Button autoFocus onPress={() => void call('job.cancel', { job: 'join' })}>{t('join.cancel')}</Button>} />
        : <div className="buttons"><Button variant="main" type="submit">{t('join.run')}</Button><Button onPress={onBack}>{t('join.back')}</Button></div>}
    </form>
  )
}
