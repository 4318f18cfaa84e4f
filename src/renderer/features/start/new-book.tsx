import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDesktop, shell, useCommand } from '../../client/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import { Button, Checkbox, focusFirstError, RefusalList, Select, TextField } from '../../kit/index.ts'
import { bookFileFor } from './book-file.ts'

const charts = ['default', 'trader', 'exporter', 'cooperative'] as const
type Chart = (typeof charts)[number]
const fileCodes = new Set<string>(['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL'])

/** A book of one's own: what cannot be guessed is asked, the rest is proposed. */
export function NewBook({ folder, isFirst }: { folder: string; isFirst: boolean }) {
  const { t } = useTranslation('start')
  const create = useCommand('book.create')
  const [company, setCompany] = useState('')
  const [isVatRegistered, setVatRegistered] = useState(false)
  const [costing, setCosting] = useState('movingAverage')
  const [chart, setChart] = useState<Chart>('exporter')
  const [file, setFile] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const proposed = file ?? bookFileFor(folder, company)
  const nameMissing = isTried && company.trim() === '' ? refuse('FIELD_MISSING', { name: 'company' }) : null
  const fileRefusal = create.refusals.find((refusal) => fileCodes.has(refusal.code)) ?? null
  const form = useRef<HTMLFormElement>(null)
  const make = async (): Promise<void> => {
    setTried(true)
    const made = company.trim() === '' ? null : await create.run({ file: proposed.trim(), company: { name: company.trim(), vatRegistered: isVatRegistered, costing }, chart })
    if (made === null) focusFirstError(form)
  }
  const choose = async (): Promise<void> => {
    const path = await shell.chooseFile('newBook', proposed)
    if (path !== null) setFile(path)
  }
  return (
    <form ref={form} className="start-form" noValidate onSubmit={(event) => { event.preventDefault(); void make() }}>
      <p>{t('new.text')}</p>
      <TextField label={t('new.company')} value={company} onChange={setCompany} isRequired autoFocus={isFirst} error={nameMissing} />
      <Checkbox label={t('new.vat')} value={isVatRegistered} onChange={setVatRegistered} />
      <div className="form-grid">
        <Select label={t('new.costing')} value={costing} options={[{ id: 'movingAverage', label: t('costing.movingAverage') }, { id: 'fifo', label: t('costing.fifo') }]} onChange={setCosting} />
        <Select label={t('new.chart')} value={chart} options={charts.map((id) => ({ id, label: t(`chart.${id}`) }))} onChange={(id) => setChart(charts.find((entry) => entry === id) ?? 'default')} />
      </div>
      <TextField label={t('new.file')} value={proposed} onChange={setFile} hint={t('new.fileHint')} error={fileRefusal} />
      <RefusalList refusals={create.refusals.filter((refusal) => refusal !== fileRefusal)} />
      <div className="buttons"><Button variant="main" type="submit" isDisabled={create.busy}>{t('new.make')}</Button>{isDesktop() && <Button onPress={() => void choose()}>{t('new.choose')}</Button>}</div>
    </form>
  )
}
