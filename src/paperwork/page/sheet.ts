import type { PaperSize } from './description.ts'

/** The grid of the UN Layout Key: 1/10 inch across, 1/6 inch down. @source UNECE recommendation 1, ISO 6422 */
export const gridX = 7.2
export const gridY = 12

export interface Sheet {
  readonly paper: PaperSize
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  /** Width of the printed area: 70 grid units (177.8 mm), the same on every sheet, so that forms look alike. */
  readonly inner: number
  readonly right: number
  readonly middle: number
  /** Lowest point of the printed area. */
  readonly bottom: number
}

const millimetre = 72 / 25.4
const sizes: Readonly<Record<PaperSize, readonly [number, number]>> = { A4: [210, 297], F4: [215, 330], Letter: [215.9, 279.4], Label: [100, 150] }

/** Width and height of a sheet in points. */
export function sizeOf(paper: PaperSize): { readonly width: number, readonly height: number } {
  const [width, height] = sizes[paper]
  return { width: width * millimetre, height: height * millimetre }
}

/** Margins: 20 mm left for filing, 10 mm top, 15 mm bottom. */
export function sheetOf(paper: PaperSize): Sheet {
  // What is no label is too wide for one: it prints on A4 then.
  const [widthMm, heightMm] = paper === 'Label' ? sizes.A4 : sizes[paper]
  const left = 20 * millimetre
  const inner = 70 * gridX
  return {
    paper: paper === 'Label' ? 'A4' : paper,
    width: widthMm * millimetre,
    height: heightMm * millimetre,
    left, inner,
    top: 10 * millimetre,
    right: left + inner,
    middle: left + inner / 2,
    bottom: (heightMm - 15) * millimetre,
  }
}
