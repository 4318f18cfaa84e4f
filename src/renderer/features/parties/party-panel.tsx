import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newEvent, useCommand, useList } from '../../client/index.ts'
import { Button, codeOfName, focusFirstError, Panel, RefusalList, refusalOf, restOf, TextField, useToday } from '../../kit/index.ts'
import { PartyFields, type PartyValues } from './party-fields.tsx'

interface PartyPanelProps {
  /** What was typed where the party was looked for. */
  readonly text: string
  readonly onEnd: (made: { code: string; name: string } | null) => void
}

const shownFields = ['name', 'nameZh', 'country', 'termsDays', 'address', 'code']

/** Makes a party without leaving the screen. */
export function PartyPanel({ text, onEnd }: PartyPanelProps) {
  const { t } = useTranslation(['parties', 'common'])
  const today = useToday()
  const post = useCommand('event.post')
  const count = useList('parties').total
  const [values, setValues] = useState<PartyValues>({ name: text, termsDays: 0 })
  const [code, setCode] = useState<string | null>(null)
  const name = typeof values.name === 'string' ? values.name : ''
  const isChinese = /[\u4e00-\u9fff]/.test(name)
  // What a Chinese name tells by itself: the country, the name on Chinese papers. A name without Latin letters gets a number for its code.
  const told: PartyValues = { country: isChinese ? 'CN' : 'ID', defaultCurrency: 'IDR', ...(isChinese ? { nameZh: name.trim() } : {}), ...values }
  const proposed = code ?? (codeOfName(name) || (name.trim() === '' ? '' : `P-${String(count + 1).padStart(3, '0')}`))
  const form = useRef<HTMLFormElement>(null)
  const make = async (): Promise<void> => {
    const fields = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ''))
    const done = await post.run({ event: newEvent('party.add', today, { ...fields, code: proposed.trim(), name: name.trim() }) })
    if (done) onEnd({ code: proposed.trim(), name: name.trim() })
    else focusFirstError(form)
  }
  return (
    <Panel
      title={t('parties:new')} size="wide" onClose={() => onEnd(null)}
      actions={<><Button onPress={() => onEnd(null)}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={post.busy} onPress={() => void make()}>{t('parties:make')}</Button></>}
    >
      <form
        className="stack" ref={form} onSubmit={(event) => { event.preventDefault(); void make() }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void make() } }}
      >
        <RefusalList refusals={restOf(post.refusals, shownFields)} />
        <PartyFields values={told} onChange={(field, value) => setValues((old) => ({ ...old, [field]: value }))} refusals={post.refusals} short />
        <div className="form-grid"><TextField label={t('common:code')} value={proposed} onChange={setCode} isRequired error={refusalOf(post.refusals, 'code')} hint={t('parties:hint.code')} /></div>
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
