// The fonts that the page loads. The packages' files hold every sign there is, ten megabytes a weight for Chinese: the page gets
// a part of each that covers nearly all it shows, and reads a whole file only when it meets another sign (a rare character in a
// name). Papers embed what they use from the whole files and do not pass here.
//
// WOFF, not WOFF2: the page comes from this PC, where a megabyte more costs nothing, and Brotli needs half a minute for what
// deflate does in a second.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface FontPart {
  readonly name: string
  /** File in its package. */
  readonly file: string
  readonly signs: () => string
}

/** Counts up when the choice of signs changes: what an older one left in the cache is not taken. */
const choice = 1
const latinPackage = '@expo-google-fonts/noto-sans'
const chinesePackage = '@expo-google-fonts/noto-sans-sc'

const parts: readonly FontPart[] = [
  { name: 'noto-sans-400', file: `${latinPackage}/400Regular/NotoSans_400Regular.ttf`, signs: latin },
  { name: 'noto-sans-600', file: `${latinPackage}/600SemiBold/NotoSans_600SemiBold.ttf`, signs: latin },
  { name: 'noto-sans-sc-400', file: `${chinesePackage}/400Regular/NotoSansSC_400Regular.ttf`, signs: gb2312 },
  { name: 'noto-sans-sc-600', file: `${chinesePackage}/600SemiBold/NotoSansSC_600SemiBold.ttf`, signs: gb2312 },
]

/** Latin of all of Europe, Vietnam and pinyin, punctuation, currencies, arrows, mathematics: the ranges that tokens.css names. */
function latin(): string {
  return signsOf([[0x20, 0x2ff], [0x1e00, 0x1eff], [0x2000, 0x2bff]])
}

function signsOf(ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join('')).join('')
}

/** Both levels of GB 2312 and its signs: 99.9 % of running Chinese. */
function gb2312(): string {
  const decoder = new TextDecoder('gb2312')
  let signs = ''
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const sign = decoder.decode(Uint8Array.of(row, cell))
      if (sign.length === 1 && sign !== '\ufffd') signs += sign
    }
  }
  return signs
}

const versionOf = (root: string, name: string): string => (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version

/** Where the parts of this version of the packages lie. */
export function pageFontFolder(root: string): string {
  return join(root, '.cache/page-fonts', [choice, versionOf(root, latinPackage), versionOf(root, chinesePackage)].join('-'))
}

/** Makes what is missing, before anything asks for it. */
export function pageFonts(root: string): Plugin {
  return {
    name: 'page-fonts',
    async buildStart() {
      const folder = pageFontFolder(root)
      mkdirSync(folder, { recursive: true })
      const missing = parts.filter((part) => !existsSync(join(folder, `${part.name}.woff`)))
      if (missing.length === 0) return
      const { default: subset } = await import('subset-font')
      await Promise.all(missing.map(async (part) => {
        const font = await subset(readFileSync(join(root, 'node_modules', part.file)), part.signs(), { targetFormat: 'woff' })
        // Whole or not at all: two builds may run at once.
        const draft = join(folder, `${part.name}.${process.pid}.draft`)
        writeFileSync(draft, font)
        renameSync(draft, join(folder, `${part.name}.woff`))
      }))
    },
  }
}
