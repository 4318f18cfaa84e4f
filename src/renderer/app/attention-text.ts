import { useTranslation } from 'react-i18next'
import type { AttentionRow } from '../../contract/index.ts'
import { formatAmount, formatDate, formatMoney, formatMonth, formatQuantity, useLanguage } from '../kit/index.ts'

const quantities = new Set(['quantity', 'available', 'balance', 'count', 'days', 'open'])

/** The sentence of an inbox row and, where there is one, the line below it. A kind without a sentence shows its name, never nothing. */
export function useAttentionText(): (row: AttentionRow) => { title: string; note: string } {
  const { t } = useTranslation('attention')
  const translate = t as unknown as (key: string, options: Record<string, unknown>) => string
  const language = useLanguage()
  return (row) => {
    const params: Record<string, string | number> = {}
    const currency = typeof row.params['currency'] === 'string' ? row.params['currency'] : 'IDR'
    for (const [name, value] of Object.entries(row.params)) {
      if (name.endsWith('Zh')) continue
      // Whoever reads Chinese knows a party by its Chinese name.
      const text = String((language === 'zh' ? row.params[`${name}Zh`] : undefined) ?? value)
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) params[name] = formatDate(text, language)
      else if (/^\d{4}-\d{2}$/.test(text)) params[name] = formatMonth(text, language, 'long')
      else if ((name === 'amount' || name === 'total') && /^-?\d+(\.\d+)?$/.test(text)) params[name] = /^(overdue|tax)/.test(row.kind) ? formatMoney(text, currency, language) : formatAmount(text, currency, language)
      else if (quantities.has(name) && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(text)) params[name] = formatQuantity(text, language)
      else params[name] = typeof value === 'string' ? text : value
    }
    const read = (key: string): string => translate(key, { ...params, defaultValue: '' })
    const more = typeof row.params['more'] === 'number' ? ` ${translate('morePeriods', { count: row.params['more'] })}` : ''
    return { title: read(`${row.kind}.title`) || read(row.kind) || row.kind, note: `${read(`${row.kind}.note`) || read(`${row.kind}Note`)}${more}` }
  }
}
