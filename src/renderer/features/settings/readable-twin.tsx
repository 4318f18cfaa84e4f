import { useTranslation } from 'react-i18next'
import { useCall, useCommand } from '../../client/index.ts'
import { Card, localDateOf, RefusalList, Select, useFormat, useLanguage } from '../../kit/index.ts'

/** Whether the ledger is kept as plain text beside the book, and what it was like the last time. */
export function ReadableTwinCard() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const language = useLanguage()
  const twin = useCall('book.twin', {}, { topics: ['book'] })
  const keep = useCommand('book.keepTwin')
  const kinds = ['off', 'journal', 'beancount'] as const
  const state = twin.data ?? null
  const choose = async (kind: string): Promise<void> => {
    await keep.run({ kind: kind === 'journal' || kind === 'beancount' ? kind : null, language })
    void twin.refetch()
  }
  return (
    <Card title={t('twin.title')} className="settings-card">
      <p>{t('twin.about')}</p>
      <Select label={t('twin.kind')} value={state?.kind ?? 'off'} onChange={(kind) => void choose(kind)} options={kinds.map((kind) => ({ id: kind, label: t(`twin.kinds.${kind}`) }))} />
      {state && <p className="path">{state.file}</p>}
      {state?.writtenAt && <p role="status">{t('twin.written', { date: format.date(localDateOf(state.writtenAt)), time: format.time(state.writtenAt) })}</p>}
      <RefusalList refusals={keep.refusals.length > 0 ? keep.refusals : state?.refusal ? [state.refusal] : []} />
    </Card>
  )
}
