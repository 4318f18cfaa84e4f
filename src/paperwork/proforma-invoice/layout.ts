import { type ShipmentData, paymentShares } from '../../core/shipment/index.ts'
import { formatDate } from '../format.ts'
import type { PageDescription } from '../page/description.ts'
import { boxOf } from '../parts/band.ts'
import { halfWidth, referenceBox } from '../parts/head.ts'
import { pricedLayout } from '../parts/priced-paper.ts'
import type { LayoutOptions } from '../types.ts'
import { bilingual, label } from '../words/index.ts'
import { words } from './words.ts'

export function paperOf(data: ShipmentData): { no: string, date: string } {
  const paper = data.papers?.['proformaInvoice']
  return { no: paper?.no ?? data.order?.proformaNo ?? '', date: paper?.date ?? data.order?.proformaDate ?? data.papers?.['commercialInvoice']?.date ?? '' }
}

export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const { languages } = options
  const typed = (name: string): string | undefined => (data.papers?.['proformaInvoice']?.[name] === undefined ? undefined : String(data.papers['proformaInvoice'][name]))
  const name = (key: keyof typeof words.en): string => bilingual(languages.map((each) => words[each][key]), languages)
  const box = (key: keyof typeof words.en, value: string | undefined): ReturnType<typeof boxOf> => boxOf(name(key), [value], halfWidth / 2)
  const named = (key: 'deposit' | 'balance'): Readonly<Record<'id' | 'en' | 'zh', string>> => ({ id: words.id[key], en: words.en[key], zh: words.zh[key] })
  return pricedLayout(data, options, ({ figures }) => {
    const [deposit, ...rest] = paymentShares(data, figures.total)
    const lc = data.payment?.lc
    return {
      titles: languages.map((each) => words[each].title), ...paperOf(data),
      references: [
        referenceBox('buyerOrder', data.order?.buyerOrderNo, data.order?.buyerOrderDate, languages), referenceBox('contract', data.order?.contractNo, data.order?.contractDate, languages),
        box('validUntil', typed('validUntil') === undefined ? undefined : formatDate(typed('validUntil'), languages[0])), box('tolerance', typed('tolerancePercent') ?? lc?.tolerancePercent),
      ],
      last: [box('partial', typed('partialShipment') ?? lc?.partialShipment), box('transshipment', typed('transshipment') ?? lc?.transshipment)],
      statements: [`${label('currency', languages)}: ${data.currency ?? '-'}`, data.originStatement, data.freeText],
      alsoInWords: deposit === undefined || rest.length === 0 ? [] : [{ amount: deposit.amount, label: named('deposit') }, { amount: figures.total - deposit.amount, label: named('balance') }],
    }
  })
}
