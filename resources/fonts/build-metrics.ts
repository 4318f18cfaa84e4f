// Writes src/paperwork/page/font-metrics.json: which characters the shipped fonts have and how wide they are, so that papers
// can be laid out without reading a font. Run it again when a font package changes; a test compares it with the fonts.
//
// Form: per face a string of segments `start count width` (base 36, comma between segments, start counted from the end of the
// segment before): `count` characters in a row of the same width, in thousandths of the type size.
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
interface Font {
  unitsPerEm: number
  ascent: number
  descent: number
  characterSet: number[]
  glyphForCodePoint: (code: number) => { advanceWidth: number }
}
interface Face { ascender: number, descender: number, segments: string }

const fontkit = require('fontkit') as { openSync: (path: string) => Font }

export const faceFiles = {
  latin: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  latinBold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  han: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  hanBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}

export function fontMetrics(): Record<string, Face> {
  const faces: Record<string, Face> = {}
  for (const [name, file] of Object.entries(faceFiles)) {
    const font = fontkit.openSync(require.resolve(file))
    const unit = 1000 / font.unitsPerEm
    const segments: { skip: number, count: number, width: number }[] = []
    let end = 0
    for (const code of [...font.characterSet].sort((a, b) => a - b)) {
      const width = Math.round(font.glyphForCodePoint(code).advanceWidth * unit)
      const last = segments.at(-1)
      if (last && code === end && last.width === width) last.count += 1
      else segments.push({ skip: code - end, count: 1, width })
      end = code + 1
    }
    faces[name] = {
      ascender: Math.round(font.ascent * unit),
      descender: Math.round(font.descent * unit),
      segments: segments.map(({ skip, count, width }) => [skip, count, width].map((n) => n.toString(36)).join(' ')).join(','),
    }
  }
  return faces
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = new URL('../../src/paperwork/page/font-metrics.json', import.meta.url)
  writeFileSync(target, `${JSON.stringify(fontMetrics(), null, 1)}\n`)
}
