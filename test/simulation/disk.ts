// The disk of a simulated device: a folder in memory where there is one, what a power cut leaves of a book's files, and pages that rot.
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Chance } from '../../src/backend/demo/chance.ts'

const pageSize = 8192
const sector = 512
const logHeader = 32
const frameHeader = 24

/** Waiting for a real disk proves nothing here: what a cut loses is decided below. */
export function simulatedDisk(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mendunia-simulation-'))
}

/** The files of a book, as they are now. */
export function copyBook(file: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    rmSync(to + suffix, { force: true })
    if (existsSync(file + suffix)) copyFileSync(file + suffix, to + suffix)
  }
}

/**
 * What a power cut leaves of files in which every commit was synced: of a commit that was on its way a torn rest behind the log, and
 * of the log's pages some that were already copied into the file, sectors of them only, since that copy was not synced.
 */
export function cutPower(file: string, chance: Chance): void {
  const log = `${file}-wal`
  if (!existsSync(log)) return
  const content = readFileSync(log)
  const frames = Math.floor((content.length - logHeader) / (frameHeader + pageSize))
  if (frames < 1) return
  const frameAt = (frame: number): number => logHeader + frame * (frameHeader + pageSize)
  const target = openSync(file, 'r+')
  try {
    for (let copies = chance.between(0, 3); copies > 0; copies -= 1) {
      const start = frameAt(chance.between(0, frames - 1))
      // Only pages of this round of the log: behind an end that was overwritten lie frames of an earlier one.
      if (!content.subarray(start + 8, start + 16).equals(content.subarray(16, 24))) continue
      const page = content.readUInt32BE(start)
      const size = statSync(file).size
      if (page * pageSize > size) continue
      for (let at = 0; at < pageSize; at += sector) {
        if (chance.happens(0.5)) writeSync(target, content, start + frameHeader + at, sector, (page - 1) * pageSize + at)
      }
    }
  } finally {
    closeSync(target)
  }
  const torn = Buffer.from(content.subarray(frameAt(frames - 1), frameAt(frames - 1) + chance.between(1, frameHeader + pageSize)))
  torn[Math.floor(torn.length / 2)]! ^= 0xff
  writeFileSync(log, torn, { flag: 'a' })
}

const rotten = 64

/** Some bytes of a closed book's file go bad, mostly where something is written. @returns the page */
export function rotPage(file: string, chance: Chance): number {
  const target = openSync(file, 'r+')
  try {
    const bytes = Buffer.alloc(rotten)
    let at = pageSize
    for (let tries = 20; tries > 0 && bytes.every((byte) => byte === 0); tries -= 1) {
      at = chance.between(pageSize, statSync(file).size - rotten)
      readSync(target, bytes, 0, rotten, at)
    }
    writeSync(target, Buffer.from(bytes.map(() => chance.between(0, 255))), 0, rotten, at)
    return Math.floor(at / pageSize) + 1
  } finally {
    closeSync(target)
  }
}
