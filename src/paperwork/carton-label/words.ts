import type { Language } from '../types.ts'
import en from './words.en.json' with { type: 'json' }
import id from './words.id.json' with { type: 'json' }
import zh from './words.zh-Hans.json' with { type: 'json' }

export const words = { id, en, zh } satisfies Record<Language, typeof en>
