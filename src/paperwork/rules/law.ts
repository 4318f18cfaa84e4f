/**
 * What law, agreement or custom says and may change: numbers, lists and dates that were not yet checked against the issuing
 * authority stand here and nowhere else, each with where it comes from and since when it holds. `verify`: to be checked before it
 * is shown to a user as law.
 */
export interface Law<Value> {
  readonly value: Value
  readonly source: string
  readonly from: string
  readonly until: string | null
  readonly verify: boolean
}

const law = <Value>(value: Value, source: string, from: string, more: { until?: string; verify?: boolean } = {}): Law<Value> => ({ value, source, from, until: more.until ?? null, verify: more.verify ?? true })

/** Tariff headings, by how their digits begin. */
export const prohibitedExports = law(['140120', '4403', '4404', '030111'], 'Permendag 22/2023 and changes', '2023-07-10')
export const restrictedExports = law<Readonly<Record<string, string>>>({
  '0410': 'sanitary certificate and traceability of a registered house', '4401': 'V-Legal', '4407': 'V-Legal', '4408': 'V-Legal', '4409': 'V-Legal', '4412': 'V-Legal', '4418': 'V-Legal', '1801': 'LS', '2601': 'PE',
}, 'Permendag 23/2023 and changes, INSW', '2023-07-10')
export const exportDutyGoods = law(['1801', '4408', '4407', '4101', '4102', '4103', '1511', '1513', '2601', '2603', '2606'], 'PMK 38/2024 and changes', '2024-06-03')
/** Unit in which customs count, where it is sure. */
export const statisticalUnits = law<Readonly<Record<string, string>>>({ '090111': 'KGM', '0904': 'KGM', '0905': 'KGM', '0906': 'KGM', '0907': 'KGM', '0908': 'KGM', '0910': 'KGM', '4402': 'KGM' }, 'KMK on units of statistics', '2022-04-01')

/** Earliest day of a PEB before the estimated export. */
export const pebEarliestDays = law(7, 'PMK 155/PMK.04/2022', '2023-01-17')
export const pebCancelDays = law(3, 'PMK 155/PMK.04/2022', '2023-01-17')
/** Gross weight up to which a business may declare by consignment note, in grams. */
export const consignmentNoteGrams = law(30_000n, 'PMK 96/2023 as changed by PMK 4/2025, art. 43', '2025-03-05', { verify: false })
export const stampDutyAbove = law(5_000_000n, 'UU 10/2020', '2021-01-01', { verify: false })

/** Parties to which goods of Indonesian origin may go under each form. */
const aseanAbroad = ['BN', 'KH', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN']
export const agreementParties = law<Readonly<Record<string, readonly string[]>>>({
  'form-e': ['CN', ...aseanAbroad], rcep: ['CN', 'JP', 'KR', 'AU', 'NZ', ...aseanAbroad], 'form-d': [...aseanAbroad, 'TL'], 'form-ak': ['KR', ...aseanAbroad], 'form-aanz': ['AU', 'NZ', ...aseanAbroad], 'form-ijepa': ['JP'],
}, 'texts of ACFTA, RCEP, ATIGA, AKFTA, AANZFTA, IJEPA', '2023-01-02')
export const agreementNames: Readonly<Record<string, string>> = { 'form-e': 'ACFTA', rcep: 'RCEP', 'form-d': 'ATIGA', 'form-ak': 'AKFTA', 'form-aanz': 'AANZFTA', 'form-ijepa': 'IJEPA' }
/** Countries that grant GSP to Indonesia on Form A. */
export const gspCountries = law(['JP', 'RU', 'BY', 'KZ', 'AM', 'KG', 'TR'], 'GSP schemes', '2024-01-01')
/** Regional value content that most goods need, in hundredths of a percent. */
export const valueContent = law<Readonly<Record<string, bigint>>>({ 'form-e': 4000n, rcep: 4000n, 'form-d': 4000n, 'form-ak': 4000n, 'form-aanz': 4000n, 'form-ijepa': 4000n }, 'product rules of the agreements', '2019-08-01')
export const formItemsMax = law(20, 'ACFTA OCP', '2019-08-01')
/** Days after shipment after which a certificate counts as issued retroactively. */
export const retroactiveDays = law(3, 'ACFTA OCP, ATIGA OCP', '2019-08-01')
export const deMinimisPercent = law(1000n, 'RCEP art.3.7', '2023-01-02', { verify: false })

export const halalCountries = law(['MY', 'BN', 'SA', 'AE'], 'importing countries', '2020-01-01')
/** Day from which products of small producers must be halal certified. */
export const halalObligation = law('2026-10-17', 'PP 42/2024', '2024-10-18', { verify: false })
export const methylBromideRefused = law(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'], 'EU Regulation 1005/2009', '2010-03-18')
export const fumigationAgeDays = law(21, 'custom of AQIS', '2018-01-01')
export const fumigationAsked = law(['CN', 'AU', 'NZ'], 'importing countries', '2018-01-01')
/** Proceeds from natural resources: tariff chapters, and the value of a PEB in US dollars from which they need a special account. */
export const resourceChapters = law(['03', '09', '15', '18', '26', '27', '40', '44'], 'PP 36/2023, PP 8/2025; list of KMK', '2025-03-01')
export const resourceValueUsd = law(250_000n, 'PP 36/2023, PP 8/2025', '2025-03-01')
export const safetySheetYears = law<Readonly<Record<string, number>>>({ CN: 5, '*': 3 }, 'carriers', '2020-01-01')

/** All of them, for the page that shows what the checks rest on. */
export const laws = {
  prohibitedExports, restrictedExports, exportDutyGoods, statisticalUnits, pebEarliestDays, pebCancelDays, consignmentNoteGrams, stampDutyAbove, agreementParties, gspCountries, valueContent, formItemsMax, retroactiveDays,
  deMinimisPercent, halalCountries, halalObligation, methylBromideRefused, fumigationAgeDays, fumigationAsked, resourceChapters, resourceValueUsd, safetySheetYears,
} as const

/** The value that begins as the tariff code does, the longest first. */
export function byHeading<Value>(list: Readonly<Record<string, Value>>, hs: string): Value | undefined {
  for (let length = 8; length >= 2; length -= 1) if (Object.hasOwn(list, hs.slice(0, length))) return list[hs.slice(0, length)]
  return undefined
}

export const startsWithAny = (hs: string, headings: readonly string[]): boolean => hs !== '' && headings.some((heading) => hs.startsWith(heading))
