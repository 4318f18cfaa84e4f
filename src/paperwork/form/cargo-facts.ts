import { chargeableWeight, hsDigits, revenueTon, transportKind } from '../../core/shipment/index.ts'
import { cardinalWords, packagesInWords } from '../amount-in-words.ts'
import { packagesText, weightText } from '../parts/cargo.ts'
import { descriptions } from '../parts/goods.ts'
import { codeName } from '../words/index.ts'
import { type Context, type Fact, type Value, joined, measureValue, typedText } from './context.ts'

/** Packages, weights and what the goods are called. */
export const cargoFacts: Readonly<Record<string, Fact>> = {
  packageCount: { path: 'lines[0].packages', value: ({ figures }) => (figures.packages.packages === 0 ? null : String(figures.packages.packages)) },
  packages: { path: 'lines[0].packages', value: ({ figures, language }) => (figures.packages.packages === 0 ? null : packagesText(figures.packages.byType, language)) },
  packagesTotal: {
    path: 'lines[0].packages',
    value: ({ figures, language }) => {
      const { packages, byType } = figures.packages
      if (packages === 0) return null
      return Object.keys(byType).length > 1 ? `${packages} (${packagesText(byType, language)})` : packagesText(byType, language)
    },
  },
  packageCodes: { path: 'lines[0].packages', value: ({ figures }) => Object.entries(figures.packages.byType).map(([code, count]) => `${count} ${code}`).join(', ') || null },
  packagesInWords: { path: 'lines[0].packages', value: ({ figures, language }) => (figures.packages.packages === 0 ? null : packagesInWords(figures.packages.packages, language)) },
  packagesWords: { path: 'lines[0].packages', value: (context) => packagesWords(context) },
  netWeight: { path: 'lines[0].packages', value: (context) => weight(context, context.figures.packages.net) },
  grossWeight: { path: 'lines[0].packages', value: (context) => weight(context, context.figures.packages.gross) },
  tareWeight: { path: 'lines[0].packages', value: (context) => weight(context, context.figures.packages.gross - context.figures.packages.net) },
  netWeight3: { path: 'lines[0].packages', value: (context) => threePlaces(context, context.figures.packages.net) },
  grossWeight3: { path: 'lines[0].packages', value: (context) => threePlaces(context, context.figures.packages.gross) },
  netWeight4: { path: 'lines[0].packages', value: (context) => fourPlaces(context, context.figures.packages.net) },
  grossWeight4: { path: 'lines[0].packages', value: (context) => fourPlaces(context, context.figures.packages.gross) },
  volume: { path: 'lines[0].packages', value: (context) => (context.figures.packages.volume === 0n ? null : measureValue(context.figures.packages.volume, 3, context, 'm³')) },
  volumeCbm: { path: 'lines[0].packages', value: (context) => (context.figures.packages.volume === 0n ? null : measureValue(context.figures.packages.volume, 3, context, 'CBM')) },
  revenueTon: { path: 'freight.ratePerRevenueTon', value: (context) => (transportKind(context.data) === 'sea-lcl' ? measureValue(revenueTon(context.data, context.figures.packages), 3, context, 'RT') : null) },
  volumeWeight: { path: 'lines[0].packages', value: (context) => measureValue(chargeableWeight(context.figures.packages, divisorOf(context)).volumeWeight, 3, context, 'kg') },
  chargeableWeight: { path: 'lines[0].packages', value: (context) => measureValue(chargeableWeight(context.figures.packages, divisorOf(context)).chargeable / 100n, 1, context, 'kg') },
  dimensions: {
    path: 'lines[0].packages',
    value: ({ figures }) => figures.rows.filter((row) => !row.mixed && row.lengthCm !== '').map((row) => `${row.packageCount} × ${row.lengthCm}×${row.widthCm}×${row.heightCm}`).join('; ') || null,
  },
  goodsText: { path: 'goodsHeader', value: (context) => goodsText(context) },
  goodsSummary: {
    path: 'lines[0].descriptionEn',
    value: ({ data, languages }) => data.goodsHeader ?? ((data.lines ?? []).map((line) => descriptions(line, languages)[0] ?? '').join('; ') || null),
  },
  goodsUpper: { path: 'lines[0].descriptionEn', value: ({ data }) => joined('\n', data.goodsHeader, ...(data.lines ?? []).map((line, index) => `${index + 1}. ${(line.descriptionEn ?? line.descriptionId ?? '').toUpperCase()}, ${line.quantity ?? ''} ${line.unit ?? ''}`)) || null },
  hs6List: { path: 'lines[0].hs8', value: ({ data }) => [...new Set((data.lines ?? []).map((line) => hs6(line.hs8)))].filter((code) => code !== '').join(', ') || null },
  commodity: { path: 'goodsHeader', value: (context) => joined('\n', goodsText({ ...context, languages: ['en'] }), context.data.lines?.some((line) => line.hs8 !== undefined) ? `HS ${[...new Set((context.data.lines ?? []).map((line) => hs6(line.hs8)))].filter((code) => code !== '').join(', ')}` : undefined) },
  lots: { path: 'lines[0].lotNo', value: ({ data }) => [...new Set((data.lines ?? []).flatMap((line) => (line.lotNo === undefined ? [] : [line.lotNo])))].join(', ') || null },
  botanicalNames: { path: 'lines[0].botanicalName', value: ({ data }) => [...new Set((data.lines ?? []).flatMap((line) => (line.botanicalName === undefined ? [] : [line.botanicalName])))].join(', ') || null },
  gaccNo: { path: 'lines[0].gaccNo', value: (context) => typedText(context, 'gaccNo', 'gaccData') ?? context.data.lines?.find((line) => line.gaccNo !== undefined)?.gaccNo },
  itemCount: { path: 'lines', value: ({ data }) => String(data.lines?.length ?? 0) },
}

