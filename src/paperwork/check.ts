import { type ShipmentData, isExport, shipmentFigures } from '../core/shipment/index.ts'
import { parseDecimal } from '../core/money/index.ts'
import { isPlainDate } from '../core/calendar/index.ts'
import { formatDate, formatDecimal } from './format.ts'
import { paperTypes } from './registry.ts'
import { needFindings } from './rules/general.ts'
import type { BookFacts, Demand, Finding, Language, PaperType } from './types.ts'
import { type Label, commonRuleWords, word } from './words/index.ts'

/** The type of that name; null for a name that the registry does not have. */
export function paperType(name: string): PaperType | null {
  return paperTypes.find((type) => type.type === name) ?? null
}

/**
 * Everything that stands against printing a paper, errors first. A paper with an error may only be printed as a draft.
 * @param today  calendar date on which the check is made
 * @param facts  what the book knows beside this shipment (numbers in use, sanction list, HS list); rules without their fact are silent
 */
export function checkPaper(name: string, data: ShipmentData, today: string, facts: BookFacts = {}): Finding[] {
  const type = paperType(name)
  if (type === null) return []
  const input = { data, figures: shipmentFigures(data), today, exporting: isExport(data), facts }
  const findings: Finding[] = needFindings(type.needs, input).map(({ code, severity, need }) => ({
    code, severity, paper: name, field: need.field, params: { label: need.label },
  }))
  for (const rule of type.rules) {
    for (const { field, params } of rule.check(input)) findings.push({ code: rule.code, severity: rule.severity, paper: name, field, params: params ?? {} })
  }
  return [...findings.filter((finding) => finding.severity === 'error'), ...findings.filter((finding) => finding.severity === 'warning')]
}

/** The papers of a shipment, in its order: those that law or contract require, those that are usual, those that may be asked for. */
export function applicablePapers(data: ShipmentData): { readonly type: string, readonly demand: Exclude<Demand, 'none'> }[] {
  return paperTypes.flatMap((paper) => {
    const demand = paper.demand(data)
    return demand === 'none' ? [] : [{ type: paper.type, demand }]
  })
}

/** Values that are names or codes, not figures. */
const verbatim: ReadonlySet<string> = new Set(['no', 'sku', 'hs', 'code', 'text', 'readings', 'd', 'h', 'lot', 'near'])

/** What a finding says in a language; figures and dates in it are written as that language writes them. */
export function findingMessage(finding: Finding, language: Language): string {
  const template = commonRuleWords[language][finding.code] ?? paperType(finding.paper)?.ruleWords?.[language][finding.code] ?? finding.code
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = finding.params[name]
    if (value === undefined) return whole
    if (name === 'label' || name === 'what') return needText(finding, language) ?? word(value as Label, language)
    if (isPlainDate(value)) return formatDate(value, language)
    const figure = /^-?[0-9]+(\.[0-9]+)?$/.test(value) && !verbatim.has(name) ? parseDecimal(value) : null
    return figure === null ? value : formatDecimal(figure, language, figure.scale)
  })
}

/** The label of a paper's own field, which the common words do not have. */
function needText(finding: Finding, language: Language): string | undefined {
  return paperType(finding.paper)?.needs.find((need) => need.field === finding.field && need.label === finding.params['label'])?.text?.[language]
}
