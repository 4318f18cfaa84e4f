// What a start of the program names: a book that was double-clicked, or the demo. The arguments of a second start come from outside and
// are treated as hostile: only an existing file with our ending is passed on.
import { statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

export type LaunchWish = { readonly demo: boolean; readonly book?: string }

export function readLaunchWish(argv: readonly string[], workingFolder: string): LaunchWish {
  const words = argv.slice(1)
  const named = words.filter((word) => !word.startsWith('-') && word.length < 4096 && /\.mendunia$/i.test(word))
  const book = named.map((word) => (isAbsolute(word) ? word : join(workingFolder, word))).find(isFile)
  return { demo: words.includes('--demo'), ...(book === undefined ? {} : { book }) }
}

function isFile(path: string): boolean {
  try {
    return !path.includes('\0') && statSync(path).isFile()
  } catch {
    return false
  }
}

/** The page reads the wish from its own address, in the window and on the loopback address alike. */
export function pageAddress(origin: string, wish: LaunchWish): string {
  const url = new URL('/', origin)
  if (wish.demo) url.searchParams.set('demo', '1')
  if (wish.book !== undefined) url.searchParams.set('book', wish.book)
  return url.href
}
