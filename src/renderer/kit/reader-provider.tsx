import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Language } from './format.ts'
import { type Reader, ReaderContext } from './reader.ts'

/** English as it is written here: day before month. */
const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB', zh: 'zh-CN' }

/** Tells all controls who reads; the library's own words and its calendar follow. */
export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <I18nProvider locale={locales[reader.language]}><ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider></I18nProvider>
}
