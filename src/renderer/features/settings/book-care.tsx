import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerifyResult } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { navigation } from '../../app/navigation.ts'
import { call, isDesktop, refusalsOf, shell, useCall, useCommand } from '../../client/index.ts'
import { Button, Card, localDateOf, RefusalList, Tag, TextField, useFormat, useToday } from '../../kit/index.ts'
import { backupFileFor } from './backup-file.ts'
import { ReadableTwinCard } from './readable-twin.tsx'

/** The book's own file: where it lies, copies of it, whether it is whole, and the server. */
export function BookCare() {
  const { t } = useTranslation(['settings', 'banking', 'importing'])
  const state = useCall('app.state', {}, { topics: ['book'] })
  const sync = useCall('sync.settings', {})
  const close = useCommand('book.close')
  const book = state.data?.book
  if (!book) return null
  return (
    <div className="settings-cards">
      <Card title={t('book.file')} className="settings-card">
        <p className="path">{book.file}</p>
        <div className="buttons">
          {isDesktop() && <Button onPress={() => void shell.showInFolder(book.file)}>{t('book.show')}</Button>}
          <Button onPress={() => void close.run({})}>{t('book.close')}</Button>
        </div>
        <RefusalList refusals={close.refusals} />
      </Card>
      <Backup file={book.file} lastBackupAt={book.lastBackupAt} />
      <ReadableTwinCard />
      <Verify />
      <Card title={t('importing:title')} className="settings-card">
        <p>{t('importing:about')}</p>
        <div className="buttons">
          {(['products', 'parties', 'opening'] as const).map((kind) => <Button key={kind} onPress={() => navigation.go({ screen: 'importing.table', params: { kind } })}>{t(`importing:kinds.${kind}`)}</Button>)}
          <Button onPress={() => navigation.go({ screen: 'banking.lines', params: { import: '1' } })}>{t('banking:action.import')}</Button>
        </div>
      </Card>
      <Card title={t('server.title')} className="settings-card">
        <p>{sync.data ? sync.data.url : t('server.none')}</p>
        <div className="buttons"><Button onPress={() => navigation.go({ screen: 'sync' })}>{t('server.open')}</Button></div>
      </Card>
    </div>
  )
}

function Backup({ file, lastBackupAt }: { file: string; lastBackupAt: string | null }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const today = useToday()
  const backup = useCommand('book.backup')
  const [target, setTarget] = useState<string | null>(null)
  const [openedAt, setOpenedAt] = useState(() => new Date())
  const [made, setMade] = useState<{ file: string; bytes: number } | null>(null)
  const proposed = target ?? backupFileFor(file, today, openedAt)
  const run = async (): Promise<void> => {
    let path: string | null = proposed
    if (isDesktop()) path = await shell.chooseFile('save', proposed)
    if (path === null) return
    const done = await backup.run({ file: path })
    setMade(done)
    // The next one is proposed under a name of its own.
    if (done !== null) {
      setTarget(null)
      setOpenedAt(new Date())
    }
  }
  return (
    <Card title={t('backup.title')} className="settings-card">
      <p>{lastBackupAt === null ? t('backup.never') : t('backup.last', { date: format.date(localDateOf(lastBackupAt)), time: format.time(lastBackupAt) })}</p>
      {!isDesktop() && <TextField label={t('backup.target')} value={proposed} onChange={setTarget} hint={t('backup.hint')} error={backup.refusals[0] ?? null} />}
      <div className="buttons"><Button variant="main" isDisabled={backup.busy} onPress={() => void run()}>{t('backup.run')}</Button></div>
      {isDesktop() && <RefusalList refusals={backup.refusals} />}
      {made && <p role="status">{t('backup.made', { file: made.file, size: format.decimal((made.bytes / 1024 / 1024).toFixed(1)) })}</p>}
    </Card>
  )
}

function Verify() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const [result, setResult] = useState<VerifyResult | null>(null)
  const checkName = (check: string): string => (t as unknown as (key: string, options: object) => string)(`verify.check.${check}`, { defaultValue: check })
  const [isBusy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const run = async (): Promise<void> => {
    setBusy(true)
    setRefusals([])
    try {
      setResult(await call('book.verify', {}))
    } catch (error) {
      setRefusals(refusalsOf(error))
    }
    setBusy(false)
  }
  return (
    <Card title={t('verify.title')} className="settings-card">
      <p>{t('verify.note')}</p>
      <div className="buttons"><Button isDisabled={isBusy} onPress={() => void run()}>{t('verify.run')}</Button>{isBusy && <span role="status" className="muted">{t('verify.running')}</span>}</div>
      <RefusalList refusals={refusals} />
      {result && (
        <div role="status" className="verify">
          <Tag tone={result.ok ? 'ok' : 'bad'}>{result.ok ? t('verify.ok') : t('verify.problems', { count: result.problems.length })}</Tag>
          {result.problems.length > 0 && <ul>{result.problems.slice(0, 20).map((problem, index) => <li key={index}><b>{checkName(problem.check)}</b> {problem.detail}</li>)}</ul>}
          <table className="plain" aria-label={t('verify.title')}><tbody>{result.checks.map((check) => <tr key={check.check}><td>{checkName(check.check)}</td><td className="n">{format.decimal(String(check.count))}</td></tr>)}</tbody></table>
        </div>
      )}
    </Card>
  )
}
