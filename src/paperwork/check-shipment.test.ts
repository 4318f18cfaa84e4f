import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ShipmentData, wellTyped } from '../core/shipment/index.ts'
import { checkShipment } from './check-shipment.ts'
import { findingMessage } from './check.ts'
import { rulesOf, ruledPapers } from './rules/index.ts'
import { paperLanguages } from './types.ts'
import { commonRuleWords } from './words/index.ts'

interface Worked { today: string, mutations: { change: string, expect: string[], set: Record<string, unknown> }[] }
const folder = new URL('../../test/fixtures/shipments/', import.meta.url).pathname

function worked(name: string): Worked {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Worked
}

/** Sets a path like `lines[0].packages.count`; null takes the field away. */
function changed(source: object, path: string, value: unknown): object {
  const copy = JSON.parse(JSON.stringify(source)) as Record<string, unknown>
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.')
  let at = copy
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>
  const last = steps.at(-1) ?? ''
  if (value === null) Reflect.deleteProperty(at, last)
  else at[last] = value
  return copy
}

const codes = (data: ShipmentData, today: string): string[] => [...new Set(checkShipment(data, today).map(({ code }) => code))]

describe.each(['shipment-rattan-lcl-shanghai', 'shipment-coffee-air-tokyo'])('%s', (name) => {
  const shipment = worked(name)

  it('raises nothing as it is', () => {
    expect(checkShipment(wellTyped(shipment), shipment.today).map((finding) => [finding.code, finding.field, findingMessage(finding, 'en')])).toEqual([])
  })

  it.each(shipment.mutations.map((mutation) => [mutation.change, mutation] as const))('raises its codes: %s', (_, mutation) => {
    const damaged = Object.entries(mutation.set).reduce<object>((data, [path, value]) => changed(data, path, value), shipment)
    const found = checkShipment(wellTyped(damaged), shipment.today)
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(mutation.expect))
    for (const finding of found) for (const language of paperLanguages) expect(findingMessage(finding, language), finding.code).not.toMatch(/\{\w+\}|^[A-Z]+-\d+$/)
  })

  it('is checked in a few milliseconds', () => {
    const data = wellTyped(shipment)
    checkShipment(data, shipment.today)
    const start = performance.now()
    for (let run = 0; run < 10; run += 1) checkShipment(data, shipment.today)
    expect((performance.now() - start) / 10).toBeLessThan(20)
  })
})

describe('the rules of all papers', () => {
  const all = ruledPapers.flatMap((type) => rulesOf(type))

  it('say what they found in three languages with the same facts, and where they come from', () => {
    const placeholders = (text: string | undefined): string[] => [...new Set([...(text ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
    for (const rule of all) {
      const [id, en, zh] = paperLanguages.map((language) => commonRuleWords[language][rule.code])
      expect(en, rule.code).toBeTruthy()
      expect(placeholders(id), rule.code).toEqual(placeholders(en))
      expect(placeholders(zh), rule.code).toEqual(placeholders(en))
      expect(rule.source, rule.code).not.toBe('')
    }
  })

  it('give one code one severity', () => {
    const severities = new Map<string, string>()
    for (const { code, severity } of all) {
      expect(severities.get(code) ?? severity, code).toBe(severity)
      severities.set(code, severity)
    }
  })

  it('find nothing in nothing that would make them fall', () => {
    expect(codes({}, '2026-11-24').length).toBeGreaterThan(0)
    expect(codes(wellTyped({ papers: Object.fromEntries(ruledPapers.map((type) => [type, {}])), lines: [{}] }), '2026-11-24').length).toBeGreaterThan(0)
  })
})
