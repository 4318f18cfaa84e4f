import { useTranslation } from 'react-i18next'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { InvoiceList, KindList, ListScreen, newPlace } from '../../document/index.ts'
import { Button, Empty } from '../../kit/index.ts'

export const newReceipt: Action = { id: 'purchases.newReceipt', labelKey: 'purchases:newReceipt', keys: ['Ctrl+Shift+N', 'Alt+Shift+N'], run: () => navigation.go(newPlace('purchases.receipt')) }
export const newInvoice: Action = { id: 'purchases.newInvoice', labelKey: 'purchases:newInvoice', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('purchases.invoice')) }

const newReturn: Action = { id: 'purchases.newReturn', labelKey: 'purchases:newReturn', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('purchases.return')) }
const newLandedCost: Action = { id: 'purchases.newLandedCost', labelKey: 'purchases:newLandedCost', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('purchases.landedCost')) }

const press = (action: Action) => action.run({ place: navigation.place, typing: false })

export function PurchaseList() {
  const { t } = useTranslation('purchases')
  const tabs = [{ id: 'invoices', label: t('tab.invoices') }, { id: 'receipts', label: t('tab.receipts') }, { id: 'returns', label: t('tab.returns') }, { id: 'landed', label: t('tab.landed') }]
  return (
    <ListScreen title={t('title')} tabs={tabs} actions={(tab) => (tab === 'returns' ? [newReturn] : tab === 'landed' ? [newLandedCost] : [newReceipt, newInvoice])} statuses={['draft', 'posted', 'partlyPaid', 'paid', 'overdue', 'reversed']} footerEnd={t('listKeys')}>
      {(tab, view) => {
        if (tab === 'receipts') return <KindList key="receipts" label={t('tab.receipts')} type="purchase.receive" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noReceipts')} action={<Button variant="main" onPress={() => press(newReceipt)}>{t('newReceipt')}</Button>} />} />
        if (tab === 'returns') return <KindList key="returns" label={t('tab.returns')} type="purchase.return" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noReturns')} action={<Button variant="main" keys="Ctrl+N" onPress={() => press(newReturn)}>{t('newReturn')}</Button>} />} />
        if (tab === 'landed') return <KindList key="landed" label={t('tab.landed')} type="landedCost.allocate" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noLanded')} action={<Button variant="main" keys="Ctrl+N" onPress={() => press(newLandedCost)}>{t('newLandedCost')}</Button>} />} />
        return (
          <InvoiceList key="invoices" list="purchases" label={t('tab.invoices')} partyHeading={t('supplier')} payScreen="payments.send" type="purchase.invoice" search={view.search} status={view.status} onSums={view.setFooter}
            emptyState={<Empty text={view.search || view.status ? t('nothingHere') : t('noInvoices')} action={<Button variant="main" keys="Ctrl+N" onPress={() => press(newInvoice)}>{t('newInvoice')}</Button>} />} />
        )
      }}
    </ListScreen>
  )
}
