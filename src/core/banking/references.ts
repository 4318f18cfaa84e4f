const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The short form of our own numbers: payers write `A-0042` for `INV/2026/11/A-0042`. */
function shortForm(reference: string): string | null {
  return /\/([A-Z0-9]{1,3}-[0-9]{3,})$/.exec(reference.toUpperCase())?.[1] ?? null
}

/** How surely a text names a document: 2 by its whole number, 1 by the short form, 0 not at all. */
export function namedIn(text: string, references: readonly string[]): 0 | 1 | 2 {
  const upper = text.toUpperCase()
  const squeezed = upper.replace(/[^A-Z0-9]/g, '')
  let found: 0 | 1 | 2 = 0
  for (const reference of references) {
    const whole = reference.toUpperCase()
    const letters = whole.replace(/[^A-Z0-9]/g, '')
    if (letters.length < 4 || !/[0-9]/.test(letters)) continue
    if (new RegExp(`(^|[^A-Z0-9])${escaped(whole)}($|[^A-Z0-9])`).test(upper) || (letters.length >= 9 && squeezed.includes(letters))) return 2
    const short = shortForm(reference)
    if (short !== null && new RegExp(`(^|[^A-Z0-9])${escaped(short)}($|[^A-Z0-9])`).test(upper) && !longerNumber(upper, short, whole)) found = 1
  }
  return found
}

/** `INV/2026/10/A-0031` in the text is not `INV/2026/11/A-0031`. */
function longerNumber(text: string, short: string, whole: string): boolean {
  const around = new RegExp(`[A-Z]+/[0-9]{4}/[0-9]{2}/${escaped(short)}(?![0-9])`).exec(text)
  return around !== null && around[0] !== whole
}
