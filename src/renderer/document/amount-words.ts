import { toCardinal as indonesian } from 'n2words/id-ID'
import { toCardinal as english } from 'n2words/en-US'
import { toCardinal as chinese } from 'n2words/zh-Hans-CN'
import { exponentOf, isCurrency } from '../../core/money/index.ts'
import type { Language } from '../kit/format.ts'

/** Names of a currency's units in one language, from the locale files. */
export interface CurrencyWords {
  readonly major: string
  readonly minor: string
}

/** Beyond this no paper writes an amount in words. */
const digitsMax = 15

/**
 * An amount as words, for the eye to check the figure: `dua belas ribu … dolar AS enam puluh sen`; in Chinese in the capitals of
 * banks (`美元壹万贰仟肆佰肆拾壹元陆角整`). Empty for what is not a positive amount.
 */
export function amountInWords(amount: string, currency: string, language: Language, words: CurrencyWords): string {
  const parts = /^([0-9]+)(?:\.([0-9]+))?$/.exec(amount)
  if (!parts || !isCurrency(currency)) return ''
  const whole = BigInt(parts[1] ?? '0')
  const places = exponentOf(currency)
  const minor = Number((parts[2] ?? '').padEnd(places, '0').slice(0, places) || '0')
  if ((whole === 0n && minor === 0) || (parts[1] ?? '').length > digitsMax) return ''
  if (language === 'zh') return chineseAmount(whole, minor, places, words)
  const say = language === 'id' ? indonesian : english
  const tail = minor === 0 ? '' : language === 'id' ? ` ${say(minor)} ${words.minor}` : ` and ${say(minor)} ${words.minor}`
  return `${say(whole)} ${words.major}${tail}`
}

function chineseAmount(whole: bigint, minor: number, places: number, words: CurrencyWords): string {
  const head = `${words.major}${chinese(whole)}元`
  if (minor === 0) return `${head}整`
  if (places !== 2) return `${head}${chinese(minor)}${words.minor}`
  const jiao = Math.floor(minor / 10)
  const fen = minor % 10
  return `${head}${jiao > 0 ? `${chinese(jiao)}角` : '零'}${fen > 0 ? `${chinese(fen)}分` : '整'}`
}
