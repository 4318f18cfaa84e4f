import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../client/index.ts'
import { Button, RefusalList, TextField } from '../../kit/index.ts'
import { restoredFileFor } from './book-file.ts'

/** A backup is never opened itself: a book is made from it, so that the backup stays what it was. */
export function RestoreBook({ backup, folder, onCancel }: { backup: string; folder: string; onCancel(): void }) {
  const { t } = useTranslation('start')
  const restore = useCommand('book.restore')
  const [file, setFile] = useState(restoredFileFor(folder, backup))
  const run = (): void => { if (file.trim() !== '' && !restore.busy) void restore.run({ backup, file: file.trim() }) }
  const taken = restore.refusals.find((refusal) => refusal.code === 'BOOK_EXISTS') ?? null
  return (
    <form className="start-form" aria-label={t('restore.title')} onSubmit={(event) => { event.preventDefault(); run() }}>
      <p>{t('restore.text')}</p>
      <p className="muted restore-from">{backup}</p>
      <TextField label={t('restore.file')} value={file} onChange={setFile} autoFocus error={taken} />
      <div className="buttons"><Button variant="main" type="submit" isDisabled={restore.busy}>{t('restore.run')}</Button><Button onPress={onCancel}>{t('restore.cancel')}</Button></div>
      <RefusalList refusals={restore.refusals.filter((refusal) => refusal !== taken)} />
    </form>
  )
}
