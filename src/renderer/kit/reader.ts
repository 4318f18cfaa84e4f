import { createContext, useContext, useMemo } from 'react'
import { type DateForm, formatAmount, formatCompact, formatDate, formatDecimal, formatMoney, formatMonth, formatQuantity, formatTime, type Language } from './format.ts'

/** Who reads: the language of figures and dates, and today's date on this PC. Set once by the app. */
export interface Reader {
  readonly language: Language
  readonly today: string
}

export const ReaderContext = createContext<Reader>({ language: 'id', today: '2026-01-01' })

export const useReader = (): Reader => useContext(ReaderContext)
export const useLanguage = (): Language => useContext(ReaderContext).language
export const useToday = (): string => useContext(ReaderContext).today

/** The formatting functions, bound to the reader's language. */
export function useFormat() {
  const { language } = useReader()
  return useMemo(() => ({
    language,
    money: (value: string, currency: string) => formatMoney(value, currency, language),
    amount: (value: string, currency: string) => formatAmount(value, currency, language),
    decimal: (value: string, places?: number) => formatDecimal(value, language, places),
    quantity: (value: string) => formatQuantity(value, language),
    compact: (value: string) => formatCompact(value, language),
    date: (date: string, form?: DateForm) => formatDate(date, language, form),
    month: (month: string, form?: 'short' | 'long') => formatMonth(month, language, form),
    time: (instant: string) => formatTime(instant, language),
  }), [language])
}
