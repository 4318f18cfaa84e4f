import { type PackageRow, type ShipmentLine, cubicMetreText, decimalOrNull, hsDigits, packagesOf, paymentShares, scaled } from '../../core/shipment/index.ts'
import { type Decimal, divideHalfUp, fixedText } from '../../core/money/index.ts'
import { formatDecimal, formatFixed } from '../format.ts'
import { packagesText, singular, weightText } from '../parts/cargo.ts'
import { descriptions } from '../parts/goods.ts'
import { codeName, codeNames, word } from '../words/index.ts'
import { hs6 } from './cargo-facts.ts'
import { checkRows } from './check-rows.ts'
import { type Context, type FactResult, asWritten, dateValue, decimalValue, joined, measureValue, moneyValue } from './context.ts'
import { rupiah } from './money-facts.ts'
import { type RowFact, type RowTable, tableOf } from './row-table.ts'
import type { RowSource } from './spec.ts'

interface Line { readonly line: ShipmentLine, readonly rows: readonly PackageRow[], readonly index: number }

const linePath = (field: string) => (index: number): string => `lines[${index}].${field}`
const own = (field: keyof ShipmentLine): RowFact<Line> => [linePath(field), ({ line }) => line[field] as string | undefined]
const added = (rows: readonly PackageRow[], key: 'net' | 'gross' | 'volume'): bigint => rows.reduce((sum, row) => sum + row[key], 0n)
const weightOf = (grams: bigint, context: Context): FactResult => ({ text: weightText(grams, context.language), plain: fixedText(grams, 3) })
const cbm = (litres: bigint, context: Context): FactResult => ({ text: formatFixed(litres, 3, context.language), plain: cubicMetreText(litres) })

function packagesOfLine({ rows }: Line, { language }: Context): string {
  const byType: Record<string, number> = {}
  for (const row of rows) if (row.packageCount > 0) byType[row.typeCode] = (byType[row.typeCode] ?? 0) + row.packageCount
  return Object.keys(byType).length === 0 ? '' : packagesText(byType, language)
}

