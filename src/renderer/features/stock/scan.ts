import { type Editor, listOf, oneMore, scannedGood, textOf, withField, withLine } from '../../document/index.ts'

/** Every scan of a good counts one more of it: in its row, or in a new one. */
export function scanInto(editor: Editor, field: 'quantity' | 'counted'): (code: string) => Promise<(() => void) | null> {
  return async (scanned) => {
    const product = await scannedGood(scanned)
    if (product === null) return null
    return () => editor.draft.change((now) => {
      const lines = listOf(now, 'lines')
      const row = lines.findIndex((line) => textOf(line, 'product') === product)
      return withLine(now, 'lines', row < 0 ? lines.length : row, (line) => withField(withField(line, 'product', product), field, oneMore(line[field])))
    }, `scan.${product}.${performance.now()}`)
  }
}
