import {
  type ShipmentData, asksPaper, destinationCountry, hasCredit, isAir, isCollection, isExport, isFcl, isFood, isSea, isTimber, shipmentFigures, usesConsignmentNote,
} from '../core/shipment/index.ts'
import { rules as invoiceRules } from './commercial-invoice/rules.ts'
import { needs as invoiceNeeds } from './commercial-invoice/needs.ts'
import { rules as packingRules } from './packing-list/rules.ts'
import { needs as packingNeeds } from './packing-list/needs.ts'
import { needFindings } from './rules/general.ts'
import { consistencyRules, numberRules, paperDateRules, paperKeyOf, ruledPapers, rulesOf } from './rules/index.ts'
import type { BookFacts, Finding, Rule, RuleInput } from './types.ts'

const exported = isExport
const declares = (data: ShipmentData): boolean => exported(data) && !usesConsignmentNote(data)

/**
 * When the rules of a paper concern a folder, whether or not the paper exists yet. A paper that the folder numbers or that its
 * letter of credit asks for always does.
 */
const concerns: Readonly<Record<string, (data: ShipmentData) => boolean>> = {
  'proforma-invoice': (data) => data.order?.proformaNo !== undefined,
  'sales-contract': (data) => data.order?.contractNo !== undefined,
  'booking-request': (data) => exported(data) && (isSea(data) || isAir(data)),
  'shipping-instruction': (data) => exported(data) && isSea(data),
  'vgm-declaration': (data) => isFcl(data) || data.vgm !== undefined,
  'peb-data': declares,
  'cn-sheet': (data) => exported(data) && usesConsignmentNote(data),
  'origin-calculation': (data) => (data.lines ?? []).some((line) => line.materials !== undefined || line.cost !== undefined),
  'carton-label': exported,
  'fumigation-request': exported,
  'halal-info': isFood,
  'gacc-data': (data) => isFood(data) && destinationCountry(data) === 'CN',
  'v-legal-request': (data) => exported(data) && isTimber(data),
  'insurance-declaration': (data) => data.insurance !== undefined,
  draft: hasCredit,
  'collection-letter': (data) => isCollection(data) && data.papers?.['collectionLetter'] !== undefined,
  'lc-presentation': hasCredit,
  'stock-card': (data) => data.stockCard !== undefined,
  'statement-of-account': (data) => data.statement !== undefined,
  'customs-valuation': exported,
  'awb-data': isAir,
  'dhe-follow-up': (data) => exported(data) || data.proceeds !== undefined,
}

/** The checklist of a letter of credit has the rules of its presentation. */
const doubles: ReadonlySet<string> = new Set(['lc-checklist', 'wood-packaging-statement'])

/** The papers whose rules are looked at for a folder, in the order of a shipment. */
export function concernedPapers(data: ShipmentData): string[] {
  return ruledPapers.filter((type) => !doubles.has(type) && (asksPaper(data, paperKeyOf(type)) || concerns[type]?.(data) === true))
}

/**
 * Every rule of a whole folder: each finding once, with the paper that it stops first, errors before warnings.
 * @param today  calendar date on which the check is made
 */
export function checkShipment(data: ShipmentData, today: string, facts: BookFacts = {}): Finding[] {
  const input: RuleInput = { data, figures: shipmentFigures(data), today, exporting: isExport(data), facts }
  const findings: Finding[] = []
  const seen = new Set<string>()
  const add = (finding: Finding): void => {
    const key = `${finding.code} ${finding.field} ${JSON.stringify(finding.params)}`
    if (seen.has(key)) return
    seen.add(key)
    findings.push(finding)
  }
  const run = (paper: string, rules: readonly Rule[]): void => {
    for (const rule of rules) for (const { field, params } of rule.check(input)) add({ code: rule.code, severity: rule.severity, paper, field, params: params ?? {} })
  }
  const need = (paper: string, needs: Parameters<typeof needFindings>[0]): void => {
    for (const { code, severity, need: { field, label } } of needFindings(needs, input)) add({ code, severity, paper, field, params: { label } })
  }
  need('commercial-invoice', invoiceNeeds)
  run('commercial-invoice', invoiceRules)
  need('packing-list', packingNeeds)
  run('packing-list', packingRules)
  for (const type of concernedPapers(data)) run(type, rulesOf(type))
  run('commercial-invoice', [...numberRules, ...paperDateRules])
  run('commercial-invoice', consistencyRules)
  return [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity === 'warning')]
}


/** Law, standard or custom from which a code comes. */
export function sourceOf(code: string): string {
  sources ??= new Map([invoiceRules, packingRules, ...ruledPapers.map((type) => rulesOf(type)), numberRules, consistencyRules].flat().map((rule) => [rule.code, rule.source]))
  return sources.get(code) ?? 'program'
}
let sources: Map<string, string> | null = null