const lines = tableOf<Line>(
  ({ data, figures }) => (data.lines ?? []).map((line, index) => ({ line, index, rows: figures.rows.filter((row) => row.line === index) })),
  {
    no: [linePath('sku'), (_, _context, index) => String(index + 1)],
    sku: own('sku'),
    buyerSku: own('buyerSku'),
    description: [linePath('descriptionEn'), ({ line }, { languages }) => descriptions(line, languages).join('\n')],
    descriptionEn: own('descriptionEn'),
    descriptionId: [linePath('descriptionId'), ({ line }) => line.descriptionId ?? line.descriptionEn],
    descriptionZh: own('descriptionZh'),
    descriptionFull: [linePath('descriptionEn'), ({ line, rows, index }, context) => joined('\n', joined(', ', packagesOfLine({ line, rows, index }, { ...context, language: 'en' }), line.descriptionEn ?? line.descriptionId), `HS ${hs6(line.hs8)}`)],
    goods: [linePath('descriptionEn'), ({ line }, { languages, language }) => joined('\n', ...descriptions(line, languages), joined(' · ', line.sku, line.brand, line.material, line.lotNo === undefined ? undefined : `${word('lot', language)} ${line.lotNo}`))],
    hs8: own('hs8'),
    hs6: [linePath('hs8'), ({ line }) => hs6(line.hs8)],
    hsPlain: [linePath('hs8'), ({ line }) => ({ text: line.hs8 ?? '', plain: hsDigits(line.hs8) })],
    origin: [linePath('countryOrigin'), ({ line }, { languages }) => joined(' ', line.countryOrigin, codeNames('countries', line.countryOrigin, languages))],
    originCode: own('countryOrigin'),
    originRegion: [linePath('originRegion'), ({ line }, { data }) => line.originRegion ?? joined(' ', data.company?.regionCode, data.company?.regionName)],
    criterion: own('originCriterion'),
    quantity: [linePath('quantity'), ({ line }, context) => decimalValue(line.quantity, context, 0, codeName('units', line.unit, context.language))],
    quantityCode: [linePath('quantity'), ({ line }, context) => decimalValue(line.quantity, context, 0, line.unit)],
    quantityOnly: [linePath('quantity'), ({ line }, context) => decimalValue(line.quantity, context)],
    unit: [linePath('unit'), ({ line }, { language }) => codeName('units', line.unit, language)],
    unitCode: own('unit'),
    unitPrice: [linePath('unitPrice'), ({ line }, context) => decimalValue(line.unitPrice, context, context.figures.exponent)],
    amount: [linePath('unitPrice'), ({ index }, context) => moneyValue(context.figures.lines[index]?.lineAmount, context), (rows, context) => moneyValue(rows.reduce((sum, row) => sum + (context.figures.lines[row.index]?.lineAmount ?? 0n), 0n), context)],
    fob: [linePath('unitPrice'), ({ index }, context) => moneyValue(context.figures.fobByLine[index], context), (rows, context) => moneyValue(rows.reduce((sum, row) => sum + (context.figures.fobByLine[row.index] ?? 0n), 0n), context)],
    fobIdr: [linePath('unitPrice'), ({ index }, context) => rupiah(context.figures.fobByLine[index] ?? 0n, context)],
    fobUnit: [linePath('unitPrice'), ({ line, index }, context) => fobUnit(line.quantity, context.figures.fobByLine[index] ?? 0n, context)],
    net: [linePath('packages'), ({ rows }, context) => weightOf(added(rows, 'net'), context), (all, context) => weightOf(all.reduce((sum, line) => sum + added(line.rows, 'net'), 0n), context)],
    net3: [linePath('packages'), ({ rows }, context) => measureValue(added(rows, 'net'), 3, context)],
    net4: [linePath('packages'), ({ rows }, context) => measureValue(added(rows, 'net') * 10n, 4, context)],
    gross: [linePath('packages'), ({ rows }, context) => weightOf(added(rows, 'gross'), context), (all, context) => weightOf(all.reduce((sum, line) => sum + added(line.rows, 'gross'), 0n), context)],
    volume: [linePath('packages'), ({ rows }, context) => cbm(added(rows, 'volume'), context), (all, context) => cbm(all.reduce((sum, line) => sum + added(line.rows, 'volume'), 0n), context)],
    packages: [linePath('packages'), (row, context) => packagesOfLine(row, context), (all) => String(all.reduce((sum, line) => sum + line.rows.reduce((count, row) => count + row.packageCount, 0), 0))],
    packageCodes: [linePath('packages'), ({ rows }) => rows.filter((row) => row.packageCount > 0).map((row) => `${row.packageCount} ${row.typeCode}`).join(', ')],
    packageNos: [linePath('packages'), ({ rows }) => rows.map((row) => numbersOf(row)).join(', ')],
    perPackage: [linePath('packages'), ({ line }, context) => decimalValue(packagesOf(line)[0]?.quantityPerPackage, context)],
    packageVolume: [linePath('packages'), ({ rows }, context) => (rows[0] === undefined || rows[0].unitVolume === 0n ? null : measureValue(rows[0].unitVolume, 4, context))],
    brand: [linePath('brand'), ({ line }) => line.brand ?? '-'],
    model: [linePath('model'), ({ line }) => line.model ?? line.sku ?? '-'],
    size: [linePath('variant'), ({ line }) => joined(', ', line.variant?.colour, line.variant?.size) || '-'],
    material: [linePath('material'), ({ line }) => line.material ?? '-'],
    lot: own('lotNo'),
    expiry: [linePath('expiryDate'), ({ line }, context) => dateValue(line.expiryDate, context)],
    produced: [linePath('productionDate'), ({ line }, context) => dateValue(line.productionDate, context)],
    promised: [linePath('promisedDate'), ({ line }, context) => dateValue(line.promisedDate ?? context.data.shipment?.etd, context)],
    botanicalName: own('botanicalName'),
    plantPart: own('plantPart'),
    ingredients: own('ingredients'),
    ingredientsZh: own('ingredientsZh'),
    nutrition: own('nutrition'),
    allergens: own('allergens'),
    storage: own('storage'),
    shelfLife: own('shelfLife'),
    halalNo: own('halalNo'),
    nieNo: own('nieNo'),
    gaccNo: own('gaccNo'),
    unNumber: [linePath('unNumber'), ({ line }) => line.unNumber ?? 'none'],
    flashPoint: own('flashPoint'),
    msds: [linePath('msdsNo'), ({ line }, context) => joined(', ', line.msdsNo, textOf(dateValue(line.msdsDate, context)))],
    process: own('process'),
    tiers: [linePath('priceTiers'), ({ line }, context) => (line.priceTiers ?? []).map((tier) => `≥ ${textOf(decimalValue(tier.quantity, context))}: ${textOf(decimalValue(tier.price, context, context.figures.exponent))}`).join('\n')],
  },
)

