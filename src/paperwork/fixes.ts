import { divideHalfUp, fixedText } from '../core/money/index.ts'
import { type ShipmentData, containerCheckDigit, decimalOrNull, kilogramText, mendedUscc, moneyExponent, packageRows, packageTotals, packagesOf, scaled, shipmentFigures, waybillCheckDigit } from '../core/shipment/index.ts'
import { readingsOf } from './rules/index.ts'
import { freightTermsOf } from './rules/carriage.ts'
import type { Finding, Language } from './types.ts'
import words from './fixes.json' with { type: 'json' }

export interface Fix {
  /** What the key says. */
  readonly label: Readonly<Record<Language, string>>
  /** Paths with their new values; null clears a field. */
  readonly changes: Readonly<Record<string, unknown>>
}

type Work = (finding: Finding, data: ShipmentData, today: string) => { readonly changes: Readonly<Record<string, unknown>>; readonly value?: string } | null

/** The value at a path of the shipment. */
export function valueAt(data: unknown, path: string): unknown {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined), data)
}
const textAt = (data: unknown, path: string): string => {
  const value = valueAt(data, path)
  return typeof value === 'string' ? value : ''
}
const set = (field: string, value: string): ReturnType<Work> => ({ changes: { [field]: value }, value })
const linePath = (field: string): string => /^lines\[\d+\]/.exec(field)?.[0] ?? ''

