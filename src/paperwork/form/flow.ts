import type { PageItem } from '../page/description.ts'
import { type Pen, newPen } from '../page/pen.ts'
import type { Sheet } from '../page/sheet.ts'

/** A piece of a page that is never torn. */
export interface Block {
  readonly height: number
  readonly draw: (pen: Pen, sheet: Sheet, y: number) => void
  /** Stays on the page of the block after it. */
  readonly keep?: boolean
  /** Drawn again above this block if a page begins with it: the heading of its table. */
  readonly repeat?: Block
  /** Running sums of the rows before this one, drawn on both sides of a page break. */
  readonly carry?: (key: 'carriedForward' | 'broughtForward') => Block
  /** Stands at the foot of its page, as a signature does. */
  readonly pinned?: boolean
}

export interface FlowHead {
  readonly first: { readonly height: number, readonly draw: (pen: Pen, sheet: Sheet, page: number, pages: number) => void }
  readonly other: { readonly height: number, readonly draw: (pen: Pen, sheet: Sheet, page: number, pages: number) => void }
}

interface Placed { readonly block: Block, readonly y: number }

/** Sets blocks on pages, in order: what is kept together moves to the next page together, headings are repeated, sums are carried. */
export function flow(blocks: readonly Block[], sheet: Sheet, head: FlowHead): PageItem[][] {
  const pages: Placed[][] = []
  let placed: Placed[] = []
  let y = sheet.top + head.first.height
  let fresh = true
  const put = (block: Block): void => {
    placed.push({ block, y })
    y += block.height
  }
  for (const [index, block] of blocks.entries()) {
    const room = sheet.bottom - y - (index > 0 && block.carry && blocks[index + 1]?.carry ? block.carry('carriedForward').height : 0)
    if (!fresh && chainHeight(blocks, index) > room) {
      if (block.carry && blocks[index - 1]?.carry) put(block.carry('carriedForward'))
      pages.push(placed)
      placed = []
      y = sheet.top + head.other.height
      if (block.repeat) put(block.repeat)
      if (block.carry && blocks[index - 1]?.carry) put(block.carry('broughtForward'))
    }
    // At the foot of a full page; close under a few lines on an empty one.
    if (block.pinned === true) y = y < sheet.height * nearlyEmpty ? y + gapBeforeFoot : Math.max(y, sheet.bottom - block.height)
    put(block)
    fresh = false
  }
  pages.push(placed)
  return pages.map((page, index) => {
    const pen = newPen()
    ;(index === 0 ? head.first : head.other).draw(pen, sheet, index + 1, pages.length)
    for (const { block, y: top } of page) block.draw(pen, sheet, top)
    return pen.items as PageItem[]
  })
}

/** The block and all that must stay with it; a chain that no page could hold is the block alone. */
function chainHeight(blocks: readonly Block[], from: number): number {
  let height = 0
  for (let index = from; index < blocks.length; index += 1) {
    const block = blocks[index]
    if (!block) break
    height += block.height
    if (block.keep !== true) break
  }
  return height > chainMax ? blocks[from]?.height ?? 0 : height
}

const chainMax = 480
const nearlyEmpty = 0.45
const gapBeforeFoot = 18
