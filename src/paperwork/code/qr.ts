import { encode } from 'uqr'

/** A QR code (level M) as rectangles, runs of dark modules joined, in a square of this side. Text of up to about 400 characters. */
export function qrBoxes(text: string, x: number, y: number, side: number): [number, number, number, number][] {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const module = side / size
  const boxes: [number, number, number, number][] = []
  for (const [row, line] of data.entries()) {
    let from = -1
    for (let column = 0; column <= size; column += 1) {
      const dark = line[column] === true
      if (dark && from < 0) from = column
      if (!dark && from >= 0) {
        boxes.push([x + from * module, y + row * module, (column - from) * module, module])
        from = -1
      }
    }
  }
  return boxes
}
