import type { Pen } from '../page/pen.ts'

type Boxes = [number, number, number, number][]

/** Two of the signs of ISO 780, drawn: this way up, keep away from rain. Each about 18 points wide. @source ISO 780:2015 */
export function handlingSigns(pen: Pen, x: number, y: number): void {
  pen.boxes([...up(x, y), ...up(x + 9, y), [x, y + 24, 18, 2], ...umbrella(x + 24, y)])
}

/** An arrow that points up, of stacked bars. */
function up(x: number, y: number): Boxes {
  const head = Array.from({ length: 7 }, (_, row): [number, number, number, number] => [x + 4 - (row + 1) * 0.55, y + row, (row + 1) * 1.1, 1])
  return [...head, [x + 2.6, y + 7, 2.8, 15]]
}

function umbrella(x: number, y: number): Boxes {
  const roof = Array.from({ length: 8 }, (_, row): [number, number, number, number] => {
    const half = Math.sqrt(81 - (8 - row) ** 2)
    return [x + 9 - half, y + 2 + row, half * 2, 1]
  })
  const drops = [2, 7, 12].map((at): [number, number, number, number] => [x + at, y - 1, 1, 2.5])
  return [...roof, ...drops, [x + 8.4, y + 10, 1.4, 14], [x + 5.4, y + 23, 3.6, 1.4], [x + 5.4, y + 21, 1.4, 2.4]]
}
