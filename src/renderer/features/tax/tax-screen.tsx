import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { navigation } from '../../app/navigation.ts'
import { Screen } from '../../kit/index.ts'
import './tax.css'

export const taxTabs = ['calendar', 'coretax', 'rates', 'proceeds', 'rules'] as const
export type TaxTab = (typeof taxTabs)[number]

interface TaxScreenProps {
  readonly tab: TaxTab
  readonly actions?: ReactNode
  readonly aside?: ReactNode
  readonly footer?: ReactNode
  readonly footerEnd: string
  readonly children: ReactNode
}

/** The frame that the screens of the tax office share. */
export function TaxScreen({ tab, children, ...rest }: TaxScreenProps) {
  const { t } = useTranslation('tax')
  return (
    <Screen title={t('title')} tabs={taxTabs.map((id) => ({ id, label: t(`tab.${id}`) }))} tab={tab} onTab={(id) => navigation.replace({ screen: `tax.${id}` })} {...rest}>
      {children}
    </Screen>
  )
}
