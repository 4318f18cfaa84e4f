// The first sale in a browser, in each language.
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { firstSale } from './stories/first-sale.ts'
import { watch, withPicture } from './stories/watch.ts'
import { type StartedBrowserApp, startApp } from './support.ts'

let app: StartedBrowserApp | undefined

afterEach(async () => {
  await app?.stop()
  app = undefined
})

test.each(['id', 'en', 'zh'] as const)('the first sale, from the keyboard alone, in %s', async (language) => {
  app = await startApp()
  const { page } = app
  const watched = watch(page)
  const number = await withPicture(page, `first-sale-${language}`, () => firstSale({
    page, language,
    savedBy: async (act) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()])
      return readFile(await download.path())
    },
  }))
  expect(number).toMatch(/^INV\/\d{4}\/\d{2}\/A-0001$/)
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})
