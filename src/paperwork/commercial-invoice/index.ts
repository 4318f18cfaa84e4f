// The commercial invoice (UNTDID 1001 code 380), and the sales invoice of a domestic sale. Imports core and the parts of papers.
// Invariant: its totals are those of core/shipment; what a rule refuses is only printed as a draft.
import type { ShipmentData } from '../../core/shipment/index.ts'
import { fileNameOf } from '../parts/paper.ts'
import type { PaperType } from '../types.ts'
import { layout } from './layout.ts'
import { needs } from './needs.ts'
import { rules } from './rules.ts'
import { sample } from './sample.ts'
import { words } from './words.ts'

export const commercialInvoice: PaperType = {
  type: 'commercial-invoice',
  title: { id: words.id.title, en: words.en.title, zh: words.zh.title },
  paperKey: 'commercialInvoice',
  issuer: 'exporter', demand: () => 'required', languages: ['en'], copies: { originals: 3, copies: 3 },
  needs, rules, layout, sample,
  fileName: (data: ShipmentData) => fileNameOf('commercial-invoice', data.papers?.commercialInvoice?.no),
  ruleWords: { id: words.id.rules, en: words.en.rules, zh: words.zh.rules },
}
