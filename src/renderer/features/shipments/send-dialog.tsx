import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShipmentView } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { call, refusalsOf, shell, useCommand, usePreference } from '../../client/index.ts'
import { Button, Checkbox, Dialog, RefusalList, Select, TextField, useLanguage, useToast } from '../../kit/index.ts'

type Form = 'folder' | 'pdf' | 'zip' | 'eml' | 'png'
type PaperLanguage = 'id' | 'en' | 'zh'
const languageSets = ['en', 'en,zh', 'id,en', 'id', 'zh'] as const

/** The set of papers: into a folder, as one ZIP, as an e-mail draft, or as pages for a chat. */
export function SendDialog({ view, onClose }: { view: ShipmentView; onClose: () => void }) {
  const { t } = useTranslation(['shipments', 'common'])
  const language = useLanguage()
  const toast = useToast()
  const offered = view.checklist.filter(({ kind, demand }) => kind !== 'received' && demand !== 'possible')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [form, setForm] = usePreference<Form>('shipments.form', 'folder')
  const [languages, setLanguages] = usePreference<PaperLanguage[]>('paper.languages', ['en'])
  const [base, setBase] = usePreference<string>('shipments.folder', '')
  const name = (view.data.papers?.['commercialInvoice']?.no ?? view.reference).replaceAll('/', '-')
  const [folder, setFolder] = useState<string | null>(null)
  const target = folder ?? (base === '' ? name : `${base}/${name}`)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [result, setResult] = useState<string | null>(null)
  const saveSet = useCommand('shipment.saveSet')
  const [busy, setBusy] = useState(false)
  const types = offered.filter(({ type, errors }) => errors === 0 && !left.has(type)).map(({ type }) => type)
  const run = async (): Promise<void> => {
    if (busy || types.length === 0) return
    setBusy(true)
    setRefusals([])
    if (form === 'folder') {
      const done = await saveSet.run({ id: view.id, folder: target, types, languages })
      setBusy(false)
      if (done === null) return
      const parent = done.folder.replace(/[\\/][^\\/]*$/, '')
      setBase(parent)
      setResult(t('shipments:written', { count: done.written.length, number: String(done.written.length), folder: done.folder }))
      return
    }
    try {
      const { files } = await call('shipment.papers', { id: view.id, types, languages, form })
      for (const file of files) if (await shell.saveFile(file) === null) break
      toast.say(t('shipments:made', { count: files.length, number: String(files.length) }))
      onClose()
    } catch (error) {
      setRefusals(refusalsOf(error))
    }
    setBusy(false)
  }
  return (
    <Dialog title={t('shipments:action.send')} size="wide" onClose={onClose} actions={<><Button onPress={onClose}>{t(result === null ? 'common:cancel' : 'shipments:close')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={busy || types.length === 0} disabledReason={t('shipments:chooseFirst')} onPress={() => void run()}>{t('shipments:makeSet')}</Button></>}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void run() }} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); event.stopPropagation(); void run() } }}>
        <div className="form-grid">
          <Select label={t('shipments:sendAs')} value={form} options={(['folder', 'pdf', 'zip', 'eml', 'png'] as const).map((id) => ({ id, label: t(`shipments:form.${id}`) }))} onChange={(id) => setForm(id as Form)} />
          <Select label={t('shipments:action.languages')} value={languages.join()} options={languageSets.map((id) => ({ id, label: id.replace(',', ' + ') }))} onChange={(id) => setLanguages(id.split(',') as PaperLanguage[])} />
          {form === 'folder' && <TextField wide autoFocus label={t('shipments:folder')} value={target} onChange={setFolder} />}
        </div>
        <fieldset className="send-papers">
          <legend>{t('shipments:view.papers')}</legend>
          {offered.map((row) => <Checkbox key={row.type} label={`${row.title[language]}${row.errors > 0 ? ` (${t('shipments:toPutRight', { count: row.errors, number: String(row.errors) })})` : ''}`} value={row.errors === 0 && !left.has(row.type)} isDisabled={row.errors > 0} onChange={(isOn) => setLeft(new Set(isOn ? [...left].filter((type) => type !== row.type) : [...left, row.type]))} />)}
        </fieldset>
        <button type="submit" hidden />
      </form>
      {result !== null && <p role="status" className="send-result">{result}</p>}
      <RefusalList refusals={[...refusals, ...saveSet.refusals]} />
    </Dialog>
  )
}
