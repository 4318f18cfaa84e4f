import type { MutableDocument } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type FolderChanges, type LinePackages, type PartyData, type PartyReference, type ShipmentData, type ShipmentLine, folderChange, folderData } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf, recognise } from '../../store/projections/index.ts'
import { dotsOf, editedFields, envelope } from '../posting/apply-event.ts'
import { newUlid } from '../posting/identity.ts'

type Fields = Readonly<Record<string, unknown>>

/** @throws RefusalError DOCUMENT_NOT_FOUND */
export function requireFolder(book: Book, id: string): MutableDocument {
  const body = book.document(id)
  const known = body && recognise(body)
  if (known?.kind !== 'shipment' || known.body.type !== 'shipment') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return known.body
}

export const isFolderId = (id: string): boolean => id.startsWith('shipment:')

/** A new document of the shipment family: folder, issued or received paper. */
export function newFolderDocument(book: Book, type: 'shipment' | 'issuedPaper' | 'receivedPaper', fields: Fields, author: string): Record<string, unknown> {
  const id = `${type}:${newUlid()}`
  const device = book.device.code
  const document: MutableDocument = { ...envelope(book, id, type, author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields, eventId: id, date: '' }
  return { ...document }
}

/** Writes facts of a folder. @returns its new revision */
export function changeFolder(book: Book, id: string, changes: FolderChanges, author: string, rev?: string): { readonly id: string; readonly rev: string } {
  const before = requireFolder(book, id)
  const written = folderChange(before.fields, changes, newUlid)
  const saved = book.transaction(() => book.write([editedFields(book, { ...before, ...(rev === undefined ? {} : { _rev: rev }) }, written, author)]))[0]
  if (!saved) throw new RefusalError(refuse('DRAFT_CHANGED', { id }))
  return { id: saved.id, rev: saved.rev }
}

/** What the papers are made from: the folder's facts; where the folder names a party or a product alone, the master data fill in the rest. */
export function folderShipment(book: Book, folder: MutableDocument): ShipmentData {
  const data = folderData(folder.fields)
  const company = masterOf(book.projections.sql, 'company', null)?.fields ?? {}
  return {
    ...data,
    id: folder._id,
    company: { ...(data.company?.sellerName === undefined ? companyFacts(company) : {}), ...data.company },
    ...filledParties(book, data),
    lines: (data.lines ?? []).map((line) => filledLine(book, line)),
  }
}

function filledParties(book: Book, data: ShipmentData): Pick<ShipmentData, 'buyer' | 'consignee' | 'notify' | 'producer' | 'forwarder'> {
  const filled = (party: PartyData | undefined): PartyData | undefined => {
    const code = (party as Fields | undefined)?.['code']
    if (party === undefined || typeof code !== 'string' || party.name !== undefined) return party
    return { ...partyFacts(masterOf(book.projections.sql, 'party', code)?.fields ?? {}), ...party }
  }
  const reference = (name: 'consignee' | 'notify' | 'producer' | 'forwarder'): Partial<Record<typeof name, PartyReference>> => {
    const value = data[name]
    const whole = typeof value === 'string' ? value : filled(value)
    return whole === undefined ? {} : { [name]: whole }
  }
  const buyer = filled(data.buyer)
  return { ...(buyer === undefined ? {} : { buyer }), ...reference('consignee'), ...reference('notify'), ...reference('producer'), ...reference('forwarder') }
}

/** A line that says what the goods are is whole, as an imported one is; one of a few facts takes the product's. */
function filledLine(book: Book, line: ShipmentLine): ShipmentLine {
  if (line.sku === undefined || line.descriptionEn !== undefined || line.descriptionId !== undefined) return line
  const product = masterOf(book.projections.sql, 'product', line.sku)?.fields
  return product === undefined ? line : { ...productFacts(product), ...line }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const known = <T extends Record<string, unknown>>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> }

function addressOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.split('\n').filter((row) => row !== '')
  return Array.isArray(value) ? value.filter((row): row is string => typeof row === 'string' && row !== '') : undefined
}

export function companyFacts(fields: Fields): NonNullable<ShipmentData['company']> {
  const text = (name: string): string | undefined => textOf(fields[name])
  const bank = fields['bank']
  return known({
    sellerName: text('name'), sellerAddress: addressOf(fields['address']), country: text('country') ?? 'ID', nib: text('nib'), npwp: text('npwp'), nitku: text('nitku'), phone: text('phone'), email: text('email'),
    signName: text('signName'), signTitle: text('signTitle'), signPlace: text('signPlace'), regionCode: text('regionCode'), regionName: text('regionName'),
    bank: typeof bank === 'object' && bank !== null ? (bank as NonNullable<ShipmentData['company']>['bank']) : undefined,
  })
}

export function partyFacts(fields: Fields): PartyData {
  const text = (name: string): string | undefined => textOf(fields[name])
  return known({
    name: text('name'), nameZh: text('nameZh'), address: addressOf(fields['address']), addressZh: text('addressZh'), country: text('country'), phone: text('phone'), email: text('email'), uscc: text('uscc'), taxId: text('taxId'),
    related: fields['related'] === true ? true : undefined,
  })
}

/** Facts of the goods that a product's master data hold. */
export function productFacts(fields: Fields): ShipmentLine {
  const text = (name: string): string | undefined => textOf(fields[name])
  return known({
    descriptionId: text('name'), descriptionEn: text('nameEn'), descriptionZh: text('nameZh'), hs8: hsText(text('hsCode')), unit: text('unit'), countryOrigin: text('countryOrigin') ?? 'ID', originCriterion: text('originCriterion'),
    originRegion: text('originRegion'), brand: text('brand'), material: text('material'), model: text('model'), use: text('use'), botanicalName: text('botanicalName'), gtin: text('gtin'), halalNo: text('halalNo'), nieNo: text('nieNo'),
  })
}

/** A tariff heading as papers print it: 9401.53.00. */
function hsText(code: string | undefined): string | undefined {
  return code?.replace(/[^0-9]/g, '').replace(/^(\d{4})(\d{2})(\d{2})?$/, (_, heading: string, sub: string, national: string | undefined) => [heading, sub, national].filter(Boolean).join('.'))
}

/** How a product is packed: quantity, weights and size of one full package. Kept with the product. */
export interface PackingRule {
  readonly typeCode?: string
  readonly quantityPerPackage?: string
  readonly netPerPackageKg?: string
  readonly grossPerPackageKg?: string
  readonly lengthCm?: string
  readonly widthCm?: string
  readonly heightCm?: string
}

export function packingRuleOf(book: Book, sku: string): PackingRule | null {
  const rule = masterOf(book.projections.sql, 'product', sku)?.fields['packaging']
  return typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? (rule as PackingRule) : null
}

export type { LinePackages }
