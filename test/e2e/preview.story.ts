// One story for both frames: a book that was named at the start opens, an invoice is shown, and its paper is drawn on the screen under the
// strict policy, without one complaint of the page.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder, root, type StartKind } from './support.ts'

export function previewStory(start: StartKind): void {
  test('shows the paper of an invoice of the book that was named at the start', async () => {
    const dataFolder = freshFolder('preview')
    const book = join(dataFolder, 'demo.mendunia')
    const made = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), 'demo', '--book', book, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, HOME: dataFolder, MENDUNIA_DATA: join(dataFolder, 'books') },
    })
    expect(made.status, made.stderr).toBe(0)
    const { page, stop } = await start({ book, dataFolder })
    try {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.getByText('CV Rotan Samudra').first().waitFor()
      await page.evaluate(() => {
        location.hash = '#/sales.list'
      })
      await page.getByText(/^INV\/\d{4}\/\d{2}\/A-\d{4}$/).first().click()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: /^INV\// }).waitFor()
      await page.keyboard.press('Control+P')
      const canvas = page.locator('canvas').first()
      await canvas.waitFor()
      const hasInk = (): Promise<boolean> =>
        canvas.evaluate((element) => {
          const { width, height } = element as HTMLCanvasElement
          const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
          for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 60 && (pixels[at + 3] ?? 0) > 200) return true
          return false
        })
      await expect.poll(hasInk, { timeout: 20_000 }).toBe(true)
      expect(complaints).toEqual([])
    } finally {
      await stop()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  })
}
