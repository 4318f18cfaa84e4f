import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type InThreeLanguages, type ReferenceList, type ReferenceName, referenceLists } from '../../contract/index.ts'
import { readResource } from '../resources.ts'

/** A code with its names. `folded`: everything by which it is found, in one spelling. */
export interface Entry {
  readonly code: string
  readonly name: InThreeLanguages
  readonly note: string
  readonly folded: string
}

interface ListFile {
  readonly list: string
  readonly source: string
  readonly sourceDate: string
  readonly licence: string
  readonly complete: boolean
  readonly entries: readonly (readonly string[])[]
}

export interface List extends ReferenceList { readonly rows: readonly Entry[] }

/** One spelling of what people type: small letters without accents, full-width figures as plain ones. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
}

/**
 * The lists of codes: as they were shipped, or as a newer file beside the books (`reference/<list>.json` in the data folder) has
 * them. A file that cannot be read is passed over.
 */
export class ReferenceLists {
  readonly #own: string | null
  readonly #known = new Map<ReferenceName, List>()

  constructor(dataFolder: string | null) {
    this.#own = dataFolder === null ? null : join(dataFolder, 'reference')
  }

  list(name: ReferenceName): List {
    const known = this.#known.get(name)
    if (known) return known
    const file = this.#ownFile(name) ?? (readResource('reference', `${name}.json`) as ListFile)
    const rows = file.entries.map((entry) => entryOf(name, entry))
    const list: List = { list: name, source: file.source, sourceDate: file.sourceDate, licence: file.licence, complete: file.complete, entries: rows.length, rows }
    this.#known.set(name, list)
    return list
  }

  all(): ReferenceList[] {
    return referenceLists.map((name) => {
      const { rows: _rows, ...about } = this.list(name)
      return about
    })
  }

  #ownFile(name: ReferenceName): ListFile | null {
    const file = this.#own === null ? null : join(this.#own, `${name}.json`)
    if (file === null || !existsSync(file)) return null
    try {
      const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<ListFile>
      const isWhole = Array.isArray(content.entries) && content.entries.every((entry) => Array.isArray(entry) && entry.every((member) => typeof member === 'string') && entry.length >= 4)
      return isWhole && typeof content.source === 'string' && typeof content.sourceDate === 'string' ? { ...(content as ListFile), licence: content.licence ?? '', complete: content.complete ?? false, list: name } : null
    } catch {
      return null
    }
  }
}

const languages = { id: 'id', en: 'en', zh: 'zh-Hans' } as const

function entryOf(list: ReferenceName, [code = '', id = '', en = '', zh = '', note = '']: readonly string[]): Entry {
  const given = { id, en, zh }
  const kind = list === 'countries' ? 'region' : list === 'currencies' ? 'currency' : null
  const named = (language: keyof typeof languages): string => given[language] || (kind === null ? '' : namesOf(kind, language).of(code)) || given.en || code
  const name = { id: named('id'), en: named('en'), zh: named('zh') }
  return { code, name, note, folded: folded([code, code.replaceAll('.', ''), name.id, name.en, name.zh, note].join(' ')) }
}

const displayNames = new Map<string, Intl.DisplayNames>()
function namesOf(type: 'region' | 'currency', language: keyof typeof languages): Intl.DisplayNames {
  const key = `${type} ${language}`
  const known = displayNames.get(key) ?? new Intl.DisplayNames([languages[language]], { type, fallback: 'code' })
  displayNames.set(key, known)
  return known
}
