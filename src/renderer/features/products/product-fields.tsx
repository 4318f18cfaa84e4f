import { useTranslation } from 'react-i18next'
import { currencyCodes } from '../../../core/money/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Button, DecimalField, MoneyField, Picker, refusalOf, Select, TextField, useCountries } from '../../kit/index.ts'

export type ProductValues = Readonly<Record<string, unknown>>

interface ProductFieldsProps {
  readonly values: ProductValues
  readonly onChange: (name: string, value: unknown) => void
  readonly refusals: readonly Refusal[]
  /** A product that has been made keeps what its postings rest on. */
  readonly isNew: boolean
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const decimal = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Names, kind, unit, price. */
export function ProductFields({ values, onChange, refusals, isNew }: ProductFieldsProps) {
  const { t } = useTranslation('products')
  const isGoods = values.kind !== 'service'
  const saleCurrency = text(values.saleCurrency) || 'USD'
  return (
    <>
      <div className="form-grid">
        <TextField label={t('field.name')} value={text(values.name)} onChange={(value) => onChange('name', value)} isRequired wide error={refusalOf(refusals, 'name')} />
        <TextField label={t('field.nameEn')} value={text(values.nameEn)} onChange={(value) => onChange('nameEn', value)} lang="en" hint={t('hint.nameEn')} />
        <TextField label={t('field.nameZh')} value={text(values.nameZh)} onChange={(value) => onChange('nameZh', value)} lang="zh-Hans" />
      </div>
      <div className="form-grid four">
        <Select label={t('field.kind')} value={text(values.kind) || 'goods'} options={[{ id: 'goods', label: t('kind.goods') }, { id: 'service', label: t('kind.service') }]} onChange={(value) => onChange('kind', value)} isDisabled={!isNew} error={refusalOf(refusals, 'kind')} />
        {isGoods && <Select label={t('field.inventory')} value={text(values.inventory) || 'goods'} options={(['goods', 'finished', 'raw'] as const).map((id) => ({ id, label: t(`inventory.${id}`) }))} onChange={(value) => onChange('inventory', value)} isDisabled={!isNew} error={refusalOf(refusals, 'inventory')} />}
        {isGoods && <Select label={t('field.costing')} value={text(values.costing)} options={[{ id: '', label: t('costing.company') }, { id: 'movingAverage', label: t('costing.movingAverage') }, { id: 'fifo', label: t('costing.fifo') }]} onChange={(value) => onChange('costing', value)} isDisabled={!isNew} error={refusalOf(refusals, 'costing')} />}
        <TextField label={t('field.unit')} value={text(values.unit) || (isNew ? 'pcs' : '')} onChange={(value) => onChange('unit', value)} error={refusalOf(refusals, 'unit')} />
        <MoneyField label={t('field.salePrice')} value={decimal(values.salePrice)} currency={saleCurrency} places={6} onChange={(value) => onChange('salePrice', value ?? '')} error={refusalOf(refusals, 'salePrice')} />
        <Select label={t('field.saleCurrency')} value={saleCurrency} options={currencyCodes.map((code) => ({ id: code, label: code }))} onChange={(value) => onChange('saleCurrency', value)} />
      </div>
    </>
  )
}

/** What the export papers need of a product. */
export function ProductExportFields({ values, onChange, refusals }: Omit<ProductFieldsProps, 'isNew'>) {
  const { t } = useTranslation('products')
  const countries = useCountries()
  return (
    <div className="form-grid four">
      <TextField label={t('field.hsCode')} value={text(values.hsCode)} onChange={(value) => onChange('hsCode', value.replace(/[^0-9]/g, ''))} maxLength={12} hint={t('hint.hsCode')} error={refusalOf(refusals, 'hsCode')} />
      <Select label={t('field.countryOrigin')} value={text(values.countryOrigin) || 'ID'} options={countries} onChange={(value) => onChange('countryOrigin', value)} />
      <DecimalField label={t('field.weightKg')} value={decimal(values.weightKg)} onChange={(value) => onChange('weightKg', value ?? '0')} suffix="kg" error={refusalOf(refusals, 'weightKg')} hint={t('hint.weightKg')} />
      <TextField label={t('field.material')} value={text(values.material)} onChange={(value) => onChange('material', value)} />
      <TextField label={t('field.brand')} value={text(values.brand)} onChange={(value) => onChange('brand', value)} />
      <TextField label={t('field.taxUnit')} value={text(values.taxUnit)} onChange={(value) => onChange('taxUnit', value.trim().toUpperCase())} maxLength={7} hint={t('hint.taxUnit')} />
      <TextField label={t('field.goodsCode')} value={text(values.goodsCode)} onChange={(value) => onChange('goodsCode', value.replace(/[^0-9]/g, ''))} maxLength={6} hint={t('hint.goodsCode')} />
    </div>
  )
}

const packagingFigures = ['quantityPerPackage', 'netPerPackageKg', 'grossPerPackageKg', 'lengthCm', 'widthCm', 'heightCm'] as const
const units: Record<(typeof packagingFigures)[number], string> = { quantityPerPackage: '', netPerPackageKg: 'kg', grossPerPackageKg: 'kg', lengthCm: 'cm', widthCm: 'cm', heightCm: 'cm' }
/** UN/ECE recommendation 21, the ones that small exporters use. */
const packageTypes = ['CT', 'BX', 'BG', 'SA', 'PK', 'BL', 'RO', 'CR', 'CS', 'DR', 'PX', 'NE'] as const

/** How it is packed for a voyage: the packing list starts from it. */
export function PackagingFields({ values, onChange }: Omit<ProductFieldsProps, 'isNew' | 'refusals'>) {
  const { t } = useTranslation('products')
  const packaging = (typeof values.packaging === 'object' && values.packaging !== null ? values.packaging : {}) as Readonly<Record<string, string>>
  const set = (name: string, value: string | null): void => {
    const next = Object.fromEntries(Object.entries({ ...packaging, [name]: value ?? '' }).filter(([, entry]) => entry !== ''))
    onChange('packaging', next)
  }
  return (
    <div className="form-grid four">
      <Select label={t('packaging.typeCode')} value={packaging.typeCode ?? null} placeholder="–" options={packageTypes.map((id) => ({ id, label: `${id} · ${t(`package.${id}`)}` }))} onChange={(value) => set('typeCode', value)} />
      {packagingFigures.map((name) => <DecimalField key={name} label={t(`packaging.${name}`)} value={decimal(packaging[name])} suffix={units[name] || text(values.unit) || 'pcs'} onChange={(value) => set(name, value)} />)}
    </div>
  )
}

/** Other units in which it is bought and sold, each with how many of its own unit it holds. */
export function UnitFields({ values, onChange, refusals }: Omit<ProductFieldsProps, 'isNew'>) {
  const { t } = useTranslation('products')
  const rows = (Array.isArray(values.units) ? values.units : []) as readonly { readonly unit: string; readonly factor: string }[]
  const change = (index: number, next: { unit?: string; factor?: string }): void => onChange('units', rows.map((row, at) => (at === index ? { ...row, ...next } : row)))
  return (
    <div className="stack">
      {rows.map((row, index) => (
        <div className="unit-row" key={index}>
          <TextField label={t('units.unit')} value={row.unit} onChange={(value) => change(index, { unit: value })} error={refusalOf(refusals, `units.${index}.unit`)} />
          <DecimalField label={t('units.factor')} value={row.factor || null} onChange={(value) => change(index, { factor: value ?? '' })} suffix={text(values.unit) || 'pcs'} error={refusalOf(refusals, `units.${index}.factor`)} />
          <Button variant="quiet" label={t('units.remove', { unit: row.unit })} onPress={() => onChange('units', rows.filter((_, at) => at !== index))}>×</Button>
        </div>
      ))}
      <div><Button onPress={() => onChange('units', [...rows, { unit: '', factor: '' }])}>{t('units.add')}</Button></div>
    </div>
  )
}

/** What one piece is made of: production proposes the materials from it. */
export function BillFields({ values, onChange }: Omit<ProductFieldsProps, 'isNew' | 'refusals'>) {
  const { t } = useTranslation('products')
  const rows = (Array.isArray(values.billOfMaterials) ? values.billOfMaterials : []) as readonly { readonly product: string; readonly quantity: string }[]
  const change = (index: number, next: { product?: string; quantity?: string }): void => onChange('billOfMaterials', rows.map((row, at) => (at === index ? { ...row, ...next } : row)))
  return (
    <div className="stack">
      {rows.map((row, index) => (
        <div className="unit-row" key={index}>
          <Picker kinds={['product']} label={t('bill.material')} autoFocus={row.product === ''} value={row.product || null} valueLabel={row.product || null} onChange={(code) => change(index, { product: code ?? '' })} />
          <DecimalField label={t('bill.quantity')} value={row.quantity || null} onChange={(value) => change(index, { quantity: value ?? '' })} />
          <Button variant="quiet" label={t('bill.remove', { product: row.product })} onPress={() => onChange('billOfMaterials', rows.filter((_, at) => at !== index))}>×</Button>
        </div>
      ))}
      <div><Button onPress={() => onChange('billOfMaterials', [...rows, { product: '', quantity: '' }])}>{t('bill.add')}</Button></div>
    </div>
  )
}
