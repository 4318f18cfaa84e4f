// A picture with at most 256 colours: a screen of text and rules loses nothing that an eye would miss, and takes a third of the room.
import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const coloursMax = 256

/** @param png a picture of any depth @returns a PNG with a palette */
export async function smallPng(png: Buffer | string, width?: number): Promise<Buffer> {
  const image = await loadImage(png)
  const scale = width === undefined ? 1 : Math.min(1, width / image.width)
  const [w, h] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const context = createCanvas(w, h).getContext('2d')
  context.drawImage(image, 0, 0, w, h)
  const { data } = context.getImageData(0, 0, w, h)
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = chooseColours(counts)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc((w + 1) * h)
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const at = (y * w + x) * 4
      const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
      let index = nearest.get(colour)
      if (index === undefined) nearest.set(colour, (index = nearestIn(palette, colour)))
      rows[y * (w + 1) + 1 + x] = index
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(w, 0)
  head.writeUInt32BE(h, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** The most frequent colours that lie apart from each other: the nearer the end of the palette, the less near they may be. */
function chooseColours(counts: ReadonlyMap<number, number>): number[] {
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const chosen: number[] = []
  for (const apart of [300, 120, 30, 0]) {
    for (const colour of byCount) {
      if (chosen.length >= coloursMax) return chosen
      if (chosen.every((other) => distance(other, colour) > apart)) chosen.push(colour)
    }
  }
  return chosen
}

function nearestIn(palette: readonly number[], colour: number): number {
  let best = 0
  for (let index = 1; index < palette.length; index += 1) if (distance(palette[index] ?? 0, colour) < distance(palette[best] ?? 0, colour)) best = index
  return best
}

function distance(a: number, b: number): number {
  return ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  let crc = 0xffffffff
  for (const byte of body) crc = ((crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)) >>> 0
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(content.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return out
}