const rows = tableOf<PackageRow>(({ figures }) => figures.rows, {
  packageNos: [rowPath, (row) => (row.mixed ? '' : numbersOf(row))],
  kind: [rowPath, (row, { language, languages }) => (row.mixed ? languages.map((each) => word('mixed', each)).join(' ') : `${row.packageCount} ${singular(codeName('packages', row.typeCode, language), row.packageCount, language)}`), (all, { language }) => packagesText(countTypes(all), language)],
  sku: [rowPath, (row) => row.sku],
  description: [rowPath, (row, { data, languages }) => descriptions(data.lines?.[row.line] ?? {}, languages).join('\n')],
  quantity: [rowPath, (row, context) => (row.quantity === null ? null : { text: `${formatDecimal(row.quantity, context.language)} ${codeName('units', context.data.lines?.[row.line]?.unit, context.language)}`.trim(), plain: '' })],
  net: [rowPath, (row, context) => (row.mixed ? null : weightOf(row.net, context)), (all, context) => weightOf(added(all, 'net'), context)],
  gross: [rowPath, (row, context) => (row.mixed ? null : weightOf(row.gross, context)), (all, context) => weightOf(added(all, 'gross'), context)],
  size: [rowPath, (row) => (row.lengthCm === '' ? '' : `${row.lengthCm} × ${row.widthCm} × ${row.heightCm}`)],
  volume: [rowPath, (row, context) => cbm(row.volume, context), (all, context) => cbm(added(all, 'volume'), context)],
  density: [rowPath, (row, context) => (row.volume === 0n ? null : measureValue(divideHalfUp(row.gross * 10n, row.volume), 1, context))],
})

interface OnePackage { readonly number: number, readonly row: PackageRow }

/** Each package for itself: what a weigher writes down. */
const packages = tableOf<OnePackage>(({ figures }) => figures.rows.filter((row) => !row.mixed).flatMap((row) => Array.from({ length: Math.min(row.packageCount, 20_000) }, (_, index) => ({ number: row.packageFrom + index, row }))), {
  packageNo: [onePath, ({ number }) => String(number), (all) => String(all.length)],
  kind: [onePath, ({ row }, { language }) => singular(codeName('packages', row.typeCode, language), 1, language)],
  sku: [onePath, ({ row }) => row.sku],
  net: [onePath, ({ row }, context) => weightOf(row.netPerPackage ?? 0n, context), (all, context) => weightOf(all.reduce((sum, { row }) => sum + (row.netPerPackage ?? 0n), 0n), context)],
  tare: [onePath, ({ row }, context) => weightOf((row.grossPerPackage ?? 0n) - (row.netPerPackage ?? 0n), context), (all, context) => weightOf(all.reduce((sum, { row }) => sum + (row.grossPerPackage ?? 0n) - (row.netPerPackage ?? 0n), 0n), context)],
  gross: [onePath, ({ row }, context) => weightOf(row.grossPerPackage ?? 0n, context), (all, context) => weightOf(all.reduce((sum, { row }) => sum + (row.grossPerPackage ?? 0n), 0n), context)],
  length: [onePath, ({ row }, context) => decimalValue(row.lengthCm, context)],
  width: [onePath, ({ row }, context) => decimalValue(row.widthCm, context)],
  height: [onePath, ({ row }, context) => decimalValue(row.heightCm, context)],
  // The total is that of the rows of the packing list, which round each row once.
  volume: [onePath, ({ row }, context) => measureValue(row.unitVolume, 4, context), (all, context) => (all.length === context.figures.packages.packages ? cbm(context.figures.packages.volume, context) : null)],
})

