import { expect, test } from 'vitest'
import { goodsText } from './master-facts.ts'

const chair = { name: 'Kursi rotan', nameEn: 'Rattan chair', nameZh: '藤椅' }

test('a line that carries one of the names of its good is read in the language of the reader', () => {
  expect(goodsText('Kursi rotan', chair, 'zh')).toBe('藤椅')
  expect(goodsText('藤椅', chair, 'en')).toBe('Rattan chair')
  expect(goodsText('', chair, 'id')).toBe('Kursi rotan')
})

test('what a person typed stays as it is, and a good without a name in that language keeps its own', () => {
  expect(goodsText('Kursi rotan, warna natural', chair, 'zh')).toBe('Kursi rotan, warna natural')
  expect(goodsText('Kursi rotan', { ...chair, nameZh: '' }, 'zh')).toBe('Kursi rotan')
  expect(goodsText('Ongkos kirim', undefined, 'en')).toBe('Ongkos kirim')
})
