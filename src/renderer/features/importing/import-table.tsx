import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, Checkbox, type ChosenFile, DateField, FileSourceField, RefusalList, Screen, Select, Skeleton, useFormat, useRefusalSentence, useToast, useToday } from '../../kit/index.ts'

const kinds = ['products', 'parties', 'opening'] as const
type Kind = (typeof kinds)[number]
type Columns = Readonly<Record<string, number>>

const shownRows = 8
const shownBad = 200
const landing: Readonly<Record<Kind, string>> = { products: 'products.list', parties: 'parties.list', opening: 'journal.list' }

/** A table: its file, which column holds what, what is wrong with it, and then into the book. */
export function ImportTable({ place }: { place: Place }) {
  const { t } = useTranslation(['importing', 'common'])
  const translate = t as unknown as (key: string, params?: object) => string
  const format = useFormat()
  const toast = useToast()
  const today = useToday()
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [kind, setKind] = useState<Kind | ''>(kinds.find((each) => each === place.params?.['kind']) ?? '')
  const [own, setOwn] = useState<Columns | null>(null)
  const [date, setDate] = useState<string | null>(today)
  const [skipBad, setSkipBad] = useState(false)
  const [result, setResult] = useState<ImportResult | null>(null)
  const preview = useCall('import.preview', { source: file?.source ?? { file: '-' }, ...(kind === '' ? {} : { kind }) }, { enabled: file !== null })
  const run = useCommand('import.run')
  const found = file === null ? undefined : preview.data
  const chosenKind = (kind === '' ? (found?.kind ?? '') : kind) as Kind | ''
  const columns = own ?? found?.columns ?? {}
  const start = (dryRun: boolean) => (file === null || chosenKind === '' || date === null ? null : { source: file.source, kind: chosenKind, columns: { ...columns }, date, dryRun, skipBad })
  const attempt = async (): Promise<void> => {
    const input = start(true)
    if (input && !run.busy) setResult(await run.run(input))
  }
  const isReady = result !== null && result.dryRun && result.applied + result.unchanged > 0 && (result.bad.length === 0 || skipBad)
  const apply = async (): Promise<void> => {
    const input = start(false)
    if (!input || !isReady || run.busy) return
    const done = await run.run(input)
    if (done === null) return
    setResult(done)
    if (done.bad.length > 0 && !skipBad) return
    toast.say(t('importing:done', { count: done.applied, number: format.decimal(String(done.applied)) }))
    navigation.go({ screen: landing[done.kind] })
  }
  const change = (columnsNow: Columns): void => { setOwn(columnsNow); setResult(null) }
  const tryIt: Action = { id: 'importing.try', labelKey: 'importing:try', keys: ['Alt+T', 'F9'], when: () => start(true) !== null && found !== undefined, run: () => void attempt() }
  const applyIt: Action = { id: 'importing.apply', labelKey: 'importing:apply', keys: ['Ctrl+Enter'], when: () => isReady, run: () => void apply() }
  useActions([tryIt, applyIt])
  return (
    <Screen title={t('importing:title')} actions={<><ActionButton action={tryIt} variant={isReady ? 'plain' : 'main'} disabledReason={t('importing:chooseFirst')} /><ActionButton action={applyIt} variant={isReady ? 'main' : 'plain'} disabledReason={t('importing:tryFirst')} /></>} footerEnd={t('importing:keys')}>
      <div className="import-screen">
        <Card title={t('importing:step.file')}>
          <FileSourceField label={t('importing:step.file')} chosen={file} onChoose={(chosen) => { setFile(chosen); setOwn(null); setResult(null) }} accept=".csv,.txt,.tsv,.xlsx" autoFocus />
          <div className="form-grid three">
            <Select label={t('importing:kind')} value={chosenKind} placeholder={t('importing:kindChoose')} options={kinds.map((id) => ({ id, label: t(`importing:kinds.${id}`) }))} onChange={(id) => { setKind(id as Kind); setOwn(null); setResult(null) }} />
            <DateField label={t('importing:date')} value={date} onChange={(value) => { setDate(value); setResult(null) }} hint={t(chosenKind === 'opening' ? 'importing:dateOpening' : 'importing:dateMaster')} />
          </div>
          {file !== null && <RefusalList refusals={preview.refusals} />}
        </Card>
        {file !== null && preview.isPending && <Skeleton rows={6} />}
        {found && (
          <Card title={t('importing:step.columns')} end={t('importing:rowsFound', { count: found.total, number: format.decimal(String(found.total)) })}>
            <div className="import-preview" tabIndex={0} role="region" aria-label={t('importing:preview')}>
              <table>
                <thead><tr>{found.headings.map((heading, index) => <th key={index}>{heading}</th>)}</tr></thead>
                <tbody>{found.rows.slice(0, shownRows).map((row) => <tr key={row.row}>{found.headings.map((_, index) => <td key={index}>{row.cells[index] ?? ''}</td>)}</tr>)}</tbody>
              </table>
            </div>
            <div className="form-grid four">
              {found.fields.map((field) => (
                <Select key={field.id} label={translate(`importing:field.${field.id}`)} isRequired={field.required} value={String(columns[field.id] ?? '')} options={[{ id: '', label: '–' }, ...found.headings.map((heading, index) => ({ id: String(index), label: heading === '' ? String(index + 1) : heading }))]}
                  onChange={(at) => { const { [field.id]: _before, ...rest } = columns; change(at === '' ? rest : { ...rest, [field.id]: Number(at) }) }} />
              ))}
            </div>
          </Card>
        )}
        <RefusalList refusals={run.refusals} />
        {result && <TrialCard result={result} skipBad={skipBad} onSkipBad={setSkipBad} onTry={() => void attempt()} />}
      </div>
    </Screen>
  )
}

function TrialCard({ result, skipBad, onSkipBad, onTry }: { result: ImportResult; skipBad: boolean; onSkipBad: (skip: boolean) => void; onTry: () => void }) {
  const { t } = useTranslation('importing')
  const sentence = useRefusalSentence()
  const isClean = result.bad.length === 0
  return (
    <Card title={t('step.trial')} {...(isClean ? {} : { tone: 'warn' as const })}>
      <p role="status" className="import-figures">{t('trial', { rows: result.rows, good: result.good, fresh: result.applied, unchanged: result.unchanged })}</p>
      {!isClean && (
        <>
          <table className="import-bad">
            <thead><tr><th>{t('row')}</th><th>{t('column')}</th><th>{t('problem')}</th></tr></thead>
            <tbody>{result.bad.slice(0, shownBad).map((bad, index) => <tr key={index}><td>{bad.row}</td><td>{bad.column ?? '–'}</td><td>{sentence(bad.refusal)}</td></tr>)}</tbody>
          </table>
          {result.bad.length > shownBad && <p className="muted">{t('moreBad', { count: result.bad.length - shownBad })}</p>}
          <Checkbox label={t('skipBad')} hint={t('skipBadHint')} value={skipBad} onChange={onSkipBad} />
          <Button onPress={onTry}>{t('tryAgain')}</Button>
        </>
      )}
    </Card>
  )
}
