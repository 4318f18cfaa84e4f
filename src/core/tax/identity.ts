import { isPlainDate } from '../calendar/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'

/** The digits of a tax number written with dots, dashes or spaces; what is no such mark stays and is refused later. */
export function taxDigits(text: string): string {
  return text.replace(/[\s.\-\u2010-\u2015]/g, '')
}

/**
 * Whether a text is an NPWP: 16 digits; a citizen's is the NIK, a company's the old 15 digits behind a 0.
 * @returns NPWP_LENGTH where a 0 in front would make it whole, else NPWP_DIGITS; null if it is one
 * @source PMK 112/PMK.03/2022, article 2; PMK 136/2023
 */
export function checkNpwp(text: string, field?: string): Refusal | null {
  const digits = taxDigits(text)
  if (/^[0-9]{16}$/.test(digits)) return null
  if (/^[0-9]{15}$/.test(digits)) return refuse('NPWP_LENGTH', { npwp: digits }, field)
  return refuse('NPWP_DIGITS', { count: (digits.match(/[0-9]/g) ?? []).length }, field)
}

/**
 * Whether a text is an NITKU, the number of a place of business: the NPWP and six digits more, 000000 for the head office.
 * @param npwp  the company's; where it is no NPWP itself only the length is looked at
 * @source PMK 112/PMK.03/2022, article 6
 */
export function checkNitku(text: string, npwp: string, field?: string): Refusal | null {
  const digits = taxDigits(text)
  if (!/^[0-9]{22}$/.test(digits)) return refuse('NITKU_LENGTH', { count: (digits.match(/[0-9]/g) ?? []).length }, field)
  const own = taxDigits(npwp)
  return checkNpwp(own) === null && !digits.startsWith(own) ? refuse('NITKU_PREFIX', { npwp: own }, field) : null
}

/**
 * A reason to look at a NIK again: 16 digits of which six are a date of birth (day + 40 for women) that cannot be. Real numbers
 * with such a flaw exist, so it only warns.
 * @source Law 24/2013 on population administration, article 13; PP 40/2019
 */
export function doubtNik(text: string, field?: string): Refusal | null {
  const digits = taxDigits(text)
  if (!/^[0-9]{16}$/.test(digits)) return null
  const day = Number(digits.slice(6, 8))
  const month = digits.slice(8, 10)
  const born = day > 40 ? day - 40 : day
  // Of the two centuries that two digits may mean one has the 29th of February if any has.
  const isDate = ['19', '20'].some((century) => isPlainDate(`${century}${digits.slice(10, 12)}-${month}-${String(born).padStart(2, '0')}`))
  return isDate ? null : refuse('W_NIK_DATE', { date: `${digits.slice(6, 8)}-${month}-${digits.slice(10, 12)}` }, field)
}

/** Whether 16 digits are a company's NPWP rather than a citizen's NIK: no region begins with 0. */
export function isCompanyNpwp(text: string): boolean {
  return /^0[0-9]{15}$/.test(taxDigits(text))
}
