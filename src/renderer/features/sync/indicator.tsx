import { useTranslation } from 'react-i18next'
import { navigation } from '../../app/navigation.ts'
import { useFormat } from '../../kit/index.ts'
import { useSyncStatus } from './use-sync-status.ts'
import { useStateWord } from './use-state-word.ts'
import { shownState, signOf, toneOf } from './sync-words.ts'
import './sync.css'

/** In the top bar, always: what the server has of this book. */
export function SyncIndicator() {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const status = useSyncStatus()
  const word = useStateWord()
  if (status === undefined) return <span className="sync-indicator" aria-hidden="true" />
  const state = shownState(status)
  const hasMore = (state === 'offline' || state === 'paused' || state === 'syncing' || state === 'connecting') && status.pending > 0 && status.progress === null
  const when = state === 'upToDate' && status.lastSuccess !== null ? format.time(status.lastSuccess) : ''
  const said = [word(status), hasMore ? t('pending', { count: status.pending }) : '', when].filter(Boolean).join(' · ')
  return (
    <button type="button" className={`sync-indicator bar-button ${toneOf(state)}`} aria-label={t('indicatorLabel', { state: said })} onClick={() => navigation.go({ screen: 'sync' })}>
      <span aria-hidden="true" className={state === 'syncing' ? 'sync-busy' : ''}>{signOf[state]}</span> {said}
    </button>
  )
}
