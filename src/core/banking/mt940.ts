import type { PlainDate } from '../calendar/index.ts'
import { daysBetween } from '../calendar/index.ts'
import { type Outcome, refuse } from '../errors/index.ts'
import { type CurrencyCode, type Minor, isCurrency } from '../money/index.ts'
import { dateOf, readAmount } from './figures.ts'
import { type BankStatement, type StatementLine, plainAccount, plainText, proven, refused } from './statement.ts'

interface Tag { readonly tag: string; readonly row: number; readonly lines: string[] }

/** SWIFT MT940, one statement or several; a statement may go over pages (60M, 62M). */
export function isMt940(text: string): boolean {
  return /^:25P?:/m.test(text) && /^:60[FM]:/m.test(text)
}

function tagsOf(text: string): Tag[] {
  const tags: Tag[] = []
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const start = /^(?:\{[^}]*\})*(?:\{4:)?:([0-9]{2}[A-Z]?):(.*)$/.exec(line)
    if (start) tags.push({ tag: start[1] ?? '', row: index + 1, lines: [start[2] ?? ''] })
    else if (!/^-?\}?\s*$/.test(line) && !line.startsWith('{')) tags.at(-1)?.lines.push(line)
  }
  return tags
}

interface Balance { readonly amount: Minor; readonly currency: CurrencyCode; readonly date: PlainDate }

function balanceOf(text: string): Balance | string {
  const parts = /^([CD])([0-9]{2})([0-9]{2})([0-9]{2})([A-Z]{3})([0-9,]+)\s*$/.exec(text)
  if (!parts) return ''
  const currency = parts[5] ?? ''
  if (!isCurrency(currency)) return currency
  const amount = readAmount(parts[6] ?? '', ',', currency)
  const date = dateOf(2000 + Number(parts[2]), Number(parts[3]), Number(parts[4]))
  if (amount === null || date === null) return ''
  return { amount: parts[1] === 'D' && amount !== 0 ? -amount : amount, currency, date }
}

/**
 * @refuses BANK_ROW, BANK_BALANCE, CURRENCY_UNKNOWN, BANK_EMPTY
 */
export function readMt940(text: string): Outcome<BankStatement[]> {
  const statements: BankStatement[] = []
  let account = ''
  let opening: Balance | null = null
  let lines: StatementLine[] = []
  const bad = (tag: Tag): Outcome<BankStatement[]> => refused(refuse('BANK_ROW', { row: tag.row, text: plainText(`:${tag.tag}:${tag.lines[0] ?? ''}`).slice(0, 80) }))
  for (const tag of tagsOf(text)) {
    const [first = ''] = tag.lines
    switch (tag.tag) {
      case '25':
      case '25P':
        account = plainAccount(first.split('/').at(-1) ?? '')
        break
      case '60F':
      case '60M': {
        const balance = balanceOf(first)
        if (typeof balance === 'string') return balance === '' ? bad(tag) : refused(refuse('CURRENCY_UNKNOWN', { currency: balance }))
        if (tag.tag === '60M' && opening !== null) break
        opening = balance
        lines = []
        break
      }
      case '61': {
        const line = opening && readLine(tag, opening.currency)
        if (!line) return bad(tag)
        lines.push(line)
        break
      }
      case '86': {
        const last = lines.at(-1)
        if (last && last.text === '') lines[lines.length - 1] = { ...last, ...informationOf(tag.lines, last) }
        break
      }
      case '62F': {
        const closing = balanceOf(first)
        if (typeof closing === 'string' || !opening || closing.currency !== opening.currency) return bad(tag)
        const from = lines.reduce((date, line) => (line.date < date ? line.date : date), lines[0]?.date ?? opening.date)
        const proof = proven({ format: 'mt940', account, currency: opening.currency, from, to: closing.date, opening: opening.amount, closing: closing.amount, lines: lines.map(named), pending: 0 })
        if (!proof.ok) return proof
        statements.push(proof.value)
        opening = null
        lines = []
        break
      }
      default:
    }
  }
  if (opening !== null) return refused(refuse('FILE_INVALID'))
  return statements.length === 0 ? refused(refuse('BANK_EMPTY')) : { ok: true, value: statements }
}

const named = (line: StatementLine): StatementLine => (line.text === '' ? { ...line, text: line.reference ?? '' } : line)

function readLine(tag: Tag, currency: CurrencyCode): StatementLine | null {
  const [first = ''] = tag.lines
  const parts = /^([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})?(RC|RD|EC|ED|C|D)([A-Z])?([0-9,]+)([A-Z][A-Z0-9]{3})(.*)$/.exec(first.trimEnd())
  if (!parts) return null
  const valueDate = dateOf(2000 + Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const amount = readAmount(parts[7] ?? '', ',', currency)
  if (valueDate === null || amount === null) return null
  const date = parts[4] === undefined ? valueDate : entryDate(valueDate, parts[4])
  if (date === null) return null
  // A reversal of a credit is money that went, a reversal of a debit money that came.
  const comesIn = parts[5] === 'C' || parts[5] === 'EC' || parts[5] === 'RD'
  const [theirs = '', ours] = (parts[9] ?? '').split('//')
  const reference = theirs.trim()
  return {
    row: tag.row, date, valueDate, amount: comesIn || amount === 0 ? amount : -amount, text: '', counterparty: null,
    reference: reference === '' || reference === 'NONREF' ? null : reference, bankId: ours === undefined || ours.trim() === '' ? null : ours.trim(), balance: null, charge: null,
    details: [],
  }
}

/** The entry date has no year: it lies as near to the value date as it can. */
function entryDate(valueDate: PlainDate, monthDay: string): PlainDate | null {
  const year = Number(valueDate.slice(0, 4))
  const dates = [year - 1, year, year + 1].flatMap((each) => dateOf(each, Number(monthDay.slice(0, 2)), Number(monthDay.slice(2))) ?? [])
  return dates.sort((a, b) => Math.abs(daysBetween(valueDate, a)) - Math.abs(daysBetween(valueDate, b)))[0] ?? null
}

/** `:86:` in its two usual spellings: `/ORDP/…/REMI/…` and the German `?20…?32…`. */
function informationOf(lines: readonly string[], line: StatementLine): Partial<StatementLine> {
  const whole = lines.join('\n')
  const german = /\?[0-9]{2}/.test(whole)
  const fields = new Map<string, string>()
  if (german) for (const part of whole.replaceAll('\n', '').matchAll(/\?([0-9]{2})([^?]*)/g)) fields.set(part[1] ?? '', part[2] ?? '')
  else for (const part of whole.replaceAll('\n', ' ').matchAll(/\/([A-Z]{4})\/(.*?)(?=\/[A-Z]{4}\/|$)/g)) fields.set(part[1] ?? '', part[2] ?? '')
  const named = german ? `${fields.get('32') ?? ''} ${fields.get('33') ?? ''}` : (fields.get('ORDP') ?? fields.get('BENM') ?? fields.get('NAME') ?? '')
  const remittance = german ? [...fields].filter(([key]) => key >= '20' && key <= '29').map(([, value]) => value).join('') : (fields.get('REMI') ?? '')
  const text = plainText(remittance === '' ? whole : remittance)
  const reference = line.reference ?? (fields.get('EREF')?.trim() || null)
  return { text, counterparty: plainText(named) === '' ? null : plainText(named), reference: reference === 'NOTPROVIDED' ? null : reference }
}
