import { expect, it } from 'vitest'
import { goodsNames } from './goods-name.tsx'

const chair = { name: 'Kursi rotan', nameEn: 'Rattan chair', nameZh: '藤椅' }

it.each([
  ['id', chair, ['Kursi rotan', '藤椅']], ['en', chair, ['Rattan chair', 'Kursi rotan']], ['zh', chair, ['藤椅', 'Kursi rotan']],
  ['en', { ...chair, nameEn: null }, ['Kursi rotan', '']], ['zh', { ...chair, nameZh: '' }, ['Kursi rotan', '']], ['id', { ...chair, nameZh: null }, ['Kursi rotan', '']],
] as const)('names goods for readers of %s', (language, goods, names) => {
  expect(goodsNames(goods, language)).toEqual(names)
})
