import type { Page } from 'playwright-core'
import { type LanguageId, languages } from '../../../src/locales/index.ts'

/** Changes the language with its key until the page says that it speaks this one. */
export async function speak(page: Page, language: LanguageId): Promise<void> {
  const tag = languages.find((entry) => entry.id === language)?.tag ?? ''
  for (let turn = 0; turn < languages.length; turn += 1) {
    const now = await page.locator('html').getAttribute('lang')
    if (now === tag) return
    await page.keyboard.press('Control+Shift+L')
    await page.locator(`html:not([lang="${now}"])`).waitFor({ timeout: 10_000 })
  }
  await page.locator(`html[lang="${tag}"]`).waitFor({ timeout: 10_000 })
}
