/**
 * What a paper looks like, as plain data: pages of text and rules at exact places. It knows no PDF library and no font file;
 * `backend/printing` turns it into bytes, and anything else that can draw text and lines could.
 * Lengths are points (1/72 inch) from the top left corner of the sheet; `y` of a text is its baseline.
 */
export interface PageDescription {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** BCP 47 tag of the first language. */
  readonly language: string
  /** The document's date: it dates the file too, so that the same paper gives the same bytes. */
  readonly date: string
  readonly paper: PaperSize
  readonly width: number
  readonly height: number
  /** Printed large and pale behind the text of a draft. */
  readonly watermark: string | null
  readonly pages: readonly Page[]
  /** Files that travel inside the document: what the page says, for machines. */
  readonly attachments?: readonly Attachment[]
}

export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly description: string
  /** How it stands to the page: the same facts in another form, or their source. @source PDF/A-3, AFRelationship */
  readonly relationship: 'Alternative' | 'Data' | 'Source'
  readonly text: string
}

/** `Label` is a thermal label of 100 × 150 mm. */
export type PaperSize = 'A4' | 'F4' | 'Letter' | 'Label'

export interface Page {
  readonly items: readonly PageItem[]
}

export type PageItem = TextItem | RuleItem | ShapeItem

export type Face = 'latin' | 'han'
export type Ink = 'ink' | 'label' | 'faint'

export interface TextItem {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  /** One run of one face: `splitRuns` has cut the text already. */
  readonly text: string
  readonly face: Face
  readonly bold: boolean
  readonly size: number
  readonly ink: Ink
  /** Place in a table, for readers that are read to: texts of one row follow each other. */
  readonly cell?: TableCell
}

export interface TableCell {
  /** Top of the row on the page: it tells rows apart. */
  readonly row: number
  readonly column: number
  readonly head: boolean
}

export interface RuleItem {
  readonly kind: 'rule'
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly weight: number
  readonly ink: Ink
}

/** Filled rectangles: bars of a barcode, modules of a QR code, thick edges of a pictogram. */
export interface ShapeItem {
  readonly kind: 'shape'
  /** Each `[x, y, width, height]`. */
  readonly boxes: readonly (readonly [x: number, y: number, width: number, height: number])[]
  readonly ink: Ink
}
