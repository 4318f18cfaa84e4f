import { useTranslation } from 'react-i18next'
import { navigation, type Place } from '../../app/navigation.ts'
import { Screen } from '../../kit/index.ts'
import { Accounts } from './accounts.tsx'
import { BookCare } from './book-care.tsx'
import { CompanyProfile } from './company-profile.tsx'
import { NumberSeries } from './number-series.tsx'
import { Rates } from './rates.tsx'
import { Warehouses } from './warehouses.tsx'

const tabs = ['company', 'numbers', 'rates', 'accounts', 'warehouses', 'book'] as const
type Tab = (typeof tabs)[number]

const parts: Record<Tab, () => React.ReactNode> = { company: CompanyProfile, numbers: NumberSeries, rates: Rates, accounts: Accounts, warehouses: Warehouses, book: BookCare }

export function SettingsScreen({ place }: { place: Place }) {
  const { t } = useTranslation('settings')
  const tab = tabs.find((entry) => entry === place.params?.tab) ?? 'company'
  const Part = parts[tab]
  return (
    <Screen title={t('title')} tabs={tabs.map((id) => ({ id, label: t(`tab.${id}`) }))} tab={tab} onTab={(id) => navigation.replace({ ...place, params: { tab: id } })}>
      <Part />
    </Screen>
  )
}
