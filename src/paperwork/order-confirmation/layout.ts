import type { ShipmentData } from '../../core/shipment/index.ts'
import { formatDate } from '../format.ts'
import type { PageDescription } from '../page/description.ts'
import { boxOf } from '../parts/band.ts'
import { halfWidth, referenceBox } from '../parts/head.ts'
import { pricedLayout } from '../parts/priced-paper.ts'
import type { LayoutOptions } from '../types.ts'
import { bilingual, label } from '../words/index.ts'
import { words } from './words.ts'

export function paperOf(data: ShipmentData): { no: string, date: string } {
  const paper = data.papers?.['orderConfirmation']
  return { no: paper?.no ?? '', date: paper?.date ?? data.order?.contractDate ?? data.order?.proformaDate ?? data.papers?.['commercialInvoice']?.date ?? '' }
}

export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const { languages } = options
  const typed = (name: string): string | undefined => (data.papers?.['orderConfirmation']?.[name] === undefined ? undefined : String(data.papers['orderConfirmation'][name]))
  const name = (key: keyof typeof words.en): string => bilingual(languages.map((each) => words[each][key]), languages)
  const date = (text: string | undefined): string | undefined => (text === undefined ? undefined : formatDate(text, languages[0]))
  const promised = (data.lines ?? []).flatMap((line, index) => (line.promisedDate === undefined ? [] : [`${index + 1}. ${line.sku ?? ''}: ${name('promised')} ${date(line.promisedDate) ?? ''}`]))
  const differences = typed('differencesFromPo')
  return pricedLayout(data, options, () => ({
    titles: languages.map((each) => words[each].title), ...paperOf(data),
    references: [
      referenceBox('buyerOrder', data.order?.buyerOrderNo, data.order?.buyerOrderDate, languages), referenceBox('contract', data.order?.contractNo, data.order?.contractDate, languages),
      boxOf(name('ourOrder'), [typed('orderNo') ?? data.order?.proformaNo], halfWidth / 2), boxOf(name('promised'), [date(typed('promisedShipDate') ?? data.shipment?.etd)], halfWidth / 2),
    ],
    last: [boxOf(label('currency', languages), [data.currency], halfWidth / 2), referenceBox('lc', data.payment?.lc?.no, data.payment?.lc?.date, languages)],
    statements: [...promised, ...(differences === undefined ? [] : [`${name('differences')}: ${differences}`]), data.freeText],
  }))
}
