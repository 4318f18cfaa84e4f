import { type CurrencyCode, currencyExponents } from '../../core/money/index.ts'

// Figures and dates in the reader's language, from our own tables: what Intl prints changes with the browser's version.

export type Language = 'id' | 'en' | 'zh'

interface Separators { readonly group: string; readonly decimal: string }
const separators: Record<Language, Separators> = { id: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' }, zh: { group: ',', decimal: '.' } }

export const separatorsOf = (language: Language): Separators => separators[language]

const shortMonths: Record<'id' | 'en', readonly string[]> = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}
const longMonths: Record<'id' | 'en', readonly string[]> = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}
const weekdays: Record<Language, readonly string[]> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
}

const canonical = /^(-?)([0-9]+)(?:\.([0-9]+))?$/
const minus = '−'

/**
 * Canonical decimal text as people of this language write it; text that is no decimal comes back as it is.
 * @param places exactly so many decimals (more are kept, never rounded away); absent: as many as it has
 */
export function formatDecimal(value: string, language: Language, places = 0): string {
  const parts = canonical.exec(value)
  if (!parts) return value
  const { group, decimal } = separators[language]
  const whole = (parts[2] ?? '0').replace(/\B(?=(\d{3})+$)/g, group)
  const fraction = (parts[3] ?? '').padEnd(places, '0')
  return `${parts[1] ? minus : ''}${whole}${fraction === '' ? '' : decimal + fraction}`
}

/** Decimals that amounts of a currency are shown with: whole rupiah without, unless there are sen. */
function placesShown(value: string, currency: string): number {
  if (currency === 'IDR') return /\.0*[1-9]/.test(value) ? 2 : 0
  return Object.hasOwn(currencyExponents, currency) ? currencyExponents[currency as CurrencyCode] : 2
}

/** The figure alone, without its currency: `12.480,00`, `18.450.000`. */
export function formatAmount(value: string, currency: string, language: Language): string {
  const places = placesShown(value, currency)
  const [whole = '', fraction = ''] = value.split('.')
  // Zeros beyond the places that are shown carry nothing; any other digit stays in sight.
  const kept = fraction.replace(/0+$/, '').padEnd(places, '0')
  return formatDecimal(kept === '' ? whole : `${whole}.${kept}`, language)
}

/** `Rp 18.450.000`, `USD 12,480.00`, `人民币`-free: the ISO code, except for the rupiah's own sign. */
export function formatMoney(value: string, currency: string, language: Language): string {
  return `${currencySign(currency)} ${formatAmount(value, currency, language)}`
}

export const currencySign = (currency: string): string => (currency === 'IDR' ? 'Rp' : currency)

/** A quantity without idle zeros: `1.184,2`. */
export function formatQuantity(value: string, language: Language): string {
  return formatDecimal(value.includes('.') ? value.replace(/\.?0+$/, '') : value, language)
}

interface Step { readonly size: number; readonly word: string }
const steps: Record<Language, readonly Step[]> = {
  id: [{ size: 12, word: ' T' }, { size: 9, word: ' M' }, { size: 6, word: ' jt' }, { size: 3, word: ' rb' }],
  en: [{ size: 12, word: 'T' }, { size: 9, word: 'B' }, { size: 6, word: 'M' }, { size: 3, word: 'K' }],
  zh: [{ size: 12, word: '万亿' }, { size: 8, word: '亿' }, { size: 4, word: '万' }],
}

/** For charts and tiles: `418,2 jt`, `418.2M`, `4.18亿`. Never where the exact figure matters. */
export function formatCompact(value: string, language: Language): string {
  const parts = canonical.exec(value)
  if (!parts) return value
  const digits = (parts[2] ?? '0').replace(/^0+(?=\d)/, '')
  const step = steps[language].find((entry) => digits.length > entry.size)
  if (!step) return formatDecimal(`${parts[1]}${digits}`, language)
  const places = language === 'zh' || digits.length - step.size === 1 ? 2 : 1
  const kept = BigInt(digits) / 10n ** BigInt(step.size - places - 1)
  const rounded = (kept + 5n) / 10n
  const text = rounded.toString().padStart(places + 1, '0')
  const short = `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/0$/, '').replace(/\.0?$/, '')
  return `${formatDecimal(`${parts[1]}${short}`, language)}${step.word}`
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/

export type DateForm = 'short' | 'medium' | 'long'

/** `21 Nov`, `21 Nov 2026`, `Sabtu, 21 November 2026` and the Chinese forms; text that is no date comes back as it is. */
export function formatDate(date: string, language: Language, form: DateForm = 'medium'): string {
  const parts = datePattern.exec(date)
  if (!parts) return date
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (language === 'zh') {
    if (form === 'short') return `${month}月${day}日`
    if (form === 'medium') return `${year}年${month}月${day}日`
    return `${year}年${month}月${day}日${weekdays.zh[weekdayOf(date)]}`
  }
  if (form === 'long') return `${weekdays[language][weekdayOf(date)]}, ${day} ${longMonths[language][month - 1]} ${year}`
  const name = shortMonths[language][month - 1]
  return form === 'short' ? `${day} ${name}` : `${day} ${name} ${year}`
}

/** 0 is Sunday (Sakamoto's method). */
function weekdayOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  const y = month < 3 ? year - 1 : year
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7
}

/** `2026-11` as `November 2026`, `2026年11月`; form `short` as `Nov 26`. */
export function formatMonth(month: string, language: Language, form: 'short' | 'long' = 'long'): string {
  const parts = /^(\d{4})-(\d{2})$/.exec(month)
  if (!parts) return month
  const number = Number(parts[2])
  if (language === 'zh') return form === 'short' ? `${number}月` : `${parts[1]}年${number}月`
  return form === 'short' ? `${shortMonths[language][number - 1]} ${parts[1]?.slice(2)}` : `${longMonths[language][number - 1]} ${parts[1]}`
}

/** The time of day of an instant on this PC: `14.02` in Indonesian, `14:02` elsewhere. */
export function formatTime(instant: string, language: Language): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return ''
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${pad(time.getHours())}${language === 'id' ? '.' : ':'}${pad(time.getMinutes())}`
}

/** The local calendar date of an instant. */
export function localDateOf(instant: string): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return ''
  return `${String(time.getFullYear()).padStart(4, '0')}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')}`
}

/** A tariff heading with its points: 9401.53.00. */
export function formatHs(code: string): string {
  return /^[0-9]{8}$/.test(code) ? `${code.slice(0, 4)}.${code.slice(4, 6)}.${code.slice(6)}` : /^[0-9]{6}$/.test(code) ? `${code.slice(0, 4)}.${code.slice(4)}` : code
}
