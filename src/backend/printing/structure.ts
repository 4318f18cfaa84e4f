import type { Page, PageItem, TextItem } from '../../paperwork/index.ts'

/** What belongs together for a reader that is read to: a heading, a paragraph, or a table of rows of cells. */
export type Part =
  | { readonly kind: 'H1' | 'P', readonly texts: readonly TextItem[] }
  | { readonly kind: 'Table', readonly rows: readonly { readonly cells: readonly { readonly head: boolean, readonly texts: readonly TextItem[] }[] }[] }

/** Size from which bold text is the title of the paper. */
const titleSize = 14

/**
 * The texts of a page as parts, in the order in which they were set: runs of one line and lines of one box are a paragraph, cells
 * that follow each other a table.
 */
export function partsOf(page: Page, first: boolean): Part[] {
  const texts = page.items.filter(isText)
  const parts: Part[] = []
  let index = 0
  let titled = !first
  while (index < texts.length) {
    const item = texts[index] as TextItem
    if (item.cell !== undefined) {
      const from = index
      while (texts[index]?.cell !== undefined) index += 1
      parts.push({ kind: 'Table', rows: rowsOf(texts.slice(from, index)) })
      continue
    }
    const group = [item]
    index += 1
    while (index < texts.length && follows(group.at(-1) as TextItem, texts[index] as TextItem)) group.push(texts[index++] as TextItem)
    const title = !titled && item.bold && item.size >= titleSize
    if (title) titled = true
    parts.push({ kind: title ? 'H1' : 'P', texts: group })
  }
  return parts
}

function isText(item: PageItem): item is TextItem {
  return item.kind === 'text'
}

/** The next run of the same line, or the next line of the same box. */
function follows(before: TextItem, item: TextItem): boolean {
  if (item.cell !== undefined) return false
  if (Math.abs(item.y - before.y) < 0.5) return item.x > before.x && item.size === before.size && item.bold === before.bold
  return Math.abs(item.x - before.x) < 1 && item.y > before.y && item.y - before.y < before.size * 1.6 + 2
}

function rowsOf(texts: readonly TextItem[]): { cells: { head: boolean, texts: TextItem[] }[] }[] {
  const rows: { at: number, cells: { column: number, head: boolean, texts: TextItem[] }[] }[] = []
  for (const item of texts) {
    const cell = item.cell
    if (cell === undefined) continue
    let row = rows.at(-1)
    if (row?.at !== cell.row) rows.push(row = { at: cell.row, cells: [] })
    const known = row.cells.at(-1)
    if (known?.column === cell.column) known.texts.push(item)
    else row.cells.push({ column: cell.column, head: cell.head, texts: [item] })
  }
  return rows
}
