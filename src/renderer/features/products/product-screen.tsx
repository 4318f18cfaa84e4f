import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useMaster } from '../../client/index.ts'
import { Card, RefusalList, restOf, SavedNote, Screen, Skeleton, useLanguage } from '../../kit/index.ts'
import { BillFields, PackagingFields, ProductExportFields, ProductFields, UnitFields } from './product-fields.tsx'
import { StockCard } from './stock-card.tsx'

const shownFields = ['name', 'nameEn', 'nameZh', 'kind', 'inventory', 'costing', 'unit', 'salePrice', 'hsCode', 'weightKg']
const tabs = ['details', 'card'] as const

/** One product: its data and its stock card. Changes are kept as each field is left. */
export function ProductScreen({ place }: { place: Place }) {
  const { t } = useTranslation(['products', 'common'])
  const language = useLanguage()
  const code = place.id ?? ''
  const product = useMaster('product', code)
  const tab = tabs.find((entry) => entry === place.params?.tab) ?? 'details'
  const save: Action = { id: 'products.save', labelKey: 'common:save', keys: ['Ctrl+Enter', 'Ctrl+S'], when: () => product.isChanged, run: () => void product.save() }
  useActions([save])
  const { fields, refusals, set } = product
  const isGoods = fields.kind !== 'service'
  const names = [language === 'zh' ? fields.nameZh : language === 'en' ? fields.nameEn : null, fields.name, code]
  const name = names.find((entry): entry is string => typeof entry === 'string' && entry !== '') ?? code
  return (
    <Screen
      title={name} subtitle={<><span>{code}</span><SavedNote state={product.state} savedAt={product.savedAt} refused={refusals.length > 0} /></>}
      {...(isGoods ? { tabs: tabs.map((id) => ({ id, label: t(`products:tab.${id}`) })), tab, onTab: (id: string) => navigation.replace({ ...place, params: { tab: id } }) } : {})}
      actions={tab === 'details' ? <ActionButton action={save} disabledReason={t('products:nothingChanged')} /> : undefined}
    >
      {tab === 'card' ? <StockCard code={code} unit={typeof fields.unit === 'string' ? fields.unit : 'pcs'} /> : product.isPending ? <Skeleton rows={8} /> : (
        <div className="product-cards" onBlur={() => { if (product.isChanged) void product.save() }}>
          <RefusalList refusals={restOf(refusals, shownFields).filter((refusal) => !(refusal.field ?? '').startsWith('units.'))} />
          <Card title={t('products:card.names')} className="form-card"><ProductFields values={fields} onChange={set} refusals={refusals} isNew={false} /></Card>
          {isGoods && <Card title={t('products:card.export')} className="form-card"><ProductExportFields values={fields} onChange={set} refusals={refusals} /></Card>}
          {isGoods && <Card title={t('products:card.packaging')} end={t('products:card.packagingNote')} className="form-card"><PackagingFields values={fields} onChange={set} /></Card>}
          {isGoods && <Card title={t('products:card.bill')} end={t('products:card.billNote')} className="form-card"><BillFields values={fields} onChange={set} /></Card>}
          <Card title={t('products:card.units')} className="form-card"><UnitFields values={fields} onChange={set} refusals={refusals} /></Card>
        </div>
      )}
    </Screen>
  )
}
