import { useTranslation } from 'react-i18next'
import { useActionLabel } from '../../app/action-button.tsx'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { KindList, ListScreen, newPlace } from '../../document/index.ts'
import { Button, Empty } from '../../kit/index.ts'

export const newReceived: Action = { id: 'payments.receive', labelKey: 'payments:newReceived', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('payments.receive')) }
export const newSent: Action = { id: 'payments.send', labelKey: 'payments:newSent', keys: ['Ctrl+Shift+N', 'Alt+Shift+N'], run: () => navigation.go(newPlace('payments.send')) }

/** The bank's own lines, to be matched with these. */
const bankLines: Action = { id: 'payments.bank', labelKey: 'banking:action.open', keys: ['Ctrl+M', 'Alt+M'], run: () => navigation.go({ screen: 'banking.lines' }) }
const main = ['Ctrl+N', 'Alt+N'] as const
const newDeposit: Action = { id: 'payments.deposit', labelKey: 'payments:newDeposit', keys: main, run: () => navigation.go(newPlace('payments.deposit')) }
const newExpense: Action = { id: 'payments.expense', labelKey: 'payments:newExpense', keys: main, run: () => navigation.go(newPlace('payments.expense')) }
const newTransfer: Action = { id: 'payments.transfer', labelKey: 'payments:newTransfer', keys: main, run: () => navigation.go(newPlace('payments.transfer')) }
/** Ctrl+N makes what the tab lists. */
const actionsOf: Readonly<Record<string, readonly Action[]>> = {
  receive: [newSent, newReceived], send: [{ ...newReceived, keys: ['Ctrl+Shift+N', 'Alt+Shift+N'] }, { ...newSent, keys: main }], deposits: [newDeposit], expenses: [newExpense], transfers: [newTransfer],
}

export function PaymentList() {
  const { t } = useTranslation('payments')
  const kinds = { receive: 'payment.receive', send: 'payment.send', deposits: 'deposit.receive', expenses: 'expense.post', transfers: 'transfer.post' } as const
  const tabs = (Object.keys(kinds) as (keyof typeof kinds)[]).map((id) => ({ id, label: t(`tab.${id}`) }))
  return (
    <ListScreen title={t('title')} tabs={tabs} actions={(tab) => [bankLines, ...(actionsOf[tab] ?? [newSent, newReceived])]} footerEnd={t('listKeys')}>
      {(tab, view) => (
        <KindList key={tab} label={t(`tab.${tab as 'receive'}`)} type={kinds[tab as keyof typeof kinds]} search={view.search} status={view.status} onSums={view.setFooter}
          emptyState={<NothingYet action={actionsOf[tab]?.at(-1) ?? newReceived} />} />
      )}
    </ListScreen>
  )
}

function NothingYet({ action }: { action: Action }) {
  const { t } = useTranslation('payments')
  const label = useActionLabel()
  return <Empty text={t('nothingYet')} action={<Button variant="main" keys="Ctrl+N" onPress={() => action.run({ place: navigation.place, typing: false })}>{label(action)}</Button>} />
}
