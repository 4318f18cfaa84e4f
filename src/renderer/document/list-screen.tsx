import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../app/action-button.tsx'
import { type Action, useActions } from '../app/actions.ts'
import { navigation, usePlace } from '../app/navigation.ts'
import { Screen, type ScreenTab, SearchField, Select } from '../kit/index.ts'

export interface ListView {
  readonly search: string
  readonly status: string
  setFooter(text: ReactNode): void
}

interface ListScreenProps {
  readonly title: string
  readonly tabs?: readonly ScreenTab[]
  /** The acts of the tab in sight; the last one is the main one. */
  actions(tab: string): readonly Action[]
  readonly footerEnd?: string
  readonly statuses?: readonly ('draft' | 'posted' | 'partlyPaid' | 'paid' | 'overdue' | 'reversed')[]
  children(tab: string, view: ListView): ReactNode
}

/** A list of documents: tabs, find, the status filter, and the way to a new one. Tab, words and filter are part of the place, so that Back returns to them. */
export function ListScreen({ title, tabs, actions, footerEnd, statuses, children }: ListScreenProps) {
  const { t } = useTranslation('documents')
  const place = usePlace()
  const [footer, setFooter] = useState<ReactNode>(undefined)
  const tab = place.params?.['tab'] ?? tabs?.[0]?.id ?? ''
  const search = place.params?.['search'] ?? ''
  const status = place.params?.['status'] ?? ''
  const put = (params: Record<string, string>) => navigation.replace({ screen: place.screen, params: Object.fromEntries(Object.entries({ ...place.params, ...params }).filter(([, value]) => value !== '')) })
  const offered = actions(tab)
  useActions(offered)
  return (
    <Screen title={title} {...(tabs ? { tabs, tab } : {})} onTab={(id) => put({ tab: id, status: '' })} footer={footer} footerEnd={footerEnd}
      actions={(
        <>
          {statuses && <Select hideLabel label={t('statusFilter')} value={status} options={[{ id: '', label: t('allStatus') }, ...statuses.map((id) => ({ id, label: t(`status.${id}`) }))]} onChange={(id) => put({ status: id })} />}
          <SearchField label={t('findHere')} placeholder={t('findHere')} value={search} onChange={(text) => put({ search: text })} />
          {offered.map((action, index) => <ActionButton key={action.id} action={action} variant={index === offered.length - 1 ? 'main' : 'plain'} />)}
        </>
      )}>
      {children(tab, { search, status, setFooter })}
    </Screen>
  )
}

/** A place for a new document; the mark tells two new ones from each other. */
export function newPlace(screen: string, params: Record<string, string> = {}) {
  return { screen, params: { ...params, new: String(Date.now()) } }
}
