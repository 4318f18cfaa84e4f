import { books } from './books.ts'
import { coffeeByAir } from './coffee-by-air.ts'
import { rattanChairs } from './rattan-chairs.ts'
import { byCollection, chineseFood, insuredChairs, toAustralia, toJapan, toKorea, toMalaysia, toTurkey, wholeContainer } from './variants.ts'

/** Small shipments that papers show themselves with. */
export const samples = {
  chairs: rattanChairs, coffee: coffeeByAir, books, byCollection, chineseFood, insuredChairs, toAustralia, toJapan, toKorea, toMalaysia, toTurkey, wholeContainer,
}
