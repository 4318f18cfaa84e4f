/*
 * Barcodes as rows of bars, for labels: Code 128 and ITF-14. Widths are in modules; dark and light take turns, dark first.
 * @source ISO/IEC 15417 (Code 128), ISO/IEC 16390 and GS1 General Specifications (ITF-14)
 */

const patterns = [
  '212222', '222122', '222221', '121223', '121322', '131222', '122213', '122312', '132212', '221213', '221312', '231212', '112232', '122132', '122231', '113222', '123122', '123221', '223211', '221132', '221231', '213212',
  '223112', '312131', '311222', '321122', '321221', '312212', '322112', '322211', '212123', '212321', '232121', '111323', '131123', '131321', '112313', '132113', '132311', '211313', '231113', '231311', '112133', '112331',
  '132131', '113123', '113321', '133121', '313121', '211331', '231131', '213113', '213311', '213131', '311123', '311321', '331121', '312113', '312311', '332111', '314111', '221411', '431111', '111224', '111422', '121124',
  '121421', '141122', '141221', '112214', '112412', '122114', '122411', '142112', '142211', '241211', '221114', '413111', '241112', '134111', '111242', '121142', '121241', '114212', '124112', '124211', '411212', '421112',
  '421211', '212141', '214121', '412121', '111143', '111341', '131141', '114113', '114311', '411113', '411311', '113141', '114131', '311141', '411131', '211412', '211214', '211232', '2331112',
]
const startB = 104
const startC = 105
const functionOne = 102
const stop = 106

/** Code 128 of ASCII text in set B; `gs1` puts FNC1 first and packs digits in set C. @refuses RangeError for what set B lacks */
export function code128(text: string, gs1 = false): number[] {
  const digitsOnly = /^\d+$/.test(text) && text.length % 2 === 0
  const values: number[] = gs1 || digitsOnly
    ? [startC, ...(gs1 ? [functionOne] : []), ...pairs(text)]
    : [startB, ...[...text].map((character) => {
        const value = (character.codePointAt(0) ?? 0) - 32
        if (value < 0 || value > 94) throw new RangeError(`code128: ${character} is not in set B`)
        return value
      })]
  const check = values.reduce((sum, value, index) => sum + value * Math.max(index, 1), 0) % 103
  return [...values, check, stop].flatMap((value) => [...(patterns[value] ?? '')].map(Number))
}

function pairs(digits: string): number[] {
  if (!/^\d+$/.test(digits) || digits.length % 2 === 1) throw new RangeError('code128: a GS1 code has an even number of digits')
  return Array.from({ length: digits.length / 2 }, (_, index) => Number(digits.slice(index * 2, index * 2 + 2)))
}

const narrowWide = ['nnwwn', 'wnnnw', 'nwnnw', 'wwnnn', 'nnwnw', 'wnwnn', 'nwwnn', 'nnnww', 'wnnwn', 'nwnwn']
const wide = 2.5

/** Interleaved 2 of 5 of 14 digits. @refuses RangeError for anything else or a wrong check digit */
export function itf14(digits: string): number[] {
  if (!/^\d{14}$/.test(digits) || gtinCheckDigit(digits.slice(0, 13)) !== digits[13]) throw new RangeError(`itf14: ${digits} is no GTIN-14`)
  const bars = [1, 1, 1, 1]
  for (let index = 0; index < 14; index += 2) {
    const dark = narrowWide[Number(digits[index])] ?? ''
    const light = narrowWide[Number(digits[index + 1])] ?? ''
    for (let element = 0; element < 5; element += 1) bars.push(dark[element] === 'w' ? wide : 1, light[element] === 'w' ? wide : 1)
  }
  return [...bars, wide, 1, 1]
}

/** Check digit of a GTIN or SSCC without it: weights 3 and 1 from the right. @source GS1 General Specifications 7.9 */
export function gtinCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - sum % 10) % 10)
}

/** The dark bars as rectangles in a space of this width and height. */
export function barBoxes(modules: readonly number[], x: number, y: number, width: number, height: number): [number, number, number, number][] {
  const module = width / modules.reduce((sum, size) => sum + size, 0)
  const boxes: [number, number, number, number][] = []
  let at = x
  for (const [index, size] of modules.entries()) {
    if (index % 2 === 0) boxes.push([at, y, size * module, height])
    at += size * module
  }
  return boxes
}
