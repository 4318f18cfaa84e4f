import { toCardinal as indonesian } from 'n2words/id-ID'
import { toCardinal as american } from 'n2words/en-US'
import { toCardinal as british } from 'n2words/en-GB'
import { toCardinal as chineseGroup } from 'n2words/zh-Hans-CN'
import { currencyWords } from './words/currency-words.ts'
import type { Language } from './types.ts'

export interface WordOptions {
  /** `false`: without "and" before the tens (American form). */
  readonly enAnd?: boolean
  /** `fraction`: `AND 50/100` instead of `AND FIFTY CENTS`. */
  readonly enCents?: 'words' | 'fraction'
}

/** The largest amount that can be said, in whole units. */
export const wordsMax = 999_999_999_999_999n

/** A whole number, zero or more, in words: Indonesian, British English, Chinese formal (大写) figures. */
export function cardinalWords(value: bigint, language: Language, options: WordOptions = {}): string {
  if (value < 0n || value > wordsMax) throw new RangeError(`cardinalWords: ${value} is out of range`)
  if (language === 'id') return indonesian(value)
  if (language === 'en') return options.enAnd === false ? american(value) : british(value)
  return chineseFormal(value)
}

/**
 * An amount as papers say it, from exact minor units: `SAY US DOLLARS TEN AND FIFTY CENTS ONLY`, `Sepuluh dolar Amerika Serikat
 * dan lima puluh sen`, `美元壹拾元伍角整`. A currency without words of its own is named by its code.
 * @source domain notes "export papers", section 4
 */
export function amountInWords(minor: bigint, currency: string, exponent: number, language: Language, options: WordOptions = {}): string {
  const negative = minor < 0n
  const size = negative ? -minor : minor
  const unit = 10n ** BigInt(exponent)
  const whole = size / unit
  const part = size % unit
  const words = currencyWords(currency)
  if (language === 'zh') return `${negative ? '负' : ''}${words.zh}${chineseMoney(whole, part, exponent)}`
  const number = cardinalWords(whole, language, options)
  if (language === 'id') {
    const sen = part === 0n ? '' : ` dan ${indonesian(part)} ${words.id[1]}`
    const text = `${negative ? 'minus ' : ''}${number} ${words.id[0]}${sen}`
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  const cents = part === 0n
    ? ''
    : options.enCents === 'fraction'
      ? ` AND ${part.toString().padStart(exponent, '0')}/${unit}`
      : ` AND ${cardinalWords(part, 'en', options)} ${part === 1n ? words.en[2] : words.en[1]}`
  return `SAY ${words.en[0]} ${negative ? 'MINUS ' : ''}${number}${cents} ONLY`.toUpperCase()
}

/** `FIFTY-TWO (52) PACKAGES ONLY`, `Lima puluh dua (52) koli`, `伍拾贰（52）件`. */
export function packagesInWords(count: number, language: Language): string {
  const number = cardinalWords(BigInt(count), language)
  if (language === 'zh') return `${number}（${count}）件`
  if (language === 'id') return `${number.charAt(0).toUpperCase()}${number.slice(1)} (${count}) koli`
  return `${number.toUpperCase()} (${count}) ${count === 1 ? 'PACKAGE' : 'PACKAGES'} ONLY`
}

/**
 * Formal Chinese by groups of four digits. A group below 1,000 is announced by one 零, also across empty groups; n2words alone
 * says 壹佰万零壹仟零壹 for 1,001,001, where the form that we print has no 零 before a full group.
 */
function chineseFormal(value: bigint): string {
  if (value < 10_000n) return chineseGroup(value)
  const [size, name] = value >= 100_000_000n ? [100_000_000n, '亿'] as const : [10_000n, '万'] as const
  const rest = value % size
  const head = `${chineseFormal(value / size)}${name}`
  if (rest === 0n) return head
  return `${head}${rest < size / 10n ? '零' : ''}${chineseFormal(rest)}`
}

function chineseMoney(whole: bigint, part: bigint, exponent: number): string {
  const digits = part.toString().padStart(exponent, '0').slice(0, exponent)
  const units = ['角', '分', '厘']
  let tail = ''
  let gap = false
  for (let place = 0; place < exponent; place += 1) {
    const digit = digits[place] ?? '0'
    if (digit === '0') {
      gap = true
      continue
    }
    if (gap && (whole > 0n || tail !== '')) tail += '零'
    gap = false
    tail += chineseGroup(BigInt(digit)) + (units[place] ?? '')
  }
  const head = whole === 0n && tail !== '' ? '' : `${chineseFormal(whole)}元`
  return `${head}${tail}${tail === '' || tail.endsWith('角') ? '整' : ''}`
}
