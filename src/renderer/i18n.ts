import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { areas, resources } from '../locales/index.ts'

// Words are bundled with the page: nothing is fetched, a language is there the moment it is chosen.
void i18next.use(initReactI18next).init({
  resources,
  lng: 'id',
  fallbackLng: 'en',
  ns: areas,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  showSupportNotice: false,
} as Parameters<typeof i18next.init>[0])

export { i18next }
