import { type PartyData, isExport, resolveParty } from '../../core/shipment/index.ts'
import type { Languages } from '../types.ts'
import { codeName, codeNames, word } from '../words/index.ts'
import { type Context, type Fact, joined, typedText } from './context.ts'

/** Who takes part: name, address and numbers of each. */
export const partyFacts: Readonly<Record<string, Fact>> = {
  seller: { path: 'company', value: (context) => lines(sellerParty(context), context.languages) },
  sellerWithNumbers: {
    path: 'company',
    value: (context) => joined('\n', lines(sellerParty(context), context.languages), joined(' · ', numbered(word('npwp', context.language), context.data.company?.npwp), numbered('NIB', context.data.company?.nib)), contact(context.data.company ?? {}, context)),
  },
  sellerName: { path: 'company.sellerName', value: ({ data }) => data.company?.sellerName },
  sellerAddress: { path: 'company.sellerAddress', value: ({ data, languages }) => joined(', ', ...(data.company?.sellerAddress ?? []), codeNames('countries', data.company?.country, languages)) },
  sellerNib: { path: 'company.nib', value: ({ data }) => data.company?.nib },
  sellerNpwp: { path: 'company.npwp', value: ({ data }) => data.company?.npwp },
  sellerNitku: { path: 'company.nitku', value: ({ data }) => data.company?.nitku },
  sellerContact: { path: 'company.phone', value: (context) => contact(context.data.company ?? {}, context) },
  sellerPhone: { path: 'company.phone', value: ({ data }) => data.company?.phone },
  sellerRegion: { path: 'company.regionCode', value: ({ data }) => joined(' ', data.company?.regionCode, data.company?.regionName) },
  buyer: { path: 'buyer', value: (context) => lines(context.data.buyer ?? {}, context.languages) },
  buyerWithNumbers: { path: 'buyer', value: (context) => withNumbers(context.data.buyer ?? {}, context) },
  buyerName: { path: 'buyer.name', value: ({ data, languages }) => named(data.buyer ?? {}, languages) },
  buyerAddress: { path: 'buyer.address', value: ({ data, languages }) => joined(', ', ...(data.buyer?.address ?? []), codeNames('countries', data.buyer?.country, languages)) },
  buyerCountry: { path: 'buyer.country', value: ({ data, languages }) => coded(data.buyer?.country, languages) },
  buyerNumber: { path: 'buyer.taxId', value: ({ data }) => data.buyer?.uscc ?? data.buyer?.taxId },
  buyerContact: { path: 'buyer.phone', value: (context) => contact(context.data.buyer ?? {}, context) },
  consignee: { path: 'consignee', value: (context) => withNumbers(resolveParty(context.data, context.data.consignee).party, context) },
  consigneeName: { path: 'consignee', value: ({ data, languages }) => named(resolveParty(data, data.consignee).party, languages) },
  consigneeAddress: { path: 'consignee', value: ({ data, languages }) => addressOf(resolveParty(data, data.consignee).party, languages) },
  consigneeContact: { path: 'consignee.phone', value: (context) => contact(resolveParty(context.data, context.data.consignee).party, context) },
  notify: { path: 'notify', value: (context) => withNumbers(resolveParty(context.data, context.data.notify).party, context) },
  producer: { path: 'producer', value: (context) => lines(resolveParty(context.data, context.data.producer ?? 'same as seller').party, context.languages) },
  producerName: { path: 'producer', value: ({ data, languages }) => named(resolveParty(data, data.producer ?? 'same as seller').party, languages) },
  forwarder: { path: 'forwarder', value: (context) => (context.data.forwarder === undefined ? null : joined('\n', lines(resolveParty(context.data, context.data.forwarder).party, context.languages), resolveParty(context.data, context.data.forwarder).party.role)) },
  forwarderName: { path: 'forwarder', value: ({ data }) => (data.forwarder === undefined ? null : resolveParty(data, data.forwarder).party.name) },
  signName: { path: 'company.signName', value: ({ data }) => data.company?.signName?.toUpperCase() },
  signTitle: { path: 'company.signTitle', value: ({ data }) => data.company?.signTitle },
  signPlace: { path: 'company.signPlace', value: ({ data }) => data.company?.signPlace ?? placeOfAddress(data.company?.sellerAddress) },
  signer: { path: 'company.signName', value: ({ data }) => joined(', ', data.company?.signName?.toUpperCase(), data.company?.signTitle) },
  bank: {
    path: 'company.bank',
    value: ({ data }) => joined('\n', data.company?.bank?.name, data.company?.bank?.address, joined(' · ', joined(' ', data.company?.bank?.account, data.company?.bank?.currency), data.company?.bank?.holder, numbered('SWIFT', data.company?.bank?.swift))),
  },
  bankName: { path: 'company.bank.name', value: ({ data }) => data.company?.bank?.name },
  bankAccount: { path: 'company.bank.account', value: ({ data }) => joined(' ', data.company?.bank?.account, data.company?.bank?.currency) },
  bankHolder: { path: 'company.bank.holder', value: ({ data }) => data.company?.bank?.holder },
  bankSwift: { path: 'company.bank.swift', value: ({ data }) => data.company?.bank?.swift },
  // The party on whom a draft is drawn: the issuing bank under a credit, else the buyer. @source UCP 600 art. 6(c)
  drawee: { path: 'payment.lc.issuingBank', value: (context) => typedText(context, 'drawee') ?? context.data.payment?.lc?.issuingBank ?? lines(context.data.buyer ?? {}, context.languages) },
  receivedFrom: { path: 'buyer.name', value: (context) => typedText(context, 'receivedFrom') ?? context.data.buyer?.name },
  deliverTo: {
    path: 'forwarder',
    value: (context) => typedText(context, 'deliverTo') ?? (context.data.forwarder === undefined || !isExport(context.data) ? lines(context.data.buyer ?? {}, context.languages) : lines(resolveParty(context.data, context.data.forwarder).party, context.languages)),
  },
  applicantMatches: { path: 'payment.lc.applicant', value: ({ data }) => data.payment?.lc?.applicant },
}

