import type { Refusal } from '../core/errors/index.ts'
import en from '../locales/en/errors.json' with { type: 'json' }
import id from '../locales/id/errors.json' with { type: 'json' }
import zh from '../locales/zh-Hans/errors.json' with { type: 'json' }

export type TextLanguage = 'id' | 'en' | 'zh'
const texts: Readonly<Record<TextLanguage, Readonly<Record<string, string>>>> = { id, en, zh }

/** The text of a refusal outside the page: for the command line and its JSON. */
export function errorText(refusal: Refusal, language: TextLanguage): string {
  const text = texts[language][refusal.code] ?? refusal.code
  return text.replace(/\{\{\s*([a-zA-Z]+)\s*\}\}/g, (_, name: string) => String(refusal.params[name] ?? ''))
}
