import { useTranslation } from 'react-i18next'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { InvoiceList, KindList, ListScreen, newPlace } from '../../document/index.ts'
import { Button, Empty } from '../../kit/index.ts'

export const newInvoice: Action = { id: 'sales.newInvoice', labelKey: 'sales:newInvoice', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('sales.invoice')) }
export const newOrder: Action = { id: 'sales.newOrder', labelKey: 'sales:newOrder', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('sales.order')) }
export const newDelivery: Action = { id: 'sales.newDelivery', labelKey: 'sales:newDelivery', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go(newPlace('sales.delivery')) }

export function SalesList() {
  const { t } = useTranslation('sales')
  const tabs = [{ id: 'invoices', label: t('tab.invoices') }, { id: 'orders', label: t('tab.orders') }, { id: 'deliveries', label: t('tab.deliveries') }, { id: 'creditNotes', label: t('tab.creditNotes') }]
  return (
    <ListScreen title={t('title')} tabs={tabs} actions={(tab) => (tab === 'orders' ? [newOrder] : tab === 'deliveries' ? [newDelivery] : tab === 'invoices' ? [newInvoice] : [])} statuses={['draft', 'posted', 'partlyPaid', 'paid', 'overdue', 'reversed']} footerEnd={t('listKeys')}>
      {(tab, view) => {
        if (tab === 'orders') return <KindList key="orders" label={t('tab.orders')} type="sales.order" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noOrders')} action={<Button variant="main" keys="Ctrl+N" onPress={() => newOrder.run({ place: navigation.place, typing: false })}>{t('newOrder')}</Button>} />} />
        if (tab === 'deliveries') return <KindList key="deliveries" label={t('tab.deliveries')} type="sales.deliver" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noDeliveries')} action={<Button variant="main" keys="Ctrl+N" onPress={() => newDelivery.run({ place: navigation.place, typing: false })}>{t('newDelivery')}</Button>} />} />
        if (tab === 'creditNotes') return <KindList key="credit" label={t('tab.creditNotes')} type="sales.creditNote" search={view.search} status={view.status} onSums={view.setFooter} emptyState={<Empty text={t('noCreditNotes')} />} />
        return (
          <InvoiceList key="invoices" list="sales" label={t('tab.invoices')} partyHeading={t('buyer')} payScreen="payments.receive" type="sales.invoice" search={view.search} status={view.status} onSums={view.setFooter}
            emptyState={<Empty text={view.search || view.status ? t('nothingHere') : t('noInvoices')} action={<Button variant="main" keys="Ctrl+N" onPress={() => newInvoice.run({ place: navigation.place, typing: false })}>{t('newInvoice')}</Button>} />} />
        )
      }}
    </ListScreen>
  )
}
