import { describe, expect, it } from 'vitest'
import coffee from '../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import { amountInWords, cardinalWords, packagesInWords } from './amount-in-words.ts'
import type { Language } from './types.ts'

const cardinals: [Language, [string, string][]][] = [
  ['id', [
    ['0', 'nol'], ['1', 'satu'], ['10', 'sepuluh'], ['11', 'sebelas'], ['12', 'dua belas'], ['19', 'sembilan belas'], ['20', 'dua puluh'],
    ['21', 'dua puluh satu'], ['100', 'seratus'], ['101', 'seratus satu'], ['111', 'seratus sebelas'], ['1000', 'seribu'], ['1001', 'seribu satu'],
    ['1100', 'seribu seratus'], ['2015', 'dua ribu lima belas'], ['11000', 'sebelas ribu'], ['100000', 'seratus ribu'],
    ['110000', 'seratus sepuluh ribu'], ['1000000', 'satu juta'], ['1001001', 'satu juta seribu satu'], ['1000000000', 'satu miliar'],
    ['1000000000000', 'satu triliun'],
  ]],
  ['en', [
    ['0', 'zero'], ['1', 'one'], ['11', 'eleven'], ['19', 'nineteen'], ['21', 'twenty-one'], ['100', 'one hundred'], ['101', 'one hundred and one'],
    ['111', 'one hundred and eleven'], ['1000', 'one thousand'], ['1001', 'one thousand and one'], ['1100', 'one thousand one hundred'],
    ['2015', 'two thousand and fifteen'], ['11000', 'eleven thousand'], ['110000', 'one hundred and ten thousand'],
    ['1001001', 'one million one thousand and one'], ['1000000001', 'one billion and one'], ['1000000000000', 'one trillion'],
    ['1234567890', 'one billion two hundred and thirty-four million five hundred and sixty-seven thousand eight hundred and ninety'],
  ]],
  ['zh', [
    ['0', '零'], ['1', '壹'], ['10', '壹拾'], ['11', '壹拾壹'], ['19', '壹拾玖'], ['100', '壹佰'], ['101', '壹佰零壹'], ['111', '壹佰壹拾壹'],
    ['1000', '壹仟'], ['1001', '壹仟零壹'], ['1010', '壹仟零壹拾'], ['10010', '壹万零壹拾'], ['100000', '壹拾万'], ['110000', '壹拾壹万'],
    ['1001001', '壹佰万壹仟零壹'], ['20000000', '贰仟万'], ['100010000', '壹亿零壹万'], ['1000000000000', '壹万亿'],
  ]],
]

const amounts: [Language, string, number, bigint, string][] = [
  ['id', 'USD', 2, 100101n, 'Seribu satu dolar Amerika Serikat dan satu sen'],
  ['id', 'USD', 2, 1683420n, 'Enam belas ribu delapan ratus tiga puluh empat dolar Amerika Serikat dan dua puluh sen'],
  ['id', 'USD', 2, 55n, 'Nol dolar Amerika Serikat dan lima puluh lima sen'],
  ['id', 'IDR', 2, 500000000n, 'Lima juta rupiah'],
  ['id', 'EUR', 2, 25050n, 'Dua ratus lima puluh euro dan lima puluh sen'],
  ['id', 'JPY', 0, 98765n, 'Sembilan puluh delapan ribu tujuh ratus enam puluh lima yen Jepang'],
  ['en', 'USD', 2, 100101n, 'SAY US DOLLARS ONE THOUSAND AND ONE AND ONE CENT ONLY'],
  ['en', 'USD', 2, 1683420n, 'SAY US DOLLARS SIXTEEN THOUSAND EIGHT HUNDRED AND THIRTY-FOUR AND TWENTY CENTS ONLY'],
  ['en', 'USD', 2, 55n, 'SAY US DOLLARS ZERO AND FIFTY-FIVE CENTS ONLY'],
  ['en', 'IDR', 2, 500000000n, 'SAY INDONESIAN RUPIAH FIVE MILLION ONLY'],
  ['en', 'EUR', 2, 25050n, 'SAY EUROS TWO HUNDRED AND FIFTY AND FIFTY CENTS ONLY'],
  ['en', 'JPY', 0, 98765n, 'SAY JAPANESE YEN NINETY-EIGHT THOUSAND SEVEN HUNDRED AND SIXTY-FIVE ONLY'],
  ['zh', 'CNY', 2, 0n, '人民币零元整'], ['zh', 'CNY', 2, 5n, '人民币伍分'], ['zh', 'CNY', 2, 50n, '人民币伍角整'],
  ['zh', 'CNY', 2, 1205n, '人民币壹拾贰元零伍分'], ['zh', 'CNY', 2, 1250n, '人民币壹拾贰元伍角整'],
  ['zh', 'USD', 2, 1050007n, '美元壹万零伍佰元零柒分'], ['zh', 'USD', 2, 10500000n, '美元壹拾万伍仟元整'],
  ['zh', 'EUR', 2, 25050n, '欧元贰佰伍拾元伍角整'], ['zh', 'JPY', 0, 98765n, '日元玖万捌仟柒佰陆拾伍元整'],
  ['zh', 'IDR', 2, 500000000n, '印尼盾伍佰万元整'],
  ['id', 'IDR', 2, 0n, 'Nol rupiah'], ['zh', 'JPY', 0, 0n, '日元零元整'],
  ['id', 'USD', 2, -150n, 'Minus satu dolar Amerika Serikat dan lima puluh sen'], ['en', 'USD', 2, -150n, 'SAY US DOLLARS MINUS ONE AND FIFTY CENTS ONLY'],
  ['zh', 'USD', 2, -150n, '负美元壹元伍角整'],
]

describe('amount in words', () => {
  it.each(cardinals.flatMap(([language, list]) => list.map(([value, words]) => [language, value, words] as const)))(
    '%s: %s is %s', (language, value, words) => expect(cardinalWords(BigInt(value), language)).toBe(words))

  it.each(amounts)('%s: %s (exponent %d) %d', (language, currency, exponent, minor, words) => {
    expect(amountInWords(minor, currency, exponent, language)).toBe(words)
  })

  it('writes English without "and" and with cents as a fraction where that is asked', () => {
    expect(amountInWords(100150n, 'USD', 2, 'en', { enAnd: false, enCents: 'fraction' })).toBe('SAY US DOLLARS ONE THOUSAND ONE AND 50/100 ONLY')
  })

  it('says the totals of the worked shipments', () => {
    for (const language of ['id', 'en', 'zh'] as const) {
      expect(amountInWords(598527n, 'USD', 2, language)).toBe(rattan.expected.commercialInvoice.amountInWords[language])
      expect(amountInWords(855830n, 'JPY', 0, language)).toBe(coffee.expected.commercialInvoice.amountInWords[language])
      expect(amountInWords(179558n, 'USD', 2, language)).toBe(rattan.expected.payment.depositInWords[language])
      expect(amountInWords(418969n, 'USD', 2, language)).toBe(rattan.expected.payment.balanceInWords[language])
    }
    for (const language of ['id', 'en'] as const) {
      expect(packagesInWords(52, language)).toBe(rattan.expected.packingList.packagesInWords[language])
      expect(packagesInWords(29, language)).toBe(coffee.expected.packingList.packagesInWords[language])
    }
  })

  it('refuses what is beyond the words', () => {
    expect(cardinalWords(999_999_999_999_999n, 'zh')).toBe('玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖')
    expect(() => cardinalWords(1_000_000_000_000_000n, 'en')).toThrow(RangeError)
  })
})
