// A hand on the keyboard: everything a story does goes through key presses, everything it knows comes from reading the screen.
import { createInstance } from 'i18next'
import type { CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type LanguageId, resources } from '../../../src/locales/index.ts'

/** What has the focus, as a screen reader would say it. */
export interface Focused {
  readonly name: string
  readonly tag: string
  readonly role: string
  readonly value: string
  readonly expanded: boolean
  readonly checked: boolean
}

/** More stops than any screen has. */
const stopsMax = 160
/** Slower than a scanner, faster than a typist. */
const strokeMs = 40

/** What says that a part of the page is still on its way. */
const onItsWay = '.skeleton, [aria-busy=true], [data-pending], .table-row .pending'
/** However busy this PC is: later than this, something is wrong. */
const patienceMs = Number(process.env['MENDUNIA_PATIENCE'] ?? 20_000)

/** Asks again until it is so: this PC may be busy. */
export const patiently = <T>(read: () => T | Promise<T>, message?: string, timeoutMs = patienceMs) => expect.poll(read, { timeout: timeoutMs, ...(message === undefined ? {} : { message }) })

export interface Hand {
  readonly page: Page
  readonly language: LanguageId
  /** A word of the program in the language of the story: `sales:newInvoice`. */
  word(key: string, params?: Readonly<Record<string, unknown>>): string
  /** A figure as the language writes it, given as English does: `1,250.50`. */
  figure(english: string): string
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
  /** Text, then Enter, with the pause that tells a hand from a scanner. */
  enter(text: string): Promise<void>
  /** A code as a scanner types it: its keys a few milliseconds apart, none waits for the program, Enter behind them. */
  scan(code: string): Promise<void>
  focused(): Promise<Focused>
  /** Presses Tab until the control of this name has the focus; with `back`, Shift+Tab. */
  tabTo(name: string, options?: { back?: boolean; nth?: number }): Promise<void>
  /** Goes to a field and replaces what stands there. */
  fill(name: string, text: string, options?: { back?: boolean }): Promise<void>
  /** Goes to a list of choices and chooses the one whose text begins so. */
  choose(name: string, option: string, options?: { back?: boolean }): Promise<void>
  /** Runs a command by its words, through the palette. */
  run(words: string): Promise<void>
  /** Waits until nothing that is in sight is on its way any more and something has the focus: from then on a key meets what it is meant for. */
  rest(): Promise<void>
  /** Waits until no dialog is open and the screen behind it has its focus again. */
  closed(): Promise<void>
  sees(text: string | RegExp, timeoutMs?: number): Promise<void>
  /** Waits for the screen of this title, at rest. */
  heading(text: string | RegExp): Promise<void>
  /** Waits until the list of this name has the focus and a row under its cursor: from then on its keys act on that row. */
  inList(name: string): Promise<void>
}

const scannerGapSeconds = 0.004
const lines = new WeakMap<Page, Promise<CDPSession>>()

/** Each key with the moment at which the scanner struck it: how busy this PC is shows in when the page sees them, not in their rhythm. */
async function strike(page: Page, keys: readonly string[]): Promise<void> {
  const known = lines.get(page) ?? page.context().newCDPSession(page)
  lines.set(page, known)
  const line = await known
  let timestamp = Date.now() / 1000
  await Promise.all(keys.flatMap((key) => {
    const isEnter = key === 'Enter'
    const code = isEnter ? 13 : key.toUpperCase().charCodeAt(0)
    const common = { key, code: isEnter ? 'Enter' : '', windowsVirtualKeyCode: code, nativeVirtualKeyCode: code }
    const text = isEnter ? '\r' : key
    timestamp += scannerGapSeconds
    return [
      line.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, text, unmodifiedText: text, timestamp }),
      line.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common, timestamp }),
    ]
  }))
}

