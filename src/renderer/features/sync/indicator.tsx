import { useTranslation } from 'react-i18next'
import { navigation } from '../../app/navigation.ts'
import { useSyncStatus } from './use-sync-status.ts'
import { shownState, signOf, toneOf } from './sync-words.ts'
import './sync.css'

/** In the top bar, always: what the server has of this book. */
export function SyncIndicator() {
  const { t } = useTranslation('sync')
  const status = useSyncStatus()
  if (status === undefined) return <span className="sync-indicator" aria-hidden="true" />
  const state = shownState(status)
  const word = state === 'refused' && status.denied.length > 0 ? t('denied', { count: status.denied.length }) : state === 'pending' ? t('pending', { count: status.pending }) : t(`state.${state}`)
  const more = (state === 'offline' || state === 'syncing' || state === 'connecting') && status.pending > 0 ? t('pending', { count: status.pending }) : ''
  const said = [word, more].filter(Boolean).join(' · ')
  return (
    <button type="button" className={`sync-indicator bar-button ${toneOf(state)}`} aria-label={t('indicatorLabel', { state: said })} onClick={() => navigation.go({ screen: 'sync' })}>
      <span aria-hidden="true" className={state === 'syncing' ? 'sync-busy' : ''}>{signOf[state]}</span> {said}
    </button>
  )
}
