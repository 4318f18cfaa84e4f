import type { Face } from './description.ts'
import faces from './font-metrics.json' with { type: 'json' }

interface FaceTable {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly widths: Int32Array
}

const tables = new Map<string, FaceTable>()

/** Widths of the shipped fonts, in thousandths of the type size; null where the face has no such character. */
export function glyphWidth(code: number, face: Face, bold: boolean): number | null {
  const table = faceTable(face === 'latin' ? (bold ? 'latinBold' : 'latin') : bold ? 'hanBold' : 'han')
  let low = 0
  let high = table.starts.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (code < (table.starts[middle] ?? 0)) high = middle - 1
    else if (code >= (table.ends[middle] ?? 0)) low = middle + 1
    else return table.widths[middle] ?? 0
  }
  return null
}

export function ascenderOf(face: Face, bold: boolean): number {
  return faces[face === 'latin' ? (bold ? 'latinBold' : 'latin') : bold ? 'hanBold' : 'han'].ascender
}

function faceTable(name: keyof typeof faces): FaceTable {
  const known = tables.get(name)
  if (known) return known
  const segments = faces[name].segments.split(',')
  const starts = new Int32Array(segments.length)
  const ends = new Int32Array(segments.length)
  const widths = new Int32Array(segments.length)
  let end = 0
  for (const [index, segment] of segments.entries()) {
    const [skip = '0', count = '0', width = '0'] = segment.split(' ')
    const start = end + Number.parseInt(skip, 36)
    end = start + Number.parseInt(count, 36)
    starts[index] = start
    ends[index] = end
    widths[index] = Number.parseInt(width, 36)
  }
  const table = { starts, ends, widths }
  tables.set(name, table)
  return table
}
