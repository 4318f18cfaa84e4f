import { divideHalfUp, fixedText } from '../../core/money/index.ts'
import {
  type PackageRow, type ShipmentData, cubicMetreText, gramsOf, kilogramText, packageNumberFaults, packingDifferences, transportDocument,
  transportKind,
} from '../../core/shipment/index.ts'
import { eachLine, filled, found, generalRules, isDate } from '../rules/general.ts'
import { statedTotals } from '../rules/stated-totals.ts'
import type { Found, Rule, RuleInput } from '../types.ts'

const woodTypes = new Set(['CR', 'PX', '4C', 'CS', 'CH'])
const cartonTypes = new Set(['CT', '4G'])

/** Usable room and payload by ISO 6346 size and type. @source domain notes "export papers", PL-009 and PL-010 */
function containerLimits(type: string | undefined): { cubicDecimetres: bigint, payloadGrams: bigint } | null {
  if (type === undefined) return null
  if (type.startsWith('L5')) return { cubicDecimetres: 78_000n, payloadGrams: 26_500_000n }
  if (type.startsWith('45')) return { cubicDecimetres: 68_000n, payloadGrams: 26_500_000n }
  if (type.startsWith('4')) return { cubicDecimetres: 58_000n, payloadGrams: 26_700_000n }
  if (type.startsWith('2')) return { cubicDecimetres: 28_000n, payloadGrams: 28_200_000n }
  return null
}

const lineRules = new Set(['GEN-013', 'GEN-014', 'GEN-015'])