function sellerParty({ data }: Context): PartyData {
  return { name: data.company?.sellerName, address: data.company?.sellerAddress, country: data.company?.country }
}

/** Name and address under each other, the country last. */
function lines(party: PartyData, languages: Languages): string {
  return joined('\n', named(party, languages), ...(party.address ?? []), languages.includes('zh') ? party.addressZh : undefined, party.country === undefined ? undefined : codeNames('countries', party.country, languages))
}

function named(party: PartyData, languages: Languages): string {
  return languages[0] === 'zh' ? joined('\n', party.nameZh, party.name) : joined('\n', party.name, languages.includes('zh') ? party.nameZh : undefined)
}

function addressOf(party: PartyData, languages: Languages): string {
  return joined(', ', ...(party.address ?? []), codeNames('countries', party.country, languages))
}

function withNumbers(party: PartyData, context: Context): string {
  const numbers = joined(' · ', numbered(word('uscc', context.language), party.uscc), numbered(word('taxId', context.language), party.taxId), contact(party, context))
  return joined('\n', lines(party, context.languages), numbers)
}

function contact(party: { phone?: string, email?: string }, { language }: Context): string {
  return joined(' · ', numbered(word('tel', language), party.phone), party.email)
}

function numbered(label: string, value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : `${label} ${value}`
}

function coded(code: string | undefined, languages: Languages): string {
  return joined(' ', code, code === undefined ? undefined : codeName('countries', code, languages[0]))
}

/** The town in the last line of an address: `Kabupaten Cirebon 45154, Jawa Barat` → `Cirebon`. */
function placeOfAddress(address: readonly string[] | undefined): string | undefined {
  const last = address?.at(-1)
  return last?.split(',')[0]?.replace(/^(Kabupaten|Kota)\s+/i, '').replace(/\s*\d{5}\s*$/, '').trim()
}
