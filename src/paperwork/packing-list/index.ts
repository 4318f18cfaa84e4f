// The packing list (217 in Indonesian customs, 271 in UNTDID 1001). Imports core and the parts of papers.
// Invariant: no price ever stands on it; its totals are sums of its printed rows.
import { type ShipmentData, isExport } from '../../core/shipment/index.ts'
import { sample } from './sample.ts'
import { fileNameOf } from '../parts/paper.ts'
import type { PaperType } from '../types.ts'
import { layout } from './layout.ts'
import { needs } from './needs.ts'
import { rules } from './rules.ts'
import { words } from './words.ts'

export const packingList: PaperType = {
  type: 'packing-list',
  title: { id: words.id.title, en: words.en.title, zh: words.zh.title },
  paperKey: 'packingList',
  issuer: 'exporter', demand: (data) => (isExport(data) ? 'required' : 'possible'), languages: ['en'], copies: { originals: 3, copies: 3 },
  needs, rules, layout, sample,
  fileName: (data: ShipmentData) => fileNameOf('packing-list', data.papers?.packingList?.no),
  ruleWords: { id: words.id.rules, en: words.en.rules, zh: words.zh.rules },
}
