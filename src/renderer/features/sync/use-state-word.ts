import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../contract/index.ts'
import { useFormat } from '../../kit/index.ts'
import { shownState } from './sync-words.ts'

/** What is said of a state in a few words, with its figures. */
export function useStateWord(): (status: SyncStatus) => string {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const number = (value: number): string => format.decimal(String(value))
  return (status) => {
    const state = shownState(status)
    if (state === 'refused' && status.denied.length > 0) return t('denied', { count: status.denied.length })
    if (state === 'deletions') return t('deletions.short', { count: status.deletions.length })
    if (state === 'pending') return t('pending', { count: status.pending })
    if (state === 'syncing' && status.progress !== null) return t('syncingOf', { done: number(status.progress.done), total: number(status.progress.total) })
    return t(`state.${state}`)
  }
}
