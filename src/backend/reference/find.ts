import type { ReferenceRow } from '../../contract/index.ts'
import { type Entry, type List, folded } from './lists.ts'

/** How well an entry fits, the smaller the better; null where a word is not in it. */
function rank(entry: Entry, words: readonly string[]): number | null {
  // The whole name in one of the languages: the city stands before its airport.
  if ([entry.name.id, entry.name.en, entry.name.zh].some((name) => folded(name) === words.join(' '))) return 0
  let worst = 0
  const code = folded(entry.code)
  for (const word of words) {
    const digits = word.replaceAll('.', '')
    if (code === word || code.replaceAll('.', '') === digits) continue
    const at = entry.folded.indexOf(word)
    if (code.startsWith(word) || code.replaceAll('.', '').startsWith(digits)) worst = Math.max(worst, 1)
    else if (at < 0) return null
    else worst = Math.max(worst, at === 0 || /[\s,(/]/.test(entry.folded[at - 1] ?? '') ? 2 : 3)
  }
  return worst
}

/**
 * Entries that fit all words, in Indonesian, English or Chinese; what the owner has used stands first, the most used before the others.
 * @param uses  how often each code was used
 */
export function findEntries(list: List, text: string, limit: number, uses: ReadonlyMap<string, number>): ReferenceRow[] {
  const words = folded(text).split(/[\s,]+/).filter((word) => word !== '')
  const found: { entry: Entry; used: number; rank: number; at: number }[] = []
  for (const [at, entry] of list.rows.entries()) {
    const ranked = rank(entry, words)
    if (ranked !== null) found.push({ entry, used: uses.get(entry.code) ?? 0, rank: ranked, at })
  }
  found.sort((a, b) => Number(b.used > 0 && b.rank < 3) - Number(a.used > 0 && a.rank < 3) || (a.rank !== b.rank && words.length > 0 && a.used === 0 ? a.rank - b.rank : 0) || b.used - a.used || a.rank - b.rank || a.at - b.at)
  return found.slice(0, limit).map(({ entry: { code, name, note }, used }) => ({ code, name, note, own: used > 0 }))
}

/** The entry whose code or name this is; else the nearest by spelling, within a third of its letters. */
export function nearestEntry(list: List, text: string): { readonly known: boolean; readonly nearest: Entry | null } {
  const wanted = folded(text.trim())
  if (wanted === '') return { known: false, nearest: null }
  let nearest: Entry | null = null
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const entry of list.rows) {
    if (folded(entry.code) === wanted) return { known: true, nearest: entry }
    for (const name of [entry.name.en, entry.name.id, entry.name.zh]) {
      const short = folded(name.split(/[,(]/)[0] ?? '').trim()
      const apart = distance(wanted, short, least)
      if (apart < least) {
        least = apart
        nearest = entry
      }
    }
  }
  return { known: false, nearest }
}

/** Letters to change, add or leave out from one text to the other; `most` where it is that many or more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return Math.min(row[b.length] ?? most, most)
}
