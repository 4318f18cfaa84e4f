import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../contract/index.ts'
import { isDesktop, shell, subscribe, useCommand } from '../../client/index.ts'
import { Button, focusFirstError, localDateOf, RefusalList, TextField, useFormat } from '../../kit/index.ts'
import { isBackupFile } from './book-file.ts'
import { RestoreBook } from './restore-book.tsx'

/** Books of this PC, the last one first; any other by its path. */
export function OpenBook({ recent, folder }: { recent: AppState['recent']; folder: string }) {
  const { t } = useTranslation('start')
  const format = useFormat()
  const open = useCommand('book.open')
  const form = useRef<HTMLDivElement>(null)
  const [typedRefusal] = isDesktop() ? [] : open.refusals
  const [file, setFile] = useState('')
  const [backup, setBackup] = useState<string | null>(null)
  const run = (path: string): void => {
    if (path.trim() === '' || open.busy) return
    if (isBackupFile(path)) setBackup(path.trim())
    else void open.run({ file: path.trim() }).then((opened) => { if (opened === null) focusFirstError(form) })
  }
  const choose = async (): Promise<void> => {
    const path = await shell.chooseFile('openBook')
    if (path !== null) run(path)
  }
  useEffect(() => subscribe((event) => { if (event.event === 'openFile') run(event.file) }))
  useEffect(() => {
    const wished = new URLSearchParams(location.search).get('book')
    if (wished === null) return
    history.replaceState(history.state, '', location.pathname + location.hash)
    run(wished)
    // Once, when the program starts.
  }, [])
  if (backup !== null) return <RestoreBook key={backup} backup={backup} folder={folder} onCancel={() => setBackup(null)} />
  return (
    <div className="start-form" ref={form}>
      {recent.length === 0 ? <p>{t('open.none')}</p> : (
        <ul className="recent" aria-label={t('open.recent')}>
          {recent.slice(0, 5).map((book, index) => (
            <li key={book.file}><button type="button" autoFocus={index === 0} title={book.file} aria-disabled={open.busy || undefined} onClick={() => run(book.file)}><strong>{book.company}</strong><small>{format.date(localDateOf(book.openedAt))} · {book.file}</small></button></li>
          ))}
        </ul>
      )}
      <form className="start-form" onSubmit={(event) => { event.preventDefault(); run(file) }}>
        {isDesktop() ? <div><Button onPress={() => void choose()}>{t('open.choose')}</Button></div> : (
          <div className="path-row"><TextField label={t('open.file')} value={file} onChange={setFile} error={file.trim() === '' ? null : typedRefusal ?? null} /><Button type="submit">{t('open.run')}</Button></div>
        )}
      </form>
      {open.busy && <p role="status" className="muted">{t('opening')}</p>}
      <RefusalList refusals={file.trim() === '' ? open.refusals : open.refusals.filter((refusal) => refusal !== typedRefusal)} />
    </div>
  )
}
