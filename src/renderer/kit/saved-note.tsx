import { useTranslation } from 'react-i18next'
import { useFormat } from './reader.ts'
import { Tag } from './pieces.tsx'

/** Whether what is seen is what is kept: only what was confirmed is called saved. */
export function SavedNote({ state, savedAt, refused }: { state: 'same' | 'changed' | 'saving' | 'saved'; savedAt: string | null; refused: boolean }) {
  const { t } = useTranslation('kit')
  const format = useFormat()
  if (refused) return <Tag tone="bad">{t('notSaved')}</Tag>
  if (state === 'changed') return <span role="status">{t('changed')}</span>
  if (state === 'saving') return <span role="status">{t('saving')}</span>
  if (state === 'saved' && savedAt !== null) return <span role="status">{t('savedAt', { time: format.time(savedAt) })}</span>
  return null
}
