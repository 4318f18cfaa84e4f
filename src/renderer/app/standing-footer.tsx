import { useTranslation } from 'react-i18next'
import type { BookInfo } from '../../contract/index.ts'
import { localDateOf, useFormat, useToday } from '../kit/index.ts'

/** When the book was saved and backed up: only what was seen to happen. */
export function BookFooter({ book }: { book: BookInfo }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const today = useToday()
  const when = (instant: string): string => {
    const date = localDateOf(instant)
    return date === today ? t('todayAt', { time: format.time(instant) }) : format.date(date)
  }
  const parts = [
    book.savedAt === null ? '' : t('savedAt', { time: localDateOf(book.savedAt) === today ? format.time(book.savedAt) : format.date(localDateOf(book.savedAt)) }),
    book.lastBackupAt === null ? t('noBackup') : t('backupAt', { when: when(book.lastBackupAt) }),
  ]
  return <span>{parts.filter(Boolean).join(' · ')}</span>
}
