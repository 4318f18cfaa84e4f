import { describe, expect, it } from 'vitest'
import { refusalCatalogue } from '../core/errors/index.ts'
import { areas, languages, resources } from './index.ts'

type Tree = { readonly [key: string]: string | Tree }

function textsOf(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : textsOf(value, `${path}${key}.`)))
}
const paramsOf = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? '').sort()
const texts = (language: keyof typeof resources, area: (typeof areas)[number]): Map<string, string> => new Map(textsOf(resources[language][area]))

describe.each(areas)('the words of %s', (area) => {
  it.each(languages)('are complete in $name', ({ id }) => {
    expect([...texts(id, area).keys()].sort()).toEqual([...texts('en', area).keys()].sort())
    for (const [key, text] of texts(id, area)) expect(text.trim(), `${area}:${key}`).not.toBe('')
  })
  it('use the same parameters in every language', () => {
    for (const [key, text] of texts('en', area)) {
      for (const { id } of languages) expect(paramsOf(texts(id, area).get(key) ?? ''), `${id} ${area}:${key}`).toEqual(paramsOf(text))
    }
  })
})

describe.each(languages)('the refusals in $name', ({ id }) => {
  it.each(Object.entries(refusalCatalogue))('%s has a sentence that uses only its own parameters', (code, params) => {
    const text = texts(id, 'errors').get(code)
    expect(text).toBeDefined()
    for (const param of paramsOf(text ?? '')) expect(params).toContain(param)
  })
  it('has no sentence of a code that is gone, and never says “invalid”', () => {
    for (const [code, text] of texts(id, 'errors')) {
      expect(Object.keys(refusalCatalogue)).toContain(code)
      expect(text).not.toMatch(/invalid|tidak valid|无效/i)
    }
  })
})
