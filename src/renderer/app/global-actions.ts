import type { Action } from './actions.ts'
import { navigation } from './navigation.ts'
import { sections } from './sections.ts'

interface Acts {
  readonly openPalette: () => void
  readonly openHelp: () => void
  readonly nextLanguage: () => void
  readonly nextTheme: () => void
}

/** What works on every screen. */
export function globalActions({ openPalette, openHelp, nextLanguage, nextTheme }: Acts): readonly Action[] {
  return [
    { id: 'palette', labelKey: 'common:action.palette', keys: ['Ctrl+K'], run: openPalette, isGlobal: true, isQuiet: true },
    { id: 'help', labelKey: 'help:title', keys: ['?', 'F1'], run: openHelp, isGlobal: true },
    ...sections.map((section): Action => ({
      id: `goto.${section.id}`, labelKey: `common:action.${section.id}`, ...(section.key === '' ? {} : { keys: [section.key] }), run: () => navigation.go({ screen: section.screen }), isGlobal: true,
    })),
    { id: 'goto.products', labelKey: 'common:action.products', run: () => navigation.go({ screen: 'products.list' }), isGlobal: true },
    { id: 'language', labelKey: 'common:action.language', keys: ['Ctrl+Shift+L', 'Alt+L'], run: nextLanguage, isGlobal: true },
    { id: 'theme', labelKey: 'common:action.theme', run: nextTheme, isGlobal: true },
    {
      id: 'find', labelKey: 'common:action.find', keys: ['/', 'Ctrl+F'], when: () => document.querySelector('[data-find]') !== null, isGlobal: true, isQuiet: true,
      run: () => { const field = document.querySelector<HTMLInputElement>('[data-find]'); field?.focus(); field?.select() },
    },
    { id: 'back', labelKey: 'common:action.back', keys: ['Escape'], run: () => navigation.back(), isGlobal: true, isQuiet: true },
  ]
}
