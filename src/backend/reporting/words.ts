import en from '../../locales/en/reports.json' with { type: 'json' }
import id from '../../locales/id/reports.json' with { type: 'json' }
import zh from '../../locales/zh-Hans/reports.json' with { type: 'json' }

/** `zh` is Simplified Chinese. */
export type ReportLanguage = 'id' | 'en' | 'zh'

const texts: Readonly<Record<ReportLanguage, unknown>> = { id, en, zh }

/** A text of `reports.json` by its dotted key, with `{{name}}` filled in; the key itself where there is none (a test finds those). */
export function reportText(language: ReportLanguage, key: string, params: Readonly<Record<string, string | number>> = {}): string {
  let node = texts[language]
  for (const part of key.split('.')) {
    node = typeof node === 'object' && node !== null && Object.hasOwn(node, part) ? (node as Record<string, unknown>)[part] : undefined
  }
  if (typeof node !== 'string') return key
  return node.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole))
}
