import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../client/index.ts'
import { receivedPapers } from '../../../core/shipment/index.ts'
import { Button, type ChosenFile, DateField, Dialog, FileSourceField, RefusalList, Select, TextField, useLanguage, useToast } from '../../kit/index.ts'

/** Keeps a paper that came from others: the scan and its key facts, which then stand on the folder's own papers. */
export function ReceiveDialog({ id, type, onClose }: { id: string; type: string | null; onClose: () => void }) {
  const { t } = useTranslation(['shipments', 'common'])
  const language = useLanguage()
  const toast = useToast()
  const [kind, setKind] = useState(type ?? 'other')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState<string | null>(null)
  const [file, setFile] = useState<ChosenFile | null>(null)
  const receive = useCommand('shipment.receive')
  const save = async (): Promise<void> => {
    if (receive.busy) return
    const done = await receive.run({ id, type: kind, ...(number.trim() === '' ? {} : { number: number.trim() }), ...(date === null ? {} : { date }), ...(file === null ? {} : { source: file.source }) })
    if (done === null) return
    toast.say(t('shipments:received'))
    onClose()
  }
  return (
    <Dialog title={t('shipments:action.receive')} onClose={onClose} actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={receive.busy} onPress={() => void save()}>{t('shipments:keep')}</Button></>}>
      <form noValidate className="form-grid" onSubmit={(event) => { event.preventDefault(); void save() }} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); event.stopPropagation(); void save() } }}>
        <Select wide label={t('shipments:field.paperType')} value={kind} options={receivedPapers.map((paper) => ({ id: paper.type, label: paper.title[language] }))} onChange={setKind} />
        <TextField label={t('shipments:field.paperNo')} value={number} onChange={setNumber} autoFocus maxLength={100} />
        <DateField label={t('shipments:field.paperDate')} value={date} onChange={setDate} />
        <div className="wide"><FileSourceField label={t('shipments:scan')} chosen={file} accept=".pdf,.png,.jpg,.jpeg,.webp" onChoose={setFile} /></div>
        <button type="submit" hidden />
      </form>
      <RefusalList refusals={receive.refusals} />
    </Dialog>
  )
}
