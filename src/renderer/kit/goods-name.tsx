import type { Language } from './format.ts'
import { langOf } from './party-name.tsx'
import { useLanguage } from './reader.ts'

interface NamedGoods {
  readonly name: string
  readonly nameEn: string | null
  readonly nameZh: string | null
}

/** A good's name in the reader's language, and the one beside it that tells it from others; the second is empty where there is but one. */
export function goodsNames({ name, nameEn, nameZh }: NamedGoods, language: Language): readonly [first: string, second: string] {
  const own = language === 'zh' ? nameZh : language === 'en' ? nameEn : name
  const first = own || name
  const second = first === name ? (language === 'id' ? nameZh : null) : name
  return [first, second && second !== first ? second : '']
}

/** A good in a row of a list: its name, with the other one small beside it. */
export function GoodsName({ row }: { row: NamedGoods }) {
  const [first, second] = goodsNames(row, useLanguage())
  if (second === '') return <span {...langOf(first === row.nameZh)}>{first}</span>
  return <><span {...langOf(first === row.nameZh)}>{first}</span><small {...langOf(second === row.nameZh)}>{second}</small></>
}
