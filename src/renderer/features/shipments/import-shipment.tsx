import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { navigation } from '../../app/navigation.ts'
import { useCommand } from '../../client/index.ts'
import { Button, type ChosenFile, Dialog, FileSourceField, RefusalList, useToast } from '../../kit/index.ts'

/** Takes a whole shipment from its JSON file; what is wrong in it shows in its folder. */
export function ImportShipment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shipments', 'common'])
  const toast = useToast()
  const [file, setFile] = useState<ChosenFile | null>(null)
  const take = useCommand('shipment.import')
  const run = async (chosen: ChosenFile | null): Promise<void> => {
    if (chosen === null || take.busy) return
    const done = await take.run({ source: chosen.source })
    if (done === null) return
    toast.say(t(done.status === 'created' ? 'shipments:imported' : 'shipments:known'))
    onClose()
    navigation.go({ screen: 'shipments.folder', id: done.shipment })
  }
  return (
    <Dialog title={t('shipments:import')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('common:cancel')}</Button>
        <Button variant="main" isDisabled={file === null || take.busy} onPress={() => void run(file)}>{t('shipments:importRun')}</Button>
      </>
    )}>
      <FileSourceField label={t('shipments:importFile')} chosen={file} accept=".json" autoFocus onChoose={(chosen) => { setFile(chosen); void run(chosen) }} />
      <RefusalList refusals={take.refusals} />
    </Dialog>
  )
}
