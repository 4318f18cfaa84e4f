/** One row that came from a spreadsheet: which good, how many, at which price; figures in canonical text, null where there was none. */
export interface PastedLine {
  readonly text: string
  readonly quantity: string | null
  readonly unit: string | null
  readonly price: string | null
}

/** Cells of a spreadsheet's clipboard: tabs and line ends, with quotes around cells that hold either. */
export function readCells(clipboard: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  let started = false
  const endCell = () => { row.push(cell); cell = ''; started = false }
  const endRow = () => { endCell(); rows.push(row); row = [] }
  for (let at = 0; at < clipboard.length; at += 1) {
    const character = clipboard[at] as string
    if (quoted) {
      if (character !== '"') cell += character
      else if (clipboard[at + 1] === '"') { cell += '"'; at += 1 } else quoted = false
    } else if (character === '"' && !started) { quoted = true; started = true }
    else if (character === '\t') endCell()
    else if (character === '\n') endRow()
    else if (character === '\r') { if (clipboard[at + 1] !== '\n') endRow() }
    else { cell += character; started = true }
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows.map((cells) => cells.map((text) => text.trim())).filter((cells) => cells.some((text) => text !== ''))
}

/** True when the clipboard holds more than one cell: then it fills rows, otherwise it is ordinary text for one cell. */
export function isTable(clipboard: string): boolean {
  return clipboard.includes('\t') || /[\r\n]/.test(clipboard.trim())
}

/**
 * Rows of a spreadsheet as lines of a document. The first cell that is not a figure is the good (code or name); the figures
 * after it are quantity, then price; a short word between them is the unit. A heading row (words only, above rows with
 * figures) is left out.
 * @param readKnown  reads a figure as people write it in the language of the page; null if it is none
 */
export function readPastedLines(clipboard: string, readKnown: (text: string) => string | null): PastedLine[] {
  // Digits that are no figure stay as they were written: the line is refused for them, and nothing is lost unseen.
  const readFigure = (text: string): string | null => readKnown(text) ?? (onlyDigits.test(text) ? text : null)
  const rows = readCells(clipboard)
  const lines = rows.map((cells): PastedLine => {
    const good = goodCell(cells, readFigure)
    const rest = cells.filter((_, index) => index > good)
    const figures = rest.map(stripCurrency).map(readFigure).filter((figure) => figure !== null)
    const unit = rest.find((text, index) => index > 0 && /^\p{L}{1,10}$/u.test(text) && readFigure(rest[index - 1] ?? '') !== null)
    return { text: cells[good] ?? '', quantity: figures[0] ?? null, unit: unit ?? null, price: figures[1] ?? null }
  })
  const [head, ...body] = lines
  const headed = head !== undefined && head.quantity === null && (rows[0]?.length ?? 0) > 1 && body.some((line) => line.quantity !== null)
  return headed ? body : lines
}

/** A row that begins with figures only (a bar code, then quantity) has its good in the first cell; a running number before a name is passed. */
function goodCell(cells: readonly string[], readFigure: (text: string) => string | null): number {
  const word = cells.findIndex((text) => text !== '' && readFigure(stripCurrency(text)) === null)
  if (word < 0) return 0
  return word <= 1 ? word : 0
}

const onlyDigits = /^[-+]?[\d.,']*\d[\d.,']*$/

function stripCurrency(text: string): string {
  return text.replace(/^(Rp\.?|IDR|USD|US\$|\$|EUR|€|CNY|RMB|¥|JPY|SGD|S\$|AUD|GBP|£)\s*/i, '').replace(/\s*(IDR|USD|EUR|CNY|JPY|SGD|AUD|GBP)$/i, '')
}
