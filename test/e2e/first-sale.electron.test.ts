// The first sale in a real window: the same story, with the native dialog for files answered in the main process.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { firstSale } from './stories/first-sale.ts'
import { watch, withPicture } from './stories/watch.ts'
import { type StartedElectronApp, startElectronApp } from './support.ts'

let app: StartedElectronApp | undefined

afterEach(async () => {
  await app?.stop()
  app = undefined
})

test.each(['zh', 'id', 'en'] as const)('the first sale in a window, from the keyboard alone, in %s', async (language) => {
  app = await startElectronApp()
  const { electron, page, dataFolder } = app
  const watched = watch(page)
  const target = join(dataFolder, 'saved.pdf')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, target)
  const number = await withPicture(page, `first-sale-window-${language}`, () => firstSale({
    page, language,
    savedBy: async (act) => {
      rmSync(target, { force: true })
      await act()
      await expect.poll(() => existsSync(target) && readFileSync(target).subarray(-1024).includes('%%EOF'), { timeout: 20_000 }).toBe(true)
      return readFileSync(target)
    },
  }))
  expect(number).toMatch(/^INV\/\d{4}\/\d{2}\/A-0001$/)
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})