export async function handOn(page: Page, language: LanguageId): Promise<Hand> {
  const words = createInstance()
  await words.init({ resources, lng: language, ns: Object.keys(resources.en), defaultNS: 'common', interpolation: { escapeValue: false } })
  const translate = words.t as unknown as (key: string, params?: object) => string

  const focused = (): Promise<Focused> => page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    const textOf = (node: Element | null | undefined): string => {
      if (!node) return ''
      const copy = node.cloneNode(true) as Element
      for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
      return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
    }
    const labelled = element?.getAttribute('aria-labelledby')
    const label = element && 'labels' in element ? (element as HTMLInputElement).labels?.[0] : null
    // A list of choices is a button that says its value and its label.
    const chosen = element?.getAttribute('aria-haspopup') === 'listbox' ? element.querySelector('.select-value') : null
    const names = (labelled ?? '').split(' ').filter((id) => id !== '' && id !== chosen?.id).map((id) => textOf(document.getElementById(id)))
    return {
      name: element?.getAttribute('aria-label') ?? (names.length > 0 ? names.join(' ') : label ? textOf(label) : textOf(element)),
      tag: element?.tagName.toLowerCase() ?? '',
      role: element?.getAttribute('role') ?? '',
      value: chosen ? textOf(chosen) : element && 'value' in element ? String((element as HTMLInputElement).value) : '',
      expanded: element?.getAttribute('aria-expanded') === 'true',
      checked: element?.getAttribute('aria-checked') === 'true' || element?.getAttribute('aria-pressed') === 'true' || (element instanceof HTMLInputElement && element.checked),
    }
  })

  /** Until something has the focus: a dialog that closed gives it back a moment later, a key before that is lost. */
  const hasFocus = async (): Promise<void> => {
    const isLost = await page.evaluate(async (maxMs) => {
      const isOnNothing = (): boolean => document.activeElement === null || document.activeElement === document.body
      for (const startMs = performance.now(); isOnNothing() && performance.now() - startMs < maxMs;) await new Promise((resolve) => setTimeout(resolve, 8))
      return isOnNothing()
    }, patienceMs)
    if (isLost) throw new Error('no key can be pressed: nothing has the focus')
  }

  const hand: Hand = {
    page, language, focused,
    word: (key, params) => translate(key, params),
    figure: (english) => (language === 'id' ? english.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : english),
    press: async (...keys) => {
      for (const key of keys) {
        await hasFocus()
        await page.keyboard.press(key)
      }
    },
    type: async (text) => page.keyboard.type(text),
    scan: async (code) => {
      await hasFocus()
      await strike(page, [...code, 'Enter'])
    },
    enter: async (text) => {
      await page.keyboard.type(text)
      await page.waitForTimeout(strokeMs)
      await page.keyboard.press('Enter')
      await page.waitForTimeout(strokeMs)
    },
    tabTo: async (name, { back = false, nth = 1 } = {}) => {
      await hand.rest()
      let left = nth
      const passed: string[] = []
      for (let stop = 0; stop <= stopsMax; stop += 1) {
        // The first look counts too: the focus may be there already.
        if (stop > 0) await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
        const at = await focused()
        passed.push(`${at.tag} ${at.name}`)
        if (at.name === name) left -= 1
        if (left === 0) return
      }
      throw new Error(`no Tab key leads to “${name}”; passed: ${[...new Set(passed)].join(' | ')}`)
    },
    fill: async (name, text, options) => {
      await hand.tabTo(name, options)
      await page.keyboard.press('Control+A')
      const [first, ...rest] = text.split('\n')
      await page.keyboard.type(first ?? '')
      for (const line of rest) {
        await page.keyboard.press('Enter')
        await page.keyboard.type(line)
      }
    },
    choose: async (name, option, options) => {
      await hand.tabTo(name, options)
      const isThere = async () => (await focused()).value.startsWith(option)
      if (await isThere()) return
      if (/^[ -~]+$/.test(option)) {
        await page.keyboard.type(option.slice(0, 12))
        if (await isThere()) return
      }
      await page.keyboard.press('Home')
      for (let step = 0, last = ''; step < 300; step += 1) {
        const { value } = await focused()
        if (value.startsWith(option)) return
        if (step > 0 && value === last) break
        last = value
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`“${name}” has no choice “${option}”`)
    },
    run: async (text) => {
      await hand.press('Control+K')
      await page.locator('dialog.palette[open]').waitFor()
      await page.keyboard.type(text)
      await expect.poll(async () => page.locator('dialog.palette [role=option][aria-selected=true]').textContent(), { timeout: 10_000 }).toContain(text)
      await page.keyboard.press('Enter')
      await page.locator('dialog.palette').waitFor({ state: 'detached' })
      await hand.rest()
    },
    rest: async () => {
      const hindrance = await page.evaluate(async ([signs, maxMs]) => {
        const why = (): string | null => {
          if (document.activeElement === null || document.activeElement === document.body) return 'nothing has the focus'
          return document.querySelector(signs)?.outerHTML.slice(0, 160) ?? null
        }
        // Twice in a row, a drawn frame between them: what arrives may ask for more.
        for (let calm = 0, startMs = performance.now(); calm < 2;) {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
          const now = why()
          calm = now === null ? calm + 1 : 0
          if (now !== null && performance.now() - startMs > maxMs) return now
        }
        return null
      }, [onItsWay, patienceMs] as const)
      if (hindrance !== null) throw new Error(`the screen does not come to rest: ${hindrance}`)
    },
    closed: async () => {
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
      await hand.rest()
    },
    sees: async (text, timeoutMs = 15_000) => page.getByText(text).first().waitFor({ timeout: timeoutMs }),
    heading: async (text) => {
      await page.getByRole('heading', { level: 1, name: text, exact: typeof text === 'string' }).first().waitFor({ timeout: 15_000 })
      await hand.rest()
    },
    inList: async (name) => {
      // The list of the screen before has a row under its cursor as well, so the row alone says nothing.
      await expect.poll(async () => (await focused()).name, { timeout: 15_000 }).toBe(name)
      await expect.poll(() => page.evaluate(() => document.activeElement?.querySelector('.table-row.at') !== null), { timeout: 15_000 }).toBe(true)
    },
  }
  return hand
}
