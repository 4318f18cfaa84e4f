import { describe, expect, it } from 'vitest'
import { amountInWords } from './amount-words.ts'

describe('amounts in words', () => {
  it('says them as each language does', () => {
    expect(amountInWords('12441.60', 'USD', 'id', { major: 'dolar AS', minor: 'sen' })).toBe('dua belas ribu empat ratus empat puluh satu dolar AS enam puluh sen')
    expect(amountInWords('12441.60', 'USD', 'en', { major: 'US dollars', minor: 'cents' })).toBe('twelve thousand four hundred forty-one US dollars and sixty cents')
    expect(amountInWords('12441.60', 'USD', 'zh', { major: '美元', minor: '分' })).toBe('美元壹万贰仟肆佰肆拾壹元陆角整')
    expect(amountInWords('12441.05', 'USD', 'zh', { major: '美元', minor: '分' })).toBe('美元壹万贰仟肆佰肆拾壹元零伍分')
    expect(amountInWords('1500000.00', 'IDR', 'id', { major: 'rupiah', minor: 'sen' })).toBe('satu juta lima ratus ribu rupiah')
    expect(amountInWords('855830', 'JPY', 'en', { major: 'yen', minor: 'sen' })).toBe('eight hundred fifty-five thousand eight hundred thirty yen')
  })

  it('says nothing where there is no amount', () => {
    for (const amount of ['0.00', '-5.00', 'x', '']) expect(amountInWords(amount, 'USD', 'id', { major: 'a', minor: 'b' })).toBe('')
  })
})
