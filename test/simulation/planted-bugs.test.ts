import { describe, expect, it } from 'vitest'
import * as plants from './planted-bugs.ts'
import { simulate } from './simulation.ts'

/** A simulation that finds nothing proves something only if it finds what is there to be found. */
const seedsForABug = 200

describe('a bug that was planted', () => {
  it.each(Object.entries(plants))('%s is found', async (_name, plant) => {
    for (let seed = 1; seed <= seedsForABug; seed += 1) {
      const { problems } = await simulate(seed, { plant: plant as plants.Plant })
      if (problems.length > 0) return
    }
    expect.unreachable(`not within ${seedsForABug} seeds`)
  }, 600_000)
})
