import { useLayoutEffect } from 'react'
import { languages, type LanguageId } from '../../locales/index.ts'
import { shell, usePreference } from '../client/index.ts'
import { i18next } from '../i18n.ts'

export type Theme = 'light' | 'dark'

/** Language and theme as the person chose them, with what changes them. */
export function useLook() {
  const systemTheme: Theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const [storedLanguage, setLanguage] = usePreference<LanguageId>('language', 'id')
  const [theme, setTheme] = usePreference<Theme>('theme', systemTheme)
  const language = languages.some((entry) => entry.id === storedLanguage) ? storedLanguage : 'id'
  return {
    language, theme, setLanguage, setTheme,
    nextLanguage: () => setLanguage(languages[(languages.findIndex((entry) => entry.id === language) + 1) % languages.length]?.id ?? 'id'),
    nextTheme: () => setTheme(theme === 'dark' ? 'light' : 'dark'),
  }
}

/** Puts language and theme onto the page before it is painted. */
export function useLookOnPage(): LanguageId {
  const { language, theme } = useLook()
  // Not while drawing: the words tell every screen that they changed.
  useLayoutEffect(() => {
    if (i18next.language !== language) void i18next.changeLanguage(language)
    document.documentElement.lang = languages.find((entry) => entry.id === language)?.tag ?? 'id'
    document.documentElement.dataset.theme = theme
    void shell.setLanguage(language)
  }, [language, theme])
  return language
}
