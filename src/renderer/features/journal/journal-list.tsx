import { useTranslation } from 'react-i18next'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { KindList, ListScreen, newPlace } from '../../document/index.ts'
import { Button, Empty } from '../../kit/index.ts'

export const newEntry: Action = { id: 'journal.new', labelKey: 'journal:newEntry', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('journal.entry')) }

const closing: Action = { id: 'journal.closing', labelKey: 'closing:title', keys: ['T'], run: () => navigation.go({ screen: 'journal.closing' }) }
const assets: Action = { id: 'journal.assets', labelKey: 'closing:assets.title', keys: ['A'], run: () => navigation.go({ screen: 'journal.assets' }) }

export function JournalList() {
  const { t } = useTranslation('journal')
  const tabs = [{ id: 'all', label: t('tab.all') }, { id: 'entries', label: t('tab.entries') }, { id: 'reversals', label: t('tab.reversals') }]
  const empty = <Empty text={t('nothingYet')} action={<Button variant="main" keys="Ctrl+N" onPress={() => newEntry.run({ place: navigation.place, typing: false })}>{t('newEntry')}</Button>} />
  return (
    <ListScreen title={t('title')} tabs={tabs} statuses={['draft', 'posted', 'reversed']} actions={() => [assets, closing, newEntry]} footerEnd={t('listKeys')}>
      {(tab, view) => (
        <KindList key={tab} label={t('title')} withKind={tab === 'all'} {...(tab === 'entries' ? { type: 'journal.post' as const } : tab === 'reversals' ? { type: 'reverse' as const } : {})} search={view.search} status={view.status} onSums={view.setFooter} emptyState={empty} />
      )}
    </ListScreen>
  )
}
