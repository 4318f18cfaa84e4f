import { splitRuns } from '../../paperwork/index.ts'
import { openFont } from './fonts.ts'

interface Outline { toSVG: () => string, scale: (x: number, y: number) => Outline, translate: (x: number, y: number) => Outline }
interface OpenFont {
  unitsPerEm: number
  layout: (text: string) => { glyphs: { path: Outline }[], positions: { xAdvance: number }[] }
}

const size = 60

/**
 * DRAF, DRAFT or 草稿 large, pale and aslant behind the text. Drawn as outlines: pdfmake's own watermark lies in front of the
 * text, and text inside an SVG would look for its font among the files of the PC.
 */
export function watermark(text: string, width: number, height: number): unknown {
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
  const turn = `translate(${width / 2} ${height / 2}) rotate(-52) translate(${-x / 2} ${size * 0.36})`
  return {
    absolutePosition: { x: 0, y: 0 },
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
      + `<path transform="${turn}" fill="#e9e7e2" d="${paths.join('')}"/></svg>`,
  }
}
