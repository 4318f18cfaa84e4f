import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../core/errors/index.ts'
import { currencyCodes } from '../../core/money/index.ts'
import { useCall, useCommand, useList } from '../client/index.ts'
import { Button, DecimalField, Select, useFormat, useToday } from '../kit/index.ts'
import { newEvent } from './event-fields.ts'

interface RateFieldProps {
  readonly currency: string
  readonly date: string
  readonly value: string
  readonly error: Refusal | null
  onChange(rate: string): void
}

/** The rate that an event takes when none is typed: the latest of its currency up to its date. */
export function useBookRate(currency: string, date: string): { rate: string; date: string } | null {
  const rates = useList('rates', { filter: { currency, kind: 'book' }, sort: { column: 'date', descending: true } }, currency !== 'IDR')
  if (currency === 'IDR') return null
  for (let index = 0; index < Math.min(rates.total, 100); index += 1) {
    const row = rates.rows(index)
    if (row && row.currency === currency && row.kind === 'book' && row.date <= date) return { rate: row.rate, date: row.date }
  }
  return null
}

/** Rate of a foreign document: the book's own by itself, or what is typed over it. */
export function RateField({ currency, date, value, error, onChange }: RateFieldProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const known = useBookRate(currency, date)
  if (currency === 'IDR') return null
  return (
    <DecimalField label={t('field.rate')} value={value === '' ? null : value} places={8} error={error} onChange={(rate) => onChange(rate ?? '')}
      placeholder={known ? t('rateAuto', { rate: format.decimal(known.rate), currency, date: format.date(known.date, 'short') }) : t('rateNone', { currency })} />
  )
}

export function CurrencySelect({ value, onChange, isDisabled }: { value: string; onChange(currency: string): void; isDisabled?: boolean }) {
  const { t } = useTranslation('documents')
  return <Select label={t('field.currency')} value={value} options={currencyCodes.map((code) => ({ id: code, label: code }))} onChange={onChange} isDisabled={isDisabled} />
}

interface StockValuation { readonly rows?: readonly { readonly warehouses?: readonly { readonly warehouse: string }[] }[] }

/** Warehouses of the book: those that hold most kinds of goods first. */
export function useWarehouses(): { codes: readonly string[]; isPending: boolean } {
  const today = useToday()
  const list = useList('warehouses')
  const stock = useCall('report.run', { name: 'stock-valuation', arguments: { asOf: today } })
  const own = Array.from({ length: Math.min(list.total, 100) }, (_, index) => list.rows(index)?.code ?? '').filter(Boolean).join('\n')
  const codes = useMemo(() => {
    const inUse = ((stock.data ?? {}) as StockValuation).rows?.flatMap((row) => row.warehouses?.map((entry) => entry.warehouse) ?? []) ?? []
    const counts = new Map<string, number>()
    for (const code of inUse) counts.set(code, (counts.get(code) ?? 0) + 1)
    const byUse = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code)
    return [...new Set([...byUse, ...own.split('\n').filter(Boolean)])]
  }, [stock.data, own])
  return { codes, isPending: stock.isPending || list.isLoading }
}

/** Where goods come from or go to. A book without a warehouse makes its first one here. */
export function WarehouseField({ value, onChange, error }: { value: string; onChange(code: string): void; error: Refusal | null }) {
  const { t } = useTranslation('documents')
  const today = useToday()
  const { codes, isPending } = useWarehouses()
  const make = useCommand('event.post')
  const shown = value !== '' && !codes.includes(value) ? [value, ...codes] : codes

  async function makeFirst(): Promise<void> {
    const code = t('firstWarehouse.code')
    const made = await make.run({ event: newEvent('warehouse.add', today, { code, name: t('firstWarehouse.name') }) })
    if (made) onChange(code)
  }

  if (!isPending && shown.length === 0) return <div className="terms-pair"><span>{t('field.warehouse')}</span><div><Button onPress={() => void makeFirst()}>{t('firstWarehouse.make')}</Button></div></div>
  return <Select label={t('field.warehouse')} value={value === '' ? null : value} options={shown.map((code) => ({ id: code, label: code }))} onChange={onChange} error={error} />
}
