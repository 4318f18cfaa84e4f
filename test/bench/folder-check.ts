import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ShipmentData, wellTyped } from '../../src/core/shipment/index.ts'
import { checkPaper, checkShipment, paperTypes } from '../../src/paperwork/index.ts'

/** The checks of both worked shipments, each with every paper of the registry numbered in it. @returns milliseconds of the slower one, p50, and how many papers */
export function measureFolderCheck(): { readonly folderMs: number; readonly papersMs: number; readonly papers: number } {
  const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  const timed = (work: () => void): number => {
    const times: number[] = []
    for (let run = 0; run < 60; run += 1) {
      const start = performance.now()
      work()
      if (run >= 10) times.push(performance.now() - start)
    }
    return median(times)
  }
  let folderMs = 0
  let papersMs = 0
  for (const name of ['rattan-lcl-shanghai', 'coffee-air-tokyo']) {
    const file = JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/shipments/shipment-${name}.json`), 'utf8')) as { today: string; papers: ShipmentData['papers'] }
    const papers = { ...Object.fromEntries(paperTypes.map(({ paperKey }) => [paperKey, { date: file.today }])), ...file.papers }
    const data = wellTyped({ ...file, papers })
    folderMs = Math.max(folderMs, timed(() => void checkShipment(data, file.today)))
    papersMs = Math.max(papersMs, timed(() => {
      for (const { type } of paperTypes) checkPaper(type, data, file.today)
    }))
  }
  return { folderMs, papersMs, papers: paperTypes.length }
}
