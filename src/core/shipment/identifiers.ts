const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * The check character that a Chinese credit code should end in, from its first 17 characters; null if one of them is not of the
 * alphabet (I, O, Z, S and V never occur).
 * @source GB 32100-2015: weights 3^i mod 31, check = (31 − sum mod 31) mod 31
 */
export function usccCheckCharacter(code: string): string | null {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    const value = usccAlphabet.indexOf(character)
    if (value < 0) return null
    sum += value * weight
    weight = weight * 3 % 31
  }
  return code.length < 17 ? null : usccAlphabet[(31 - sum % 31) % 31] ?? null
}

export function isUscc(code: string): boolean {
  return code.length === 18 && usccCheckCharacter(code) === code[17]
}

/** NPWP of 16 digits. @source PMK 112/PMK.03/2022 */
export function isNpwp(text: string): boolean {
  return /^[0-9]{16}$/.test(text)
}

/** NIB of 13 digits. */
export function isNib(text: string): boolean {
  return /^[0-9]{13}$/.test(text)
}

/** The digits of an HS code written with dots. */
export function hsDigits(code: string | undefined): string {
  return (code ?? '').replace(/[.\s]/g, '')
}

/**
 * The check digit that a container number should end in, from its first ten characters; null where they are not of its form.
 * @source ISO 6346: letters A = 10 …, leaving out 11, 22 and 33; weights 2^0 … 2^9; sum mod 11, 10 counts as 0
 */
export function containerCheckDigit(code: string): string | null {
  if (!/^[A-Z]{3}[UJZ][0-9]{6}/.test(code)) return null
  let sum = 0
  for (let index = 0; index < 10; index += 1) {
    const character = code[index] ?? ''
    const letter = character.charCodeAt(0) - 65
    const value = /[0-9]/.test(character) ? Number(character) : letter + 10 + Math.floor((letter + 9) / 10)
    sum += value * 2 ** index
  }
  return String(sum % 11 % 10)
}

/** The last digit that an air waybill number should have, from its eleven digits or the first ten. @source IATA Res. 600a: serial mod 7 */
export function waybillCheckDigit(digits: string): string | null {
  return /^[0-9]{10}/.test(digits) ? String(Number(digits.slice(3, 10)) % 7) : null
}

/** The check digit of a GTIN or SSCC, from all its digits but the last. @source GS1: from the right, weights 3 and 1 */
export function gs1CheckDigit(digits: string): string | null {
  if (!/^[0-9]{8,18}$/.test(digits)) return null
  let sum = 0
  for (let index = 0; index < digits.length - 1; index += 1) sum += Number(digits[index]) * ((digits.length - 2 - index) % 2 === 0 ? 3 : 1)
  return String((10 - sum % 10) % 10)
}

const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5', V: 'U' }

/** A Chinese credit code with look-alike characters put right and the check character computed; null where its length is wrong. */
export function mendedUscc(code: string): string | null {
  const written = code.replace(/\s/g, '').toUpperCase().replace(/[OIZSV]/g, (character) => lookAlikes[character] ?? character)
  if (written.length !== 18) return null
  const check = usccCheckCharacter(written)
  return check === null ? null : `${written.slice(0, 17)}${check}`
}