interface Group { readonly hs: string, readonly lines: readonly number[] }

const hs6Groups = tableOf<Group>(({ data }) => [...Map.groupBy((data.lines ?? []).map((line, index) => ({ hs: hs6(line.hs8), index })), ({ hs }) => hs)].map(([hs, members]) => ({ hs, lines: members.map(({ index }) => index) })), {
  hs6: [(_, group) => `lines[${group.lines[0] ?? 0}].hs8`, ({ hs }) => hs],
  fob: [(_, group) => `lines[${group.lines[0] ?? 0}].unitPrice`, (group, context) => moneyValue(fobOf(group, context), context), (all, context) => moneyValue(all.reduce((sum, group) => sum + fobOf(group, context), 0n), context)],
  fobIdr: [(_, group) => `lines[${group.lines[0] ?? 0}].unitPrice`, (group, context) => rupiah(fobOf(group, context), context)],
  net: [(_, group) => `lines[${group.lines[0] ?? 0}].packages`, (group, context) => weightOf(added(rowsOfGroup(group, context), 'net'), context), (all, context) => weightOf(all.reduce((sum, group) => sum + added(rowsOfGroup(group, context), 'net'), 0n), context)],
  packages: [(_, group) => `lines[${group.lines[0] ?? 0}].packages`, (group, context) => String(rowsOfGroup(group, context).reduce((sum, row) => sum + row.packageCount, 0)), (all, context) => String(all.reduce((sum, group) => sum + rowsOfGroup(group, context).reduce((count, row) => count + row.packageCount, 0), 0))],
})

const shares = tableOf<{ percent: string, event: string, amount: bigint }>(({ data, figures }) => paymentShares(data, figures.total), {
  percent: [(index) => `payment.splits[${index}].percent`, ({ percent }, context) => `${textOf(decimalValue(percent, context))}%`],
  event: [(index) => `payment.splits[${index}].event`, ({ event }) => event],
  amount: [(index) => `payment.splits[${index}].percent`, ({ amount }, context) => moneyValue(amount, context), (all, context) => moneyValue(all.reduce((sum, share) => sum + share.amount, 0n), context)],
})

type Material = NonNullable<ShipmentLine['materials']>[number] & { readonly line: number, readonly at: number }

const materials = tableOf<Material>(({ data }) => (data.lines ?? []).flatMap((line, index) => (line.materials ?? []).map((material, at) => ({ ...material, line: index, at }))), {
  product: [materialPath, ({ line }, { data }) => data.lines?.[line]?.sku],
  name: [materialPath, ({ name }) => name],
  hs6: [materialPath, ({ hs6: code }) => code],
  origin: [materialPath, ({ originCountry }) => originCountry],
  originating: [materialPath, ({ originating }, { language }) => (originating === true ? { id: 'ya', en: 'yes', zh: '是' } : { id: 'tidak', en: 'no', zh: '否' })[language]],
  supplier: [materialPath, ({ supplier }) => supplier],
  invoice: [materialPath, ({ invoiceRef }) => invoiceRef],
  cost: [materialPath, ({ costPerUnit }, context) => decimalValue(costPerUnit, context, context.figures.exponent)],
})

const fields = <R extends object>(group: string, list: (context: Context) => readonly R[], dates: readonly string[], figures: readonly string[], ...plain: readonly string[]): RowTable => tableOf<R>(list, Object.fromEntries(
  [...dates, ...figures, ...plain].map((name): [string, RowFact<R>] => [name, [(index) => `${group}[${index}].${name}`, (row, context) => {
    const value = (row as Readonly<Record<string, unknown>>)[name]
    const text = value === undefined ? undefined : String(value)
    return dates.includes(name) ? dateValue(text, context) : figures.includes(name) ? asWritten(text, context) : text
  }, figures.includes(name) ? (all, context) => total(all.map((row) => decimalOrNull(String((row as Readonly<Record<string, unknown>>)[name] ?? ''))), context) : undefined]]),
))

