import { expect, test } from 'vitest'
import { refusalCatalogue } from '../../src/core/errors/index.ts'
import { formRefusals, notInForms, reversalRefusals, startRefusals } from './stories/form-refusals.ts'

test('every refusal of the catalogue is provoked in a form, or said why no form can', () => {
  const provoked = [...formRefusals.map(({ code }) => code), ...reversalRefusals, ...startRefusals]
  const excused = Object.values(notInForms).flat()
  const known = new Set<string>([...provoked, ...excused])
  expect(Object.keys(refusalCatalogue).filter((code) => !known.has(code))).toEqual([])
  expect(excused.filter((code) => (provoked as readonly string[]).includes(code))).toEqual([])
})
