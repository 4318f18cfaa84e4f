import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileSource } from '../../contract/index.ts'
import { isDesktop, shell } from '../client/index.ts'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'

export interface ChosenFile { readonly name: string; readonly source: FileSource }

interface FileSourceFieldProps {
  readonly label: string
  readonly chosen: ChosenFile | null
  readonly onChoose: (file: ChosenFile) => void
  /** `.csv,.xlsx`: what a browser's dialog offers. */
  readonly accept: string
  readonly autoFocus?: boolean
}

/** A file to take in: chosen in a dialog, dropped here, or its path typed. */
export function FileSourceField({ label, chosen, onChoose, accept, autoFocus = false }: FileSourceFieldProps) {
  const { t } = useTranslation('kit')
  const input = useRef<HTMLInputElement>(null)
  const [path, setPath] = useState('')
  const [isOver, setOver] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file) onChoose({ name: file.name, source: { name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) } })
  }
  const choose = async (): Promise<void> => {
    if (!isDesktop()) return input.current?.click()
    const file = await shell.chooseFile('openAny')
    if (file !== null) onChoose({ name: nameOf(file), source: { file } })
  }
  return (
    <div
      className={`file-source${isOver ? ' over' : ''}`} role="group" aria-label={label}
      onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]) }}
    >
      <div className="file-source-choose">
        <Button onPress={() => void choose()} autoFocus={autoFocus}>{t('file.choose')}</Button>
        <span className={chosen === null ? 'muted' : 'file-source-name'} role="status">{chosen?.name ?? t('file.drop')}</span>
        <input ref={input} type="file" accept={accept} hidden tabIndex={-1} aria-hidden="true" onChange={(event) => { void take(event.target.files?.[0]); event.target.value = '' }} />
      </div>
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (path.trim() !== '') onChoose({ name: nameOf(path.trim()), source: { file: path.trim() } }) }}>
        <TextField label={t('file.path')} value={path} onChange={setPath} hint={t('file.pathHint')} />
      </form>
    </div>
  )
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)))
  return btoa(parts.join(''))
}
