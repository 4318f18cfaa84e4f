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
