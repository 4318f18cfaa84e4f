import type { TextLanguage } from '../backend/error-text.ts'
import type { Arguments } from './arguments.ts'

/** `--lang id,en` of papers names the first as the language of messages; without it the system's, else English. */
export function languageOf(given: Arguments): TextLanguage {
  const wanted = (given.text('lang') ?? process.env['LANG'] ?? 'en').slice(0, 2)
  return wanted === 'id' || wanted === 'zh' ? wanted : 'en'
}
