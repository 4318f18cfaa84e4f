import { useTranslation } from 'react-i18next'
import { Select } from '../kit/index.ts'

/** Whether a document comes again: when it is posted, the next one waits as a draft and is shown in the inbox when its day comes. */
export function RepeatSelect({ value, onChange }: { value: string; onChange(repeat: string): void }) {
  const { t } = useTranslation('documents')
  return <Select label={t('repeat.label')} value={value} onChange={onChange} options={(['', 'monthly', 'quarterly', 'yearly'] as const).map((id) => ({ id, label: t(`repeat.${id === '' ? 'never' : id}`) }))} />
}