export function hs6(code: string | undefined): string {
  const digits = hsDigits(code).slice(0, 6)
  return digits.length < 6 ? digits : `${digits.slice(0, 4)}.${digits.slice(4)}`
}

/** The count in words and figures: `FIFTY-TWO (52) CARTONS`, of several kinds `TWENTY-NINE (29) PACKAGES (17 BAGS AND 12 CARTONS)`. */
export function packagesWords({ figures }: Context): string | null {
  const { packages, byType } = figures.packages
  if (packages === 0) return null
  const name = (code: string, count: number): string => {
    const plural = codeName('packages', code, 'en').toUpperCase()
    return count === 1 ? plural.replace(/(X|SS|CH)ES$/, '$1').replace(/(?<!S)S$/, '') : plural
  }
  const head = `${cardinalWords(BigInt(packages), 'en').toUpperCase()} (${packages})`
  const kinds = Object.entries(byType)
  const [only] = kinds
  if (kinds.length === 1 && only) return `${head} ${name(only[0], packages)}`
  const parts = kinds.map(([code, count]) => `${count} ${name(code, count)}`)
  return `${head} ${packages === 1 ? 'PACKAGE' : 'PACKAGES'} (${[parts.slice(0, -1).join(', '), parts.at(-1)].filter((part) => part !== '').join(' AND ')})`
}

function weight(context: Context, grams: bigint): Value | null {
  if (context.figures.packages.packages === 0) return null
  const value = measureValue(grams, 3, context, 'kg')
  return { text: `${weightText(grams, context.language)} kg`, plain: value.plain }
}

function threePlaces(context: Context, grams: bigint): Value | null {
  return context.figures.packages.packages === 0 ? null : measureValue(grams, 3, context, 'kg')
}

/** Customs takes four decimals. */
function fourPlaces(context: Context, grams: bigint): Value | null {
  return context.figures.packages.packages === 0 ? null : measureValue(grams * 10n, 4, context, 'kg')
}

function divisorOf({ data }: Context): 5000 | 6000 {
  return transportKind(data) === 'courier' || data.freight?.basis === 'COURIER' ? 5000 : 6000
}

/** The heading of the goods, or each kind of goods. */
function goodsText({ data, languages }: Context): string | null {
  const each = (data.lines ?? []).flatMap((line) => descriptions(line, languages))
  return joined('\n', data.goodsHeader, ...new Set(each)) || null
}