/** What one key settles, by code. A rule without an entry needs a person to know something. */
const works: Readonly<Record<string, Work>> = {
  'GEN-003': ({ field }, _, today) => set(field, today),
  'GEN-005': (_, data) => {
    const digits = (data.company?.npwp ?? '').replace(/[^0-9]/g, '')
    return digits.length === 15 ? set('company.npwp', `0${digits}`) : digits.length === 16 ? set('company.npwp', digits) : null
  },
  'GEN-015': (_, data) => (data.priceBasis === undefined ? null : set('incotermPlace', data.priceBasis.replace(/^[A-Z]{3}\s+/, ''))),
  'GEN-019': ({ field }, data) => {
    const [reading] = readingsOf(textAt(data, field)) ?? []
    return reading === undefined ? null : set(field, reading)
  },
  'GEN-020': ({ field }, data) => {
    const readings = readingsOf(textAt(data, field))
    return readings?.[0] === undefined ? null : set(field, readings[0])
  },
  'BUY-001': (_, data) => {
    const mended = mendedUscc(data.buyer?.uscc ?? '')
    return mended === null ? null : set('buyer.uscc', mended)
  },
  'CI-004': ({ field }) => ({ changes: { [field]: null } }),
  'CI-005': ({ field }) => ({ changes: { [field]: null } }),
  'CI-006': (_, data) => {
    const right = { FAS: 'FCA', FOB: 'FCA', CFR: 'CPT', CIF: 'CIP' }[data.incoterm ?? '']
    return right === undefined ? null : set('incoterm', right)
  },
  'AW-003': (finding, data, today) => works['CI-006']?.(finding, data, today) ?? null,
  'CI-009': () => ({ changes: { insurance: null } }),
  'CI-010': () => set('incoterm', 'FCA'),
  'CI-014': (_, data) => (data.payment?.lc?.goodsText === undefined ? null : { changes: { goodsHeader: data.payment.lc.goodsText } }),
  'CI-017': ({ field }) => ({ changes: { [field]: null } }),
  'PL-005': ({ field }) => ({ changes: { [field]: null } }),
  'CI-025': ({ field }, data) => {
    const value = decimalOrNull(textAt(data, field))
    const exponent = moneyExponent(data)
    return value === null ? null : set(field, fixedText(scaled(value, exponent), exponent))
  },
  'CI-026': () => ({ changes: { taxAmount: null, taxBase: null, tax: 'export' } }),
  // What the buyer owes for the freight goes on a note of its own.
  'CI-027': (_, data) => {
    const figures = shipmentFigures(data)
    return figures.freight === null ? null : { changes: { freight: null, 'papers.debitNote.amount': fixedText(figures.freight, figures.exponent), 'papers.debitNote.reasonCode': 'freight' } }
  },
  'PL-001': ({ field }, data) => {
    const gross = field.replace(/netPerPackageKg$/, 'grossPerPackageKg')
    return { changes: { [field]: textAt(data, gross), [gross]: textAt(data, field) } }
  },
  'PL-002': (_, data) => ({
    changes: Object.fromEntries((data.lines ?? []).flatMap((line, index) => packagesOf(line).flatMap((rows, place) => {
      const path = `lines[${index}].packages${Array.isArray(line.packages) ? `[${place}]` : ''}`
      return rows.from === undefined && rows.to === undefined ? [] : [[`${path}.from`, null], [`${path}.to`, null]]
    }))),
  }),
  'PL-006': ({ field }, data) => {
    const box = field.replace(/\.\w+$/, '')
    const sides = ['lengthCm', 'widthCm', 'heightCm'].map((name) => [`${box}.${name}`, decimalOrNull(textAt(data, `${box}.${name}`))] as const)
    if (sides.every(([, side]) => side !== null && scaled(side, 0) >= 300n)) {
      return { changes: Object.fromEntries(sides.map(([path, side]) => [path, side === null ? '' : trimmed(fixedText(side.digits, side.scale + 1))])), value: '÷ 10' }
    }
    const weights = ['netPerPackageKg', 'grossPerPackageKg'].map((name) => [`${box}.${name}`, decimalOrNull(textAt(data, `${box}.${name}`))] as const)
    if (weights.some(([, weight]) => weight !== null && scaled(weight, 0) >= 1000n)) {
      return { changes: Object.fromEntries(weights.flatMap(([path, weight]) => (weight === null ? [] : [[path, kilogramText(divideHalfUp(scaled(weight, 3), 1000n))]]))), value: '÷ 1000' }
    }
    return null
  },
  'SI-001': ({ field }, data) => {
    const written = textAt(data, field).replace(/[\s-]/g, '').toUpperCase()
    const digit = containerCheckDigit(written)
    return digit === null ? null : set(field, `${written.slice(0, 10)}${digit}`)
  },
  'SI-005': (_, data) => {
    const terms = freightTermsOf(data)
    return terms === null ? null : set('shipment.freightTerms', terms)
  },
  'BK-001': (finding, data, today) => works['SI-005']?.(finding, data, today) ?? null,
  'AW-002': (_, data) => {
    const no = data.shipment?.awbNo ?? ''
    const digit = waybillCheckDigit(no.replace(/[^0-9]/g, ''))
    return digit === null ? null : set('shipment.awbNo', `${no.slice(0, -1)}${digit}`)
  },
  'PEB-010': ({ field, params }) => (params['near'] === undefined || params['near'] === '-' ? null : set(field, params['near'].slice(0, 5))),
  'PEB-019': () => set('shipment.exportDeclaration', 'PEB'),
  'CN-001': () => set('shipment.exportDeclaration', 'PEB'),
  'IN-001': () => ({ changes: { 'insurance.insuredValue': null } }),
  'CO-002': ({ field }) => ({ changes: { [`${linePath(field)}.leftOutOfOrigin`]: true } }),
  'VGM-001': (_, data) => {
    const total = packageTotals(packageRows(data)).gross + (scaled(decimalOrNull(data.vgm?.tareKg) ?? nothing, 3)) + scaled(decimalOrNull(data.vgm?.dunnageKg) ?? nothing, 3)
    return set('vgm.vgmKg', kilogramText(total))
  },
  'SI-002': ({ field }) => ({ changes: { [field]: null } }),
  'CO-008': ({ field }) => ({ changes: { [field]: null } }),
  'XD-001': ({ field }) => ({ changes: { [field]: null } }),
  'XD-002': ({ field }) => ({ changes: { [field]: null } }),
  'PI-005': (_, data) => (data.company?.sellerName === undefined ? null : set('company.bank.holder', data.company.sellerName)),
  'CL-001': () => set('papers.collectionLetter.term', 'D/P'),
}

const nothing = { digits: 0n, scale: 0 }
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** The one-key fix of a finding; null where there is none. */
export function fixOf(finding: Finding, data: ShipmentData, today: string): Fix | null {
  const work = works[finding.code]?.(finding, data, today) ?? null
  if (work === null || Object.keys(work.changes).length === 0) return null
  const own = (words as Readonly<Record<string, Readonly<Record<Language, string>>>>)[finding.code]
  const said = (language: Language): string => (own ?? words.set)[language].replace('{value}', work.value ?? '')
  return { label: { id: said('id'), en: said('en'), zh: said('zh') }, changes: work.changes }
}

