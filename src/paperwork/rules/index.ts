// The rules of every paper, by its name. Imports core and the words of papers.
// Invariant: a code has one severity and one meaning wherever it is found; the code never changes, the wording may.
import type { Rule } from '../types.ts'
import { bookingRules, grossMassRules, instructionRules, ladingRules, waybillRules } from './carriage.ts'
import { consignmentNoteRules, declarationRules, proceedsRules, taxInvoiceRules, valuationRules } from './customs.ts'
import { billRules, collectionRules, creditNoteRules, creditRules, debitNoteRules, insuranceRules, receiptRules, statementRules } from './finance.ts'
import { beneficiaryRules, chineseFoodRules, deliveryRules, fumigationRules, halalRules, healthRules, labelRules, nonDangerousRules, phytosanitaryRules, stockCardRules, timberRules, weightListRules } from './goods-papers.ts'
import { formARules, formAanzRules, formAkRules, formBRules, formDRules, formERules, formIjepaRules, originCostRules, rcepRules, skaRules } from './origin.ts'
import { confirmationRules, contractRules, proformaRules, quotationRules } from './sales-papers.ts'

export { consistencyRules } from './consistency.ts'
export { type Law, laws } from './law.ts'
export { numberRules, paperDateRules, readingsOf } from './numbers.ts'
export { usualForm } from './origin.ts'

const keys: Readonly<Record<string, string>> = {
  'phytosanitary-application': 'phyto', 'insurance-declaration': 'insurance', 'peb-data': 'peb', 'bl-draft-check': 'blDraft', 'origin-calculation': 'originCost', 'lc-presentation': 'presentation',
}

/** Where number and date of a paper stand in `papers` of a shipment: its name in camel case, with a few older names. */
export function paperKeyOf(type: string): string {
  return keys[type] ?? type.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

const rules: Readonly<Record<string, readonly Rule[]>> = {
  quotation: quotationRules, 'proforma-invoice': proformaRules, 'sales-contract': contractRules, 'order-confirmation': confirmationRules, 'weight-list': weightListRules, 'booking-request': bookingRules,
  'shipping-instruction': instructionRules, 'vgm-declaration': grossMassRules, 'bl-draft-check': ladingRules, 'peb-data': declarationRules, 'cn-sheet': consignmentNoteRules, 'ska-data': skaRules, 'form-e': formERules, rcep: rcepRules,
  'form-d': formDRules, 'form-b': formBRules, 'form-a': formARules, 'form-ak': formAkRules, 'form-aanz': formAanzRules, 'form-ijepa': formIjepaRules, 'origin-calculation': originCostRules,
  'beneficiary-certificate': beneficiaryRules, 'carton-label': labelRules, 'non-dg-declaration': nonDangerousRules, 'fumigation-request': fumigationRules, 'wood-packaging-statement': fumigationRules.filter(({ code }) => code === 'FM-004'),
  'phytosanitary-application': phytosanitaryRules, 'health-application': healthRules, 'halal-info': halalRules, 'gacc-data': chineseFoodRules, 'v-legal-request': timberRules, 'insurance-declaration': insuranceRules, draft: billRules,
  'collection-letter': collectionRules, 'lc-presentation': creditRules, 'lc-checklist': creditRules, 'debit-note': debitNoteRules, 'credit-note': creditNoteRules, receipt: receiptRules, 'delivery-order': deliveryRules,
  'stock-card': stockCardRules, 'statement-of-account': statementRules, 'coretax-data': taxInvoiceRules, 'customs-valuation': valuationRules, 'awb-data': waybillRules, 'dhe-follow-up': proceedsRules,
}

/** Names of the papers that have rules here. */
export const ruledPapers: readonly string[] = Object.keys(rules)

/** The rules of a paper by its name; none for a name that has none. */
export function rulesOf(type: string): readonly Rule[] {
  return Object.hasOwn(rules, type) ? rules[type] ?? [] : []
}
