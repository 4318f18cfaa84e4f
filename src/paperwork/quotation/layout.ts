import { type ShipmentData, moneyExponent } from '../../core/shipment/index.ts'
import { parseDecimal } from '../../core/money/index.ts'
import { formatDate, formatDecimal } from '../format.ts'
import type { PageDescription } from '../page/description.ts'
import { boxOf } from '../parts/band.ts'
import { halfWidth } from '../parts/head.ts'
import { pricedLayout } from '../parts/priced-paper.ts'
import type { LayoutOptions } from '../types.ts'
import { bilingual, label } from '../words/index.ts'
import { words } from './words.ts'

/** Its number and date; a quotation that nobody dated takes the day of the order that followed. */
export function paperOf(data: ShipmentData): { no: string, date: string } {
  const paper = data.papers?.['quotation']
  return { no: paper?.no ?? '', date: paper?.date ?? data.order?.proformaDate ?? data.papers?.['commercialInvoice']?.date ?? '' }
}

export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const { languages } = options
  const language = languages[0]
  const typed = (name: string): string | undefined => (data.papers?.['quotation']?.[name] === undefined ? undefined : String(data.papers['quotation'][name]))
  const name = (key: keyof typeof words.en): string => bilingual(languages.map((each) => words[each][key]), languages)
  const box = (key: keyof typeof words.en, value: string | undefined): ReturnType<typeof boxOf> => boxOf(name(key), [value], halfWidth / 2)
  const tiers = (data.lines ?? []).flatMap((line, index) => (line.priceTiers ?? []).map((tier) => `${index + 1}. ${line.sku ?? ''}: ${words[language].from} ${decimal(tier.quantity)} = ${data.currency ?? ''} ${decimal(tier.price, moneyExponent(data))}`))

  function decimal(text: string | undefined, places = 0): string {
    const value = text === undefined ? null : parseDecimal(text)
    return value === null ? text ?? '' : formatDecimal(value, language, places)
  }

  return pricedLayout(data, options, () => ({
    titles: languages.map((each) => words[each].title), ...paperOf(data),
    references: [
      box('validUntil', typed('validUntil') === undefined ? undefined : formatDate(typed('validUntil'), language)), box('leadTime', typed('leadTimeDays')),
      box('minimum', typed('minOrderQty')), box('sample', typed('sampleTerms')),
    ],
    last: [boxOf(label('currency', languages), [data.currency], halfWidth / 2), boxOf(label('buyerOrder', languages), [data.order?.buyerOrderNo], halfWidth / 2)],
    statements: [...(tiers.length === 0 ? [] : [name('tiers')]), ...tiers, data.freeText],
  }))
}
