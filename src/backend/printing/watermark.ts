import { splitRuns } from '../../paperwork/index.ts'
import { openFont } from './fonts.ts'

interface Outline { toSVG: () => string, scale: (x: number, y: number) => Outline, translate: (x: number, y: number) => Outline }
interface OpenFont {
  unitsPerEm: number
  layout: (text: string) => { glyphs: { path: Outline }[], positions: { xAdvance: number }[] }
}

/** As large as a draft's mark may be, and how much of the sheet's diagonal a long one takes. */
const sizeMax = 60
const share = 0.8

/**
 * DRAF, DRAFT or 草稿 large, pale and aslant behind the text: outlines, because text would be read aloud and copied with the paper.
 * @returns an SVG path around the middle of the sheet, before it is turned
 */
export function watermarkPath(text: string, width: number, height: number): string {
  const at = (size: number): { paths: string[], length: number } => {
    const paths: string[] = []
    let x = 0
    for (const run of splitRuns(text)) {
      const font = openFont(run.face === 'han' ? 'hanBold' : 'latinBold') as OpenFont
      const unit = size / font.unitsPerEm
      const { glyphs, positions } = font.layout(run.text)
      for (const [index, glyph] of glyphs.entries()) {
        paths.push(glyph.path.scale(unit, -unit).translate(x, 0).toSVG())
        x += (positions[index]?.xAdvance ?? 0) * unit
      }
    }
    return { paths, length: x }
  }
  const room = Math.hypot(width, height) * share
  const full = at(sizeMax)
  const size = full.length <= room ? sizeMax : sizeMax * room / full.length
  const { paths, length } = size === sizeMax ? full : at(size)
  return shifted(paths.join(''), -length / 2, size * 0.36)
}

/** Moves an SVG path: outlines hold absolute coordinates only. */
function shifted(path: string, dx: number, dy: number): string {
  return path.replace(/([MLQCZ])([^MLQCZ]*)/g, (_, command: string, numbers: string) => {
    const values = numbers.match(/-?[0-9.]+(?:e-?\d+)?/g) ?? []
    return command + values.map((value, index) => (Number(value) + (index % 2 === 0 ? dx : dy)).toFixed(2)).join(' ')
  })
}