export const rowTables: Readonly<Record<RowSource, RowTable>> = {
  lines, rows, packages, materials, shares, hs6: hs6Groups, tiers: lines,
  containers: fields('containers', ({ data }) => data.containers ?? (data.shipment?.containerNo === undefined ? [] : [{ no: data.shipment.containerNo, type: data.shipment.containerType, sealNo: data.shipment.sealNo, ...(data.vgm ?? {}) }]), [], ['grossKg', 'cbm', 'tareKg', 'vgmKg'], 'no', 'type', 'sealNo', 'packages'),
  pebDocuments: fields('pebDocuments', ({ data }) => data.pebDocuments ?? [], ['date'], [], 'code', 'no'),
  stock: fields('stockCard.rows', ({ data }) => data.stockCard?.rows ?? [], ['date'], ['in', 'out', 'balance', 'cost', 'value'], 'document', 'lot'),
  statement: fields('statement.rows', ({ data }) => data.statement?.rows ?? [], ['date', 'dueDate'], ['debit', 'credit', 'balance'], 'document', 'kind'),
  proceeds: fields('proceeds', proceedsOf, ['pebDate', 'due'], ['fob', 'received'], 'pebNo', 'invoiceNo', 'currency', 'bank', 'reason'),
  ...checkRows,
}

/** Without rows from the books, the one of this shipment. @source rules on export proceeds: by the end of the third month after the PEB month */
function proceedsOf({ data, figures }: Context): NonNullable<Context['data']['proceeds']> {
  if (data.proceeds !== undefined) return data.proceeds
  const { pebNo, pebDate } = data.shipment ?? {}
  return [{ pebNo, pebDate, invoiceNo: data.papers?.['commercialInvoice']?.no, currency: data.currency, fob: fixedText(figures.customs.fob, figures.exponent), due: endOfThirdMonth(pebDate), bank: data.company?.bank?.name }]
}

function endOfThirdMonth(date: string | undefined): string | undefined {
  const match = /^(\d{4})-(\d{2})-\d{2}$/.exec(date ?? '')
  if (!match) return undefined
  const month = Number(match[2]) + 3
  const year = Number(match[1]) + Math.floor((month - 1) / 12)
  const number = (month - 1) % 12 + 1
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1] ?? 30
  return `${year}-${String(number).padStart(2, '0')}-${days}`
}

function rowPath(_: number, row: PackageRow): string {
  return `lines[${row.line}].packages`
}
function onePath(_: number, { row }: OnePackage): string {
  return `lines[${row.line}].packages`
}
function materialPath(_: number, { line, at }: Material): string {
  return `lines[${line}].materials[${at}]`
}

function numbersOf(row: PackageRow): string {
  return row.packageFrom === row.packageTo ? String(row.packageFrom) : `${row.packageFrom}–${row.packageTo}`
}

function countTypes(all: readonly PackageRow[]): Record<string, number> {
  const byType: Record<string, number> = {}
  for (const row of all) if (row.packageCount > 0) byType[row.typeCode] = (byType[row.typeCode] ?? 0) + row.packageCount
  return byType
}

function fobOf(group: Group, { figures }: Context): bigint {
  return group.lines.reduce((sum, line) => sum + (figures.fobByLine[line] ?? 0n), 0n)
}

function rowsOfGroup(group: Group, { figures }: Context): PackageRow[] {
  return figures.rows.filter((row) => group.lines.includes(row.line))
}

/** FOB of one unit, to four decimals. */
function fobUnit(quantity: string | undefined, fob: bigint, context: Context): FactResult {
  const value = decimalOrNull(quantity)
  if (value === null || value.digits <= 0n) return null
  return measureValue(divideHalfUp(fob * 10n ** BigInt(4 + value.scale), value.digits * 10n ** BigInt(context.figures.exponent)), 4, context)
}

function total(values: readonly (Decimal | null)[], context: Context): FactResult {
  const scale = Math.max(0, ...values.map((value) => value?.scale ?? 0))
  const sum = values.reduce((digits, value) => digits + (value === null ? 0n : scaled(value, scale)), 0n)
  return { text: formatFixed(sum, scale, context.language), plain: fixedText(sum, scale) }
}

function textOf(result: FactResult): string {
  return result === null || result === undefined ? '' : typeof result === 'string' ? result : result.text
}
