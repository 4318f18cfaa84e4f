import { type PartyData, type ShipmentData, isExport, resolveParty } from '../../core/shipment/index.ts'
import { type as sizes } from '../page/pen.ts'
import { type CellLine, wrapCell } from '../page/table.ts'
import type { Language, Languages } from '../types.ts'
import { codeNames, label, word } from '../words/index.ts'
import { type Box, boxPad } from './band.ts'

/** Name, address and country; a Chinese name and address join them where the paper speaks Chinese. */
export function addressLines(party: PartyData, languages: Languages, width: number): CellLine[] {
  const chinese = languages.includes('zh')
  const wrap = (text: string | undefined, strong = false): CellLine[] => wrapCell(text, width - 2 * boxPad, strong ? sizes.strong : sizes.value)
  const names = languages[0] === 'zh' ? [party.nameZh, party.name] : [party.name, chinese ? party.nameZh : undefined]
  return [
    ...names.flatMap((name) => wrap(name, true)),
    ...(party.address ?? []).flatMap((line) => wrap(line)),
    ...(chinese ? wrap(party.addressZh) : []),
    ...wrap(party.country === undefined ? undefined : codeNames('countries', party.country, languages)),
  ]
}

export function sellerBox(data: ShipmentData, languages: Languages, width: number): Box {
  const company = data.company ?? {}
  const small = (text: string): CellLine[] => wrapCell(text, width - 2 * boxPad, sizes.small)
  const numbers = [
    company.npwp === undefined ? '' : `${word('npwp', languages[0])} ${company.npwp}`, company.nib === undefined ? '' : `NIB ${company.nib}`,
  ].filter((text) => text !== '').join(' · ')
  return {
    label: label(isExport(data) ? 'seller' : 'sellerAtHome', languages),
    lines: orDash([
      ...addressLines({ name: company.sellerName, address: company.sellerAddress, country: company.country }, languages, width),
      ...small(numbers), ...small(contact(company, languages[0])),
    ]),
  }
}

export function buyerBox(data: ShipmentData, languages: Languages, width: number): Box {
  const buyer = data.buyer ?? {}
  return { label: label('buyer', languages), lines: orDash([...addressLines(buyer, languages, width), ...buyerNumbers(buyer, languages[0], width)]) }
}

/** The consignee; with the same company as buyer the box says both and the one beside it holds the buyer's numbers. */
export function consigneeBoxes(data: ShipmentData, languages: Languages, width: number): { consignee: Box, buyer: Box } {
  const { party, sameAs } = resolveParty(data, data.consignee)
  const buyer = data.buyer ?? {}
  const numbers = buyerNumbers(buyer, languages[0], width)
  if (sameAs === 'buyer') {
    return {
      consignee: { label: label('consignee', languages), lines: orDash(addressLines(party, languages, width)) },
      buyer: { label: label('buyer', languages), lines: [...wrapCell(label('sameAsConsignee', languages), width - 2 * boxPad, sizes.value), ...numbers] },
    }
  }
  return {
    consignee: { label: label('consignee', languages), lines: orDash(addressLines(party, languages, width)) },
    buyer: { label: label('buyer', languages), lines: orDash([...addressLines(buyer, languages, width), ...numbers]) },
  }
}

export function notifyBox(data: ShipmentData, languages: Languages, width: number): Box {
  const { party, sameAs } = resolveParty(data, data.notify)
  const sameAsConsignee = sameAs === 'buyer' && resolveParty(data, data.consignee).sameAs === 'buyer'
  if (sameAs === 'buyer') {
    const key = sameAsConsignee ? 'sameAsConsignee' : 'sameAsBuyer'
    return { label: label('notify', languages), lines: wrapCell(label(key, languages), width - 2 * boxPad, sizes.value) }
  }
  return { label: label('notify', languages), lines: orDash(addressLines(party, languages, width)) }
}

function buyerNumbers(buyer: PartyData, language: Language, width: number): CellLine[] {
  const lines = [
    buyer.uscc === undefined ? '' : `${word('uscc', language)} ${buyer.uscc}`, buyer.taxId === undefined ? '' : `${word('taxId', language)} ${buyer.taxId}`,
    contact(buyer, language),
  ]
  return lines.flatMap((line) => wrapCell(line, width - 2 * boxPad, sizes.small))
}

function contact(party: { phone?: string, email?: string }, language: Language): string {
  return [party.phone === undefined ? '' : `${word('tel', language)} ${party.phone}`, party.email ?? ''].filter((text) => text !== '').join(' · ')
}

function orDash(lines: CellLine[]): CellLine[] {
  return lines.length > 0 ? lines : [{ text: '-', style: sizes.value }]
}
