import type { StatementLine } from './statement.ts'

/**
 * What makes a line itself, on every device and in every file that contains it: the bank's number, date and amount; without
 * a number the text; and the how-manieth it is among lines that are alike (two equal receipts on one day are two receipts).
 * @param account  code of the book's account
 * @returns one key per line, in the order of the lines
 */
export function lineKeys(account: string, lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const what = line.bankId === null ? `t|${line.date}|${line.amount}|${likeText(line.text)}` : `i|${line.bankId}|${line.date}|${line.amount}`
    const before = seen.get(what) ?? 0
    seen.set(what, before + 1)
    return `${account}|${what}|${before + 1}`
  })
}

/** Text as it is compared: letters and digits, in capitals. */
export function likeText(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
