import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankLineRow } from '../../../contract/index.ts'
import { useCommand } from '../../client/index.ts'
import { Button, Checkbox, Money, Panel, Picker, RefusalList, TextField } from '../../kit/index.ts'

interface ByHandPanelProps {
  readonly line: BankLineRow
  readonly onClose: () => void
  readonly onPosted: (numbers: string) => void
}

/** Says what a line is: an account or a party; the words of it may be remembered for the next time. */
export function ByHandPanel({ line, onClose, onPosted }: ByHandPanelProps) {
  const { t } = useTranslation(['banking', 'common'])
  const confirm = useCommand('bank.confirm')
  const [target, setTarget] = useState<{ kind: 'account' | 'party'; code: string; label: string } | null>(null)
  const [isRemembered, setRemembered] = useState(false)
  const [words, setWords] = useState(() => lastingWords(line.text))
  const post = async (): Promise<void> => {
    if (target === null || confirm.busy) return
    const remember = isRemembered && words.trim() !== '' ? { remember: words.trim() } : {}
    const done = await confirm.run({ id: line.id, choice: target.kind === 'account' ? { account: target.code, ...remember } : { party: target.code, ...remember } })
    if (done) onPosted(done.documents.map((document) => document.number ?? '').join(', '))
  }
  return (
    <Panel title={t('banking:byHand.title')} onClose={onClose} actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" isDisabled={target === null || confirm.busy} disabledReason={t('banking:byHand.choose')} onPress={() => void post()}>{t('banking:confirm')}</Button></>}>
      <form noValidate className="stack" onSubmit={(event) => { event.preventDefault(); void post() }}>
        <p className="bank-text">{line.text} <b><Money value={line.amount} currency={line.currency} /></b></p>
        <Picker
          label={t('banking:byHand.target')} hint={t(line.amount.startsWith('-') ? 'banking:byHand.hintOut' : 'banking:byHand.hintIn')} kinds={['account', 'party']} value={target?.code ?? null} valueLabel={target?.label ?? null} autoFocus
          onChange={(code, hit) => setTarget(code === null || hit === null ? null : { kind: hit.kind === 'party' ? 'party' : 'account', code, label: hit.title })}
        />
        <Checkbox label={t('banking:byHand.remember')} value={isRemembered} onChange={setRemembered} />
        {isRemembered && <TextField label={t('banking:byHand.words')} value={words} onChange={setWords} hint={t('banking:byHand.wordsHint')} />}
        <RefusalList refusals={confirm.refusals} />
        <button type="submit" hidden>{t('banking:confirm')}</button>
      </form>
    </Panel>
  )
}

/** The words of a text that will be there again: without numbers, dates and references. */
function lastingWords(text: string): string {
  return text.split(/\s+/).filter((word) => !/[0-9]/.test(word) && /\p{L}{3}/u.test(word)).slice(-3).join(' ')
}
