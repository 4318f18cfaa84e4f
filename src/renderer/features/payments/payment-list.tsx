import { useTranslation } from 'react-i18next'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { KindList, ListScreen, newPlace } from '../../document/index.ts'
import { Button, Empty } from '../../kit/index.ts'

export const newReceived: Action = { id: 'payments.receive', labelKey: 'payments:newReceived', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('payments.receive')) }
export const newSent: Action = { id: 'payments.send', labelKey: 'payments:newSent', keys: ['Ctrl+Shift+N', 'Alt+Shift+N'], run: () => navigation.go(newPlace('payments.send')) }

export function PaymentList() {
  const { t } = useTranslation('payments')
  const kinds = { receive: 'payment.receive', send: 'payment.send', deposits: 'deposit.receive', expenses: 'expense.post', transfers: 'transfer.post' } as const
  const tabs = (Object.keys(kinds) as (keyof typeof kinds)[]).map((id) => ({ id, label: t(`tab.${id}`) }))
  return (
    <ListScreen title={t('title')} tabs={tabs} actions={() => [newSent, newReceived]} footerEnd={t('listKeys')}>
      {(tab, view) => (
        <KindList key={tab} label={t(`tab.${tab as 'receive'}`)} type={kinds[tab as keyof typeof kinds]} search={view.search} status={view.status} onSums={view.setFooter}
          emptyState={<Empty text={t('nothingYet')} action={<Button variant="main" keys="Ctrl+N" onPress={() => newReceived.run({ place: navigation.place, typing: false })}>{t('newReceived')}</Button>} />} />
      )}
    </ListScreen>
  )
}
