// `npm run simulate -- --seeds 1000`: runs the simulation from seed after seed and tells which found something.
//   --seeds N    how many (100)        --from S   the first (1)
//   --seed S     one seed, with all that happens in it
//   --devices D  2 to 8 devices; otherwise as many as are drawn, mostly few
import { parseArgs } from 'node:util'
import { simulate } from './simulation.ts'

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '1' }, seed: { type: 'string' }, devices: { type: 'string' } } })
const devices = values.devices === undefined ? {} : { devices: Number(values.devices) }
const one = values.seed === undefined ? null : Number(values.seed)
const first = one ?? Number(values.from)
const count = one === null ? Number(values.seeds) : 1
if (![first, count, devices.devices ?? 2].every((number) => Number.isSafeInteger(number) && number > 0) || (devices.devices ?? 2) < 2 || (devices.devices ?? 2) > 8) {
  console.error('numbers are expected: --seeds N --from S --seed S --devices 2…8')
  process.exit(2)
}
const started = performance.now()
let failed = 0
let documents = 0
let acknowledged = 0
for (let seed = first; seed < first + count; seed += 1) {
  const report = await simulate(seed, { ...devices, ...(one === null ? {} : { log: console.log }) })
  documents += report.documents
  acknowledged += report.acknowledged
  if (report.problems.length > 0) {
    failed += 1
    console.log(`\nseed ${seed}: ${report.problems.length} problems (again with --seed ${seed})`)
    for (const problem of report.problems.slice(0, 10)) console.log(`  ${problem}`)
  } else if (one !== null) {
    console.log(`seed ${seed}: all is well; documents ${report.documents}, digest ${report.digest}`)
  }
  if (process.stdout.isTTY) process.stdout.write(`\r${seed - first + 1} of ${count} `)
}
const seconds = (performance.now() - started) / 1000
console.log(`\n${count} seeds, ${failed} with problems; ${documents} documents, ${acknowledged} acknowledged acts, ${seconds.toFixed(0)} s`)
process.exit(failed > 0 ? 1 : 0)
