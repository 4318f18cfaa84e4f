// Where the window was, remembered from one start to the next in a small file of its own.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle } from 'electron'

export type WindowState = { readonly bounds: Rectangle; readonly maximized: boolean }

const smallest = { width: 800, height: 560 }
export const firstSize = { width: 1280, height: 800 }

/** Reads what was kept; anything that is not a whole, sensible rectangle counts as absent. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { bounds?: Partial<Rectangle>; maximized?: unknown }
    const { x, y, width, height } = kept.bounds ?? {}
    if (![x, y, width, height].every((value) => Number.isSafeInteger(value) && Math.abs(value as number) < 100_000)) return undefined
    if ((width as number) < smallest.width || (height as number) < smallest.height) return undefined
    return { bounds: { x, y, width, height } as Rectangle, maximized: kept.maximized === true }
  } catch {
    return undefined
  }
}

/**
 * Fits a remembered window to the screens of today: a window of which no corner can be grabbed goes back to the first size.
 * @param screens work areas of the displays
 */
export function fitToScreens(state: WindowState | undefined, screens: readonly Rectangle[]): WindowState | undefined {
  if (state === undefined) return undefined
  const { x, y, width } = state.bounds
  const titleShows = screens.some(
    (area) => x + width > area.x + 80 && x < area.x + area.width - 80 && y >= area.y - 8 && y < area.y + area.height - 40,
  )
  return titleShows ? state : undefined
}

export function keepWindowState(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(`${file}.new`, JSON.stringify(state))
      renameSync(`${file}.new`, file)
    } catch {
      // A full or read-only disk costs the remembered place, nothing else.
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, 500)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('close', write)
}
