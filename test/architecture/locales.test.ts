// Every text exists in all three languages, with the same placeholders; every refusal has its text.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusalCatalogue } from '../../src/core/errors/index.ts'
import { compareLocales, placeholdersOf, type Words } from './compare-locales.ts'

const source = join(import.meta.dirname, '../../src')
const languages = ['id', 'en', 'zh-Hans']
const read = (path: string): Words => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Words) : {})
const areas = [...new Set(languages.flatMap((language) => readdirSync(join(source, 'locales', language)).filter((file) => file.endsWith('.json'))))].sort()
const papers = [...new Set(globSync('paperwork/**/words.*.json', { cwd: source }).map((file) => file.replace(/words\..*$/, '')))].sort()

describe('the comparison finds what it is for', () => {
  const whole = { id: { a: 'Satu {{n}}', b_other: 'x' }, en: { a: 'One {{n}}', b_one: 'y', b_other: 'z' } }
  test('nothing in whole texts', () => expect(compareLocales(whole)).toEqual([]))
  test('a missing key', () => expect(compareLocales({ id: {}, en: { deep: { a: 'x' } } })).toEqual(['deep.a: missing in id']))
  test('another placeholder', () => expect(compareLocales({ id: { a: '{{m}}' }, en: { a: '{{n}}' } })).toEqual(['a: placeholders differ (m | n)']))
  test('an empty text', () => expect(compareLocales({ id: { a: ' ' }, en: { a: 'x' } })).toEqual(['a: empty in id']))
})

test('there are texts to compare', () => expect(areas.length).toBeGreaterThan(5))

test.each(areas)('%s is whole in every language', (area) => {
  expect(compareLocales(Object.fromEntries(languages.map((language) => [language, read(join(source, 'locales', language, area))])))).toEqual([])
})

test.each(papers)('the words of %s are whole in every language', (folder) => {
  expect(compareLocales(Object.fromEntries(languages.map((language) => [language, read(join(source, folder, `words.${language}.json`))])))).toEqual([])
})

test.each(languages)('every refusal has its text in %s and uses only its own parameters', (language) => {
  const texts = read(join(source, 'locales', language, 'errors.json'))
  const defects = Object.entries(refusalCatalogue).flatMap(([code, params]: [string, readonly string[]]) => {
    const text = texts[code]
    if (typeof text !== 'string') return [`${code}: no text`]
    return placeholdersOf(text).filter((name) => !params.includes(name)).map((name) => `${code}: unknown parameter ${name}`)
  })
  expect(defects).toEqual([])
})
