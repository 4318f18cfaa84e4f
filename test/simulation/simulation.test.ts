import { describe, expect, it } from 'vitest'
import { simulate } from './simulation.ts'

/*
 * Property: whatever happens to lines, servers, processes, disks and clocks, books that are whole again and have met hold the same
 * documents, show the same reports and have the same inbox, `verify` finds nothing, and nothing that anybody was told is saved is missing.
 * Method: random work and random faults of one seed each; `npm run simulate -- --seed S` shows what happened in one of them.
 */
const seeds = 200
const atOnce = 25

describe('a simulated company', () => {
  it.each(Array.from({ length: seeds / atOnce }, (_, part) => [part * atOnce + 1, (part + 1) * atOnce]))('is whole in the end, from seed %i to seed %i', async (first, last) => {
    const failed: unknown[] = []
    for (let seed = first; seed <= last; seed += 1) {
      const { problems } = await simulate(seed)
      if (problems.length > 0) failed.push({ seed, problems: problems.slice(0, 3) })
    }
    expect(failed).toEqual([])
  }, 600_000)

  it('does the same again with the same seed', async () => {
    const first = await simulate(3)
    const lines: string[] = []
    expect(await simulate(3, { log: (line) => lines.push(line) })).toEqual(first)
    expect(first.documents).toBeGreaterThan(60)
    expect(lines.length).toBeGreaterThan(20)
  }, 120_000)

  it('can have eight devices', async () => {
    expect((await simulate(5, { devices: 8 })).problems).toEqual([])
  }, 120_000)
})
