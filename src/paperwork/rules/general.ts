import { isPlainDate } from '../../core/calendar/index.ts'
import { type ShipmentData, hsDigits, isNib, isNpwp, isUscc, usccCheckCharacter } from '../../core/shipment/index.ts'
import { fixedText, parseDecimal } from '../../core/money/index.ts'
import { missingCharacters } from '../page/text.ts'
import type { Found, Need, Rule, RuleInput } from '../types.ts'
import { knowsCurrency } from '../words/currency-words.ts'

// Rules that every paper with these fields obeys (domain notes "export papers", 2.0). A paper picks those it needs.

export function filled(text: string | undefined | null): text is string {
  return typeof text === 'string' && text.trim() !== ''
}

export function found(condition: boolean, field: string, params?: Readonly<Record<string, string>>): readonly Found[] {
  return condition ? [{ field, ...(params ? { params } : {}) }] : []
}

/** One finding for each line that fails, numbered as printed. */
export function eachLine(
  data: ShipmentData, field: string, fails: (line: NonNullable<ShipmentData['lines']>[number], index: number) => Readonly<Record<string, string>> | boolean,
): Found[] {
  return (data.lines ?? []).flatMap((line, index) => {
    const failed = fails(line, index)
    if (failed === false) return []
    return [{ field: `lines[${index}].${field}`, params: { n: String(index + 1), ...(failed === true ? {} : failed) } }]
  })
}

export function isDate(text: string | undefined): text is string {
  return text !== undefined && isPlainDate(text)
}

export function generalRules(paperKey: string): readonly Rule[] {
  const paperOf = (data: ShipmentData): { no?: string, date?: string } => data.papers?.[paperKey] ?? {}
  const dateField = `papers.${paperKey}.date`
  return [
    {
      code: 'GEN-001', severity: 'error', source: 'UN Layout Key; UCP 600 art.18',
      check: ({ data }) => found(
        !filled(data.company?.sellerName) || !(data.company?.sellerAddress ?? []).some(filled) || !filled(data.company?.country), 'company'),
    },
    {
      code: 'GEN-002', severity: 'error', source: 'program',
      check: ({ data }) => found(paperOf(data).date !== undefined && !isDate(paperOf(data).date), dateField),
    },
    {
      code: 'GEN-003', severity: 'warning', source: 'custom',
      check: ({ data, today }) => {
        const date = paperOf(data).date
        return isDate(date) ? found(date > today, dateField, { date }) : []
      },
    },
    {
      code: 'GEN-004', severity: 'error', source: 'company rule',
      check: ({ data, facts }) => {
        const no = paperOf(data).no
        return no === undefined ? [] : found(facts.numbersInUse?.includes(no) ?? false, `papers.${paperKey}.no`, { no })
      },
    },
    {
      code: 'GEN-005', severity: 'error', source: 'PMK 112/PMK.03/2022, PMK 136/2023',
      check: ({ data }) => found(!isNpwp(data.company?.npwp ?? ''), 'company.npwp'),
    },
    {
      code: 'GEN-006', severity: 'error', source: 'PP 5/2021, replaced by PP 28/2025',
      check: ({ data, exporting }) => found((exporting || filled(data.company?.nib)) && !isNib(data.company?.nib ?? ''), 'company.nib'),
    },
    {
      code: 'GEN-007', severity: 'error', source: 'ISO 4217',
      check: ({ data }) => found(filled(data.currency) && !knowsCurrency(data.currency), 'currency', { currency: data.currency ?? '' }),
    },
    { code: 'GEN-008', severity: 'error', source: 'program', check: ({ data }) => unprintable(data) },
    {
      code: 'GEN-009', severity: 'warning', source: 'custom',
      check: ({ data, exporting }) => (exporting
        ? eachLine(data, 'descriptionEn', (line) => !filled(line.descriptionEn) && (filled(line.descriptionId) || filled(line.descriptionZh)))
        : []),
    },
    {
      code: 'GEN-011', severity: 'warning', source: 'UN, OFAC and EU lists',
      check: ({ data, facts }) => {
        const country = data.buyer?.country ?? ''
        return found(facts.sanctionedCountries?.includes(country) ?? false, 'buyer.country', { country })
      },
    },
    {
      code: 'GEN-012', severity: 'warning', source: 'custom',
      check: ({ data }) => found(!filled(data.company?.phone) && !filled(data.company?.email), 'company.phone'),
    },
    {
      code: 'GEN-013', severity: 'error', source: 'PMK 26/PMK.010/2022 (BTKI 2022)',
      check: ({ data, exporting }) => (exporting ? eachLine(data, 'hs8', (line) => !/^[0-9]{6,8}$/.test(hsDigits(line.hs8))) : []),
    },
    {
      code: 'GEN-014', severity: 'warning', source: 'BTKI',
      check: ({ data, facts, exporting }) => {
        const known = facts.hsCodes
        if (known === undefined || !exporting) return []
        return eachLine(data, 'hs8', (line) => filled(line.hs8) && !known.has(hsDigits(line.hs8)) && { hs: line.hs8 })
      },
    },
    {
      code: 'GEN-015', severity: 'error', source: 'Incoterms 2020',
      check: ({ data, exporting }) => found((exporting || filled(data.incoterm)) && !filled(data.incotermPlace), 'incotermPlace'),
    },
    {
      code: 'GEN-016', severity: 'warning', source: 'custom',
      check: ({ data }) => found(data.buyer?.country === 'CN' && !filled(data.buyer.nameZh), 'buyer.nameZh'),
    },
    {
      code: 'BUY-001', severity: 'error', source: 'GB 32100-2015',
      check: ({ data }) => {
        const uscc = data.buyer?.uscc
        return filled(uscc) ? found(!isUscc(uscc), 'buyer.uscc', { check: usccCheckCharacter(uscc) ?? '?' }) : []
      },
    },
    {
      code: 'PT-001', severity: 'error', source: 'program',
      check: ({ data }) => {
        const splits = data.payment?.splits ?? []
        const sum = splits.reduce((total, { percent }) => {
          const value = parseDecimal(percent)
          return value === null ? total : total + value.digits * 10n ** BigInt(6 - Math.min(value.scale, 6))
        }, 0n)
        return found(splits.length > 0 && sum !== 100_000_000n, 'payment.splits', { percent: fixedText(sum, 6).replace(/\.?0+$/, '') })
      },
    },
  ]
}

/** Findings for fields that the paper prints and the shipment lacks. */
export function needFindings(needs: readonly Need[], input: RuleInput): { code: string, severity: 'error' | 'warning', need: Need }[] {
  return needs
    .filter((need) => !(need.exportOnly === true && !input.exporting) && !need.present(input.data))
    .map((need) => (need.required ? { code: 'GEN-017', severity: 'error', need } : { code: 'GEN-018', severity: 'warning', need }))
}

/** Every text of the shipment that holds a character which no shipped font has. */
function unprintable(data: ShipmentData): Found[] {
  const list: Found[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') for (const character of missingCharacters(value)) list.push({ field: path, params: { character } })
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${path}[${index}]`)
    else if (value !== null && typeof value === 'object') for (const [key, item] of Object.entries(value)) walk(item, path === '' ? key : `${path}.${key}`)
  }
  const { company, buyer, consignee, notify, order, payment, incotermPlace, goodsHeader, shipment, papers, lines, originStatement, freeText, priceBasis } = data
  walk({ company, buyer, consignee, notify, order, payment, incotermPlace, goodsHeader, shipment, papers, lines, originStatement, freeText, priceBasis }, '')
  return list
}
