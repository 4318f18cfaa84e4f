import type { Face } from './description.ts'
import { glyphWidth } from './metrics.ts'

export interface Run {
  readonly text: string
  readonly face: Face
}

/** Punctuation that both fonts have: it takes the face of the Chinese text it stands in. */
const eitherFace = new Set([...'“”‘’…—·《》〈〉'])
/** Never at the start of a line. */
const noStart = new Set([...'，。、；：？！）》〉」』】”’…,.;:?!)]}%'])
/** Never at the end of a line. */
const noEnd = new Set([...'（《〈「『【“‘([{'])

/** A figure and its unit stay together: `100 g`. */
const endsInFigure = /[0-9] $/
const unitNext = /^(g|kg|mg|mm|cm|m|ml|l|pcs|t|%)(?![\p{L}\p{N}])/iu

/** Characters that fold into a plain space: a tab or a line feed that came in by pasting has no place on a printed line. */
export function printable(text: string): string {
  return text.normalize('NFC').replace(/[\u0000-\u0020\u007f\u0085\u00a0\u2028\u2029]+/gu, ' ').replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '').trim()
}

/**
 * Cuts text into runs of one face each: Noto Sans where it has the character, Noto Sans SC for the rest. pdfmake knows no font
 * fallback, so a Chinese name in an English line would come out as boxes without this.
 */
export function splitRuns(text: string): Run[] {
  const runs: { text: string, face: Face }[] = []
  for (const character of text) {
    const before = runs.at(-1)
    const face = faceOf(character, before?.face)
    if (before && before.face === face) before.text += character
    else runs.push({ text: character, face })
  }
  return runs
}

function faceOf(character: string, before: Face | undefined): Face {
  if (character === ' ') return before ?? 'latin'
  const code = character.codePointAt(0) ?? 0
  if (eitherFace.has(character)) return before === 'han' ? 'han' : glyphWidth(code, 'latin', false) === null ? 'han' : 'latin'
  return glyphWidth(code, 'latin', false) === null ? 'han' : 'latin'
}

/** Characters that neither font can print, each once, in the order of the text. */
export function missingCharacters(text: string): string[] {
  const missing = new Set<string>()
  for (const character of printable(text)) {
    const code = character.codePointAt(0) ?? 0
    if (glyphWidth(code, 'latin', false) === null && glyphWidth(code, 'han', false) === null) missing.add(character)
  }
  return [...missing]
}

/** Width in points. A character that no font has counts as one em: it is refused later, but the layout must not fail before. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0
  let before: Face | undefined
  for (const character of text) {
    const face = faceOf(character, before)
    before = face
    width += glyphWidth(character.codePointAt(0) ?? 0, face, bold) ?? 1000
  }
  return width * size / 1000
}

/**
 * Breaks text into lines of at most `width` points: at spaces, after hyphens and slashes, between Chinese characters (never
 * before closing or after opening punctuation), and inside a word only if the word alone is wider than the line.
 */
export function wrapText(text: string, lineWidth: number, size: number, bold = false): string[] {
  const width = Math.max(lineWidth, 1)
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(printable(text))) {
    if (textWidth((line + piece).trimEnd(), size, bold) <= width) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = piece.trimStart()
    while (textWidth(line.trimEnd(), size, bold) > width) {
      const cut = fitting(line, width, size, bold)
      lines.push(line.slice(0, cut))
      line = line.slice(cut)
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Shortens to the width with an ellipsis: only for headings that repeat what stands in full elsewhere. */
export function fitText(text: string, width: number, size: number, bold = false): string {
  const clean = printable(text)
  if (textWidth(clean, size, bold) <= width) return clean
  return `${clean.slice(0, fitting(clean, width - textWidth('…', size, bold), size, bold)).trimEnd()}…`
}

function fitting(text: string, width: number, size: number, bold: boolean): number {
  let used = 0
  let cut = 0
  let before: Face | undefined
  for (const character of text) {
    // A quotation mark takes the face, hence the width, of the text it stands in.
    const face = faceOf(character, before)
    before = face
    used += (glyphWidth(character.codePointAt(0) ?? 0, face, bold) ?? 1000) * size / 1000
    if (used > width && cut > 0) return cut
    cut += character.length
  }
  return Math.max(cut, 1)
}

function pieces(text: string): string[] {
  const found: string[] = []
  let piece = ''
  const characters = [...text]
  for (const [index, character] of characters.entries()) {
    piece += character
    const next = characters[index + 1]
    if (next === undefined) break
    const afterSpace = character === ' ' && next !== ' ' && !(endsInFigure.test(piece) && unitNext.test(characters.slice(index + 1, index + 6).join('')))
    const afterHyphen = (character === '-' || character === '/') && /[\p{L}]/u.test(next) && piece.length > 3
    const betweenHan = (isHan(character) || isHan(next)) && next !== ' ' && !noStart.has(next) && !noEnd.has(character)
    if (afterSpace || afterHyphen || betweenHan) {
      found.push(piece)
      piece = ''
    }
  }
  if (piece !== '') found.push(piece)
  return found
}

function isHan(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xffef) || code >= 0x20000
}
