// The shell's own few words, in the language that the page chose; Indonesian until it has.
import english from '../locales/en/shell.json' with { type: 'json' }
import indonesian from '../locales/id/shell.json' with { type: 'json' }
import chinese from '../locales/zh-Hans/shell.json' with { type: 'json' }

const byLanguage = { id: indonesian, en: english, 'zh-Hans': chinese } satisfies Record<string, typeof english>

let current: typeof english = indonesian
let onChange: () => void = () => {}

export function words(): typeof english {
  return current
}

/** @returns false for a language that we do not have */
export function setShellLanguage(language: string): boolean {
  const key = language === 'zh' ? 'zh-Hans' : language
  if (!Object.hasOwn(byLanguage, key)) return false
  current = byLanguage[key as keyof typeof byLanguage]
  onChange()
  return true
}

export function onShellLanguageChange(listener: () => void): void {
  onChange = listener
}