/** The rules of the packing list, 2.6. HS codes and the delivery term do not stand on it, so their rules are the invoice's. */
export const rules: readonly Rule[] = [
  ...generalRules('packingList').filter((rule) => !lineRules.has(rule.code) && rule.code !== 'PT-001' && rule.code !== 'GEN-007'),
  {
    code: 'PL-001', severity: 'error', source: 'physics',
    check: (input) => eachRow(input, 'netPerPackageKg', (row) => row.netPerPackage !== null && row.grossPerPackage !== null
      && row.netPerPackage > row.grossPerPackage && { a: kilogramText(row.netPerPackage), b: kilogramText(row.grossPerPackage) }),
  },
  {
    code: 'PL-002', severity: 'error', source: 'custom',
    check: ({ figures }) => {
      const { twice, missing } = packageNumberFaults(figures.rows)
      const list = [...twice, ...missing].sort((a, b) => a - b)
      return found(list.length > 0, 'lines', { list: `${list.slice(0, 12).join(', ')}${list.length > 12 ? ', …' : ''}` })
    },
  },
  {
    code: 'PL-003', severity: 'error', source: 'program',
    check: (input) => eachRow(input, 'count', (row) => row.packageCount !== row.packageTo - row.packageFrom + 1
      && { a: String(row.packageCount), from: String(row.packageFrom), to: String(row.packageTo) }),
  },
  {
    code: 'PL-004', severity: 'error', source: 'UCP 600 art.14(d)',
    check: ({ data, figures }) => (figures.rows.length === 0 ? [] : packingDifferences(data, figures.rows).map(({ sku, packed, invoiced }) => ({
      field: `lines[${(data.lines ?? []).findIndex((line) => (line.sku ?? '') === sku)}].packages.quantityPerPackage`,
      params: { sku: sku === '' ? '-' : sku, a: packed, b: invoiced },
    }))),
  },
  {
    code: 'PL-005', severity: 'error', source: 'program',
    check: ({ data, figures }) => (figures.rows.length === 0 ? [] : statedTotals(data, figures.packages)),
  },
  {
    code: 'PL-006', severity: 'warning', source: 'plausibility',
    check: (input) => eachRow(input, 'grossPerPackageKg', (row) => {
      if (row.gross === 0n || row.volume === 0n) return false
      const density = divideHalfUp(row.gross * 10n, row.volume)
      return (density < 200n || density > 25_000n) && { d: fixedText(density, 1) }
    }),
  },
  {
    code: 'PL-007', severity: 'warning', source: 'ILO and forwarder custom',
    check: (input) => eachRow(input, 'grossPerPackageKg', (row) => cartonTypes.has(row.typeCode) && (row.grossPerPackage ?? 0n) > 30_000n
      && { a: kilogramText(row.grossPerPackage ?? 0n) }),
  },
  {
    code: 'PL-008', severity: 'error', source: 'carrier',
    check: (input) => {
      const kind = transportKind(input.data)
      return kind === 'sea-lcl' || kind === 'air' || kind === 'courier' ? eachRow(input, 'lengthCm', (row) => row.unitVolume === 0n) : []
    },
  },
  {
    code: 'PL-009', severity: 'warning', source: 'carrier custom',
    check: ({ data, figures }) => {
      const type = data.shipment?.containerType
      const limits = containerLimits(type)
      return limits === null ? [] : found(figures.packages.volume > limits.cubicDecimetres, 'shipment.containerType',
        { a: cubicMetreText(figures.packages.volume), b: String(limits.cubicDecimetres / 1000n), type: type ?? '' })
    },
  },
  {
    code: 'PL-010', severity: 'error', source: 'CSC plate, carrier',
    check: ({ data, figures }) => {
      const limit = gramsOf(data.shipment?.payloadKg) ?? containerLimits(data.shipment?.containerType)?.payloadGrams ?? null
      return limit === null ? [] : found(figures.packages.gross > limit, 'shipment.containerType',
        { a: kilogramText(figures.packages.gross), b: String(limit / 1000n) })
    },
  },
  {
    code: 'PL-011', severity: 'warning', source: 'FAO ISPM 15',
    check: (input) => {
      const { woodPackaging, ippcCode } = input.data.shipment ?? {}
      if (filled(ippcCode) || woodPackaging === false) return []
      return eachRow(input, 'typeCode', (row) => woodPackaging === true ? row.row === 1 : woodTypes.has(row.typeCode))
    },
  },
  {
    code: 'PL-012', severity: 'warning', source: 'custom (UCP 600 art.14(i) only forbids dates after presentation)',
    check: ({ data }) => {
      const a = data.papers?.packingList?.date
      const b = transportDocument(data).date
      return isDate(a) && isDate(b) ? found(a > b, 'papers.packingList.date', { a, b }) : []
    },
  },
  {
    code: 'PL-013', severity: 'error', source: 'custom',
    check: ({ data }) => eachLine(data, 'descriptionEn', (line) => {
      const price = [line.descriptionEn, line.descriptionId, line.descriptionZh].map((text) => priceIn.exec(text ?? '')?.[0]).find((text) => text !== undefined)
      return price !== undefined && { text: price }
    }),
  },
  {
    code: 'PL-014', severity: 'warning', source: 'plausibility',
    check: (input) => eachRow(input, 'grossPerPackageKg', (row) => cartonTypes.has(row.typeCode) && row.net > 0n && row.gross >= row.net
      && (row.gross - row.net) * 100n < row.gross),
  },
  { code: 'PL-015', severity: 'error', source: 'custom', check: ({ figures }) => found(figures.packages.packages === 0, 'lines[0].packages') },
  {
    code: 'PL-016', severity: 'error', source: 'custom',
    check: (input) => eachRow(input, 'netPerPackageKg', (row) => row.netPerPackage === null || row.grossPerPackage === null),
  },
  {
    code: 'PL-017', severity: 'error', source: 'PEB attachment logic',
    check: ({ data }) => {
      const a = data.papers?.packingList?.date
      const b = data.shipment?.pebDate
      return isDate(a) && isDate(b) ? found(a > b, 'papers.packingList.date', { a, b }) : []
    },
  },
]

/** A price that slipped into a description: a currency sign or code before a figure. */
const priceIn = /(?:USD|EUR|JPY|CNY|RMB|IDR|US\$|Rp\.?|[$€¥£])\s?[0-9][0-9.,]*/

/** A finding for each row that fails; rows of mixed packages have no weight and size of their own. */
function eachRow({ data, figures }: RuleInput, field: string, fails: (row: PackageRow) => Readonly<Record<string, string>> | boolean): Found[] {
  return figures.rows.filter((row) => !row.mixed).flatMap((row) => {
    const failed = fails(row)
    if (failed === false) return []
    return [{ field: packagePath(data, row, figures.rows, field), params: { n: String(row.row), ...(failed === true ? {} : failed) } }]
  })
}

function packagePath(data: ShipmentData, row: PackageRow, rows: readonly PackageRow[], field: string): string {
  const many = Array.isArray(data.lines?.[row.line]?.packages)
  const place = rows.filter((other) => other.line === row.line && other.row < row.row).length
  return `lines[${row.line}].packages${many ? `[${place}]` : ''}.${field}`
}
