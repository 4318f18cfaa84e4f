// Carton labels (shipping marks): one for each package, 100 × 150 mm or four on a sheet, with barcode, QR code and handling signs.
// Invariant: numbers and weights are those of the packing list.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { rulesOf } from '../rules/index.ts'
import { samples } from '../samples/index.ts'
import type { PaperType } from '../types.ts'
import { layout } from './layout.ts'
import { words } from './words.ts'

export const cartonLabel: PaperType = {
  type: 'carton-label',
  title: { id: words.id.title, en: words.en.title, zh: words.zh.title },
  paperKey: 'cartonLabel',
  issuer: 'exporter', demand: (data) => when((data.lines ?? []).some((line) => line.packages !== undefined), isExport(data) ? 'usual' : 'possible'), languages: ['en'], copies: { originals: 2, copies: 0 },
  needs: [{ field: 'lines[0].packages', label: 'needPackages', required: true, present: (data) => (data.lines ?? []).some((line) => line.packages !== undefined) }], rules: rulesOf('carton-label'), layout, sample: samples.chairs,
  fileName: () => 'carton-label.pdf',
}
