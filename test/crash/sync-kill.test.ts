import { expect, test } from 'vitest'
import { killSync } from './sync-kill.ts'

// `node test/crash/sync-kill.ts --killings 300` does the same for longer.
test('two PCs and their server, killed again and again while they exchange, lose nothing that was saved', { timeout: 240_000 }, async () => {
  const { killings, acknowledged, exchanged, problems } = await killSync(20, 11)
  expect(problems).toEqual([])
  expect(killings.device).toBeGreaterThan(5)
  expect(killings.server).toBeGreaterThan(2)
  expect(acknowledged).toBeGreaterThan(200)
  expect(exchanged).toBeGreaterThan(50)
})
