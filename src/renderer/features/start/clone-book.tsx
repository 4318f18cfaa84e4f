import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../client/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import { Button, RefusalList, refusalOf, TextField } from '../../kit/index.ts'
import { bookFileFor } from './book-file.ts'

const fileCodes = new Set<string>(['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL'])
/** Refusals that mean something else before there is a book: here they have their own sentences. */
const ownCodes = ['SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_WRONG_BOOK'] as const

/** The company's book, from its server, as a new book on this PC. */
export function CloneBook({ folder, onBack }: { folder: string; onBack: () => void }) {
  const { t } = useTranslation('start')
  const clone = useCommand('book.clone')
  const [remote, setRemote] = useState('')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const proposed = file ?? bookFileFor(folder, nameIn(remote))
  const address = remote.trim()
  const fetchBook = (): void => {
    setTried(true)
    if (address === '' || clone.busy) return
    void clone.run({ file: proposed.trim(), remote: address, ...(user.trim() === '' ? {} : { user: user.trim() }), ...(password === '' ? {} : { password }) })
  }
  const ofAddress = isTried && address === '' ? refuse('FIELD_MISSING', { name: 'address' }) : (clone.refusals.find((refusal) => refusal.code === 'SYNC_URL_INVALID') ?? refusalOf(clone.refusals, 'remote'))
  const ofFile = clone.refusals.find((refusal) => fileCodes.has(refusal.code)) ?? null
  const own = ownCodes.filter((code) => clone.refusals.some((refusal) => refusal.code === code))
  const others = clone.refusals.filter((refusal) => refusal !== ofAddress && refusal !== ofFile && !ownCodes.some((code) => code === refusal.code))
  return (
    <form
      className="start-form" noValidate onSubmit={(event) => { event.preventDefault(); fetchBook() }}
      onKeyDown={(event) => { if (event.key === 'Escape' && !clone.busy) { event.stopPropagation(); onBack() } }}
    >
      <p>{t('clone.text')}</p>
      <TextField label={t('clone.remote')} hint={t('clone.remoteHint')} value={remote} onChange={setRemote} isRequired autoFocus error={ofAddress} />
      <div className="form-grid">
        <TextField label={t('clone.user')} value={user} onChange={setUser} />
        <TextField label={t('clone.password')} type="password" value={password} onChange={setPassword} />
      </div>
      <TextField label={t('clone.file')} hint={t('clone.fileHint')} value={proposed} onChange={setFile} error={ofFile} />
      {own.length > 0 && <div className="refusal-list" role="alert"><ul>{own.map((code) => <li key={code}>{t(`clone.errors.${code}`)}</li>)}</ul></div>}
      <RefusalList refusals={others} />
      {clone.busy && <p role="status">{t('clone.busy')}</p>}
      <div className="buttons"><Button variant="main" type="submit" isDisabled={clone.busy} disabledReason={t('clone.busy')}>{t('clone.run')}</Button><Button onPress={onBack} isDisabled={clone.busy} disabledReason={t('clone.busy')}>{t('clone.back')}</Button></div>
    </form>
  )
}

/** The last part of an address, which is the name of the book on the server. */
function nameIn(address: string): string {
  return address.trim().replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').slice(3).at(-1) ?? ''
}
