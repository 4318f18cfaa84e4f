import { useMemo } from 'react'
import type { Option } from './choice.tsx'
import { useLanguage } from './reader.ts'

/** ISO 3166-1 codes of the countries that goods are sold to and bought from; the first ones are what our sellers trade with most. */
const first = ['ID', 'CN', 'JP', 'US', 'NL', 'DE', 'SG', 'MY', 'AU', 'KR', 'TW', 'HK', 'IN', 'AE', 'SA', 'GB', 'FR', 'ES', 'IT', 'BE']
const rest = [
  'AR', 'AT', 'BD', 'BG', 'BH', 'BN', 'BR', 'CA', 'CH', 'CL', 'CO', 'CZ', 'DK', 'DZ', 'EG', 'EE', 'FI', 'GH', 'GR', 'HR', 'HU', 'IE', 'IL', 'IQ', 'IR', 'IS', 'JO', 'KE', 'KH', 'KW', 'LA', 'LK', 'LT', 'LU', 'LV', 'MA', 'MM', 'MN', 'MO', 'MT', 'MU', 'MV', 'MX',
  'NG', 'NO', 'NP', 'NZ', 'OM', 'PA', 'PE', 'PG', 'PH', 'PK', 'PL', 'PT', 'QA', 'RO', 'RS', 'RU', 'SE', 'SI', 'SK', 'TH', 'TL', 'TN', 'TR', 'TZ', 'UA', 'UY', 'UZ', 'VN', 'ZA',
]

/** All countries for a `Select`, by their names in the reader's language. */
export function useCountries(): readonly Option[] {
  const language = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames([language === 'zh' ? 'zh-Hans' : language], { type: 'region' })
    const option = (code: string): Option => ({ id: code, label: `${code} · ${names.of(code) ?? code}` })
    return [...first.map(option), ...rest.map(option).sort((a, b) => a.id.localeCompare(b.id))]
  }, [language])
}

/** The name of a country in the reader's language. */
export function useCountryName(): (code: string | null | undefined) => string {
  const language = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames([language === 'zh' ? 'zh-Hans' : language], { type: 'region', fallback: 'code' })
    return (code) => (code && /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : (code ?? ''))
  }, [language])
}
