// `npm run bench`: each figure is a ratio of two sides that took turns in one run, or a limit; the last column says whether the aim is met.
//   node test/bench/run.ts            everything (the first time it makes a book of 100,000 entries, which takes minutes)
//   node test/bench/run.ts posting    only the parts named: posting, start, search, reading, size, peers, paper, pull
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureFolderCheck } from './folder-check.ts'
import { type CachedBook, entriesInAll, emptyBook, largeBook, largeBookToday, sizeOf } from './large-book.ts'
import { measureFirstPull } from './first-pull.ts'
import { measurePullAnswers } from './pull-answers.ts'
import { measurePaperBatch } from './paper-batch.ts'
import { measurePaperPrint } from './paper-print.ts'
import { type ProcessTime, measurePeers } from './peers.ts'
import { measurePosting } from './posting.ts'
import { type ReadingTime, measureReading } from './reading.ts'
import { measureSize } from './size.ts'
import { measureSearch, measureStart } from './start.ts'

interface Line { readonly what: string; readonly ours: string; readonly other: string; readonly figure: string; readonly aim: string; readonly met: boolean }

const parts = ['posting', 'start', 'search', 'reading', 'size', 'peers', 'paper', 'pull'] as const
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(parts as readonly string[]).includes(name))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; parts are ${parts.join(', ')}`)
  process.exit(2)
}
const wanted = (part: (typeof parts)[number]): boolean => asked.length === 0 || asked.includes(part)
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`
const times = (value: number): string => `${value.toFixed(2)} x`
const lines: Line[] = []
const notes: string[] = []

// On the disk of the checkout: a temporary folder may be in memory, where nothing waits for a disk.
const cache = join(import.meta.dirname, '../../.cache/bench')
mkdirSync(cache, { recursive: true })
const work = mkdtempSync(join(cache, 'run-'))
const [cpu] = cpus()
console.log(`${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1) ?? ''}`)

try {
  if (wanted('posting')) {
    const { path, raw, rows, count, warmUp } = await measurePosting(work)
    const ratio = path.p50 / raw.p50
    const tail = path.p99 / path.p50
    lines.push(
      { what: 'posting a 10-line invoice, p50', ours: ms(path.p50), other: `${ms(raw.p50)} the same rows raw`, figure: times(ratio), aim: '<= 4 x', met: ratio <= 4 },
      { what: 'posting, p99 against p50', ours: ms(path.p99), other: `${ms(raw.p99)} raw p99`, figure: times(tail), aim: '< 3 x', met: tail < 3 },
    )
    const counted = Object.values(rows).reduce((sum, rowCount) => sum + rowCount, 0)
    notes.push(
      `posting: ${count} invoices after ${warmUp} to warm up, the sides take turns; WAL, synchronous=FULL, exclusive lock, 8 KB pages, foreign keys on, cache 16 MB, wal_autocheckpoint 8000`,
      `posting: ${counted} row changes an invoice: ${Object.entries(rows).map(([table, rowCount]) => `${table} ${rowCount}`).join(', ')}`,
    )
  }
  if ((['start', 'search', 'reading', 'size', 'peers'] as const).some(wanted)) {
    const large: CachedBook = largeBook(cache, (text) => process.stderr.write(`making the book of ${entriesInAll} entries: ${text}\n`))
    notes.push(`large book: ${sizeOf(large)}`)
    if (wanted('reading')) {
      const { statements, sums, lists, peakBytes } = await measureReading(large, work, largeBookToday)
      const slowest = (times: readonly ReadingTime[]): ReadingTime[] => [...times].sort((a, b) => b.ms - a.ms)
      for (const [what, times] of [['statement from kept balances', statements], ['first page of a list', lists]] as const) {
        const [worst] = slowest(times) as [ReadingTime]
        lines.push({ what: `slowest ${what}, of ${times.length}`, ours: ms(worst.ms), other: worst.what, figure: ms(worst.ms), aim: '< 50 ms', met: worst.ms < 50 })
      }
      const megabytes = peakBytes / 2 ** 20
      lines.push({ what: 'largest memory over all statements and lists', ours: `${megabytes.toFixed(0)} MB`, other: 'maxRSS of the backend process', figure: `${megabytes.toFixed(0)} MB`, aim: '< 300 MB', met: megabytes < 300 })
      const shown = (times: readonly ReadingTime[]): string => slowest(times).slice(0, 8).map((time) => `${time.what} ${ms(time.ms)} (${ms(time.cpuMs)} processor)`).join(', ')
      notes.push(
        `reading: medians, after a write each, so that nothing is answered from memory; ${statements.length} statements, slowest: ${shown(statements)}`, `reading: ${lists.length} lists, slowest: ${shown(lists)}`,
        `reading: what adds up the documents of one month, slowest: ${shown(sums)}`,
      )
    }
    if (wanted('size')) {
      const { size, rebuild } = await measureSize(large, work, largeBookToday)
      const { posting } = size
      const ratio = posting.large / posting.empty
      lines.push({ what: `posting at ${entriesInAll} entries, p50`, ours: ms(posting.large), other: `${ms(posting.empty)} with master data only`, figure: times(ratio), aim: '<= 1.3 x', met: ratio <= 1.3 })
      for (const [method, late] of Object.entries(size.backdated)) {
        lines.push({ what: `receipt before ${late.issues} issues (${method})`, ours: ms(late.ms), other: `${ms(late.cpuMs)} processor`, figure: ms(late.ms), aim: '< 100 ms', met: late.ms < 100 })
      }
      const perSecond = (rebuild.documents / rebuild.ms) * 1000
      lines.push({ what: 'everything derived anew', ours: `${(rebuild.ms / 1000).toFixed(1)} s`, other: `${(rebuild.cpuMs / 1000).toFixed(1)} s processor`, figure: `${perSecond.toFixed(0)} documents/s`, aim: '>= 20000', met: perSecond >= 20_000 })
      for (const [what, bytes] of [['posting', size.peakBytes], ['deriving anew', rebuild.peakBytes]] as const) {
        const megabytes = bytes / 2 ** 20
        lines.push({ what: `largest memory while ${what}`, ours: `${megabytes.toFixed(0)} MB`, other: 'maxRSS of the process', figure: `${megabytes.toFixed(0)} MB`, aim: '< 300 MB', met: megabytes < 300 })
      }
      notes.push(`posting at size: ${posting.count} ten-line invoices after a warm-up, the books take turns in one process; processor time ${ms(posting.largeCpu)} and ${ms(posting.emptyCpu)}`)
    }
    if (wanted('peers')) {
      const { ours, ledger, hledger, journalBytes } = measurePeers(large, largeBookToday)
      const against = (peer: string, theirs: ProcessTime | null, aim: number): void => {
        if (theirs === null) return void notes.push(`${peer} is not installed: not compared`)
        const share = theirs.ms / ours.ms
        lines.push({ what: 'trial balance as a whole process', ours: ms(ours.ms), other: `${ms(theirs.ms)} ${peer}`, figure: `1/${share.toFixed(1)}`, aim: `<= 1/${aim}`, met: share >= aim })
        notes.push(`trial balance: ${peer} on the journal that we export (${(journalBytes / 2 ** 20).toFixed(0)} MB); processor time ${ms(ours.cpuMs)} against ${ms(theirs.cpuMs)}, 1/${(theirs.cpuMs / ours.cpuMs).toFixed(1)}`)
      }
      against('ledger', ledger, 10)
      against('hledger', hledger, 50)
    }
    if (wanted('start')) {
      const { large: full, empty, rounds } = await measureStart(large, emptyBook(join(work, 'empty')), largeBookToday)
      const ratio = full.wholeMs / empty.wholeMs
      lines.push({ what: `start to a usable page, ${entriesInAll} documents`, ours: ms(full.wholeMs), other: `${ms(empty.wholeMs)} empty book`, figure: times(ratio), aim: '< 1.5 x', met: ratio < 1.5 })
      const partsOf = (figures: typeof full): string => Object.entries(figures.parts).map(([part, value]) => `${part} ${ms(value)}`).join(', ')
      notes.push(`start: medians of ${rounds} processes each, from spawning the backend to book, home and first list page; of it ${partsOf(full)}; with the empty book ${partsOf(empty)}`)
    }
    if (wanted('search')) {
      const { p50, p99, slowest, count, residentBytes } = await measureSearch(large, largeBookToday)
      const worst = slowest[0] ?? { text: '', ms: Number.NaN }
      const megabytes = residentBytes / 2 ** 20
      lines.push(
        { what: `a keystroke in search, ${entriesInAll} documents`, ours: `${ms(p50)} p50, ${ms(p99)} p99`, other: `slowest text "${worst.text}"`, figure: ms(worst.ms), aim: '< 10 ms', met: worst.ms < 10 && p99 < 10 },
        { what: 'resident memory of the backend with that book', ours: `${megabytes.toFixed(0)} MB`, other: 'after home, lists and search', figure: `${megabytes.toFixed(0)} MB`, aim: '< 200 MB', met: megabytes < 200 },
      )
      notes.push(`search: ${count} keystrokes after a round to warm up; slowest texts (medians): ${slowest.map((each) => `"${each.text}" ${ms(each.ms)}`).join(', ')}`)
    }
  }
  if (wanted('pull')) {
    const answers = await measurePullAnswers()
    lines.push({ what: `a question of the page while ${answers.documents} documents arrive, processor time over its due`, ours: `${ms(answers.p50)} p50, ${ms(answers.p99)} p99`, other: `${answers.questions} questions, one every 20 ms`, figure: ms(answers.worst), aim: '< 50 ms', met: answers.worst < 50 })
    const large: CachedBook = largeBook(cache, (text) => process.stderr.write(`making the book of ${entriesInAll} documents: ${text}\n`))
    const { count, ours, leveldb } = await measureFirstPull(large, work)
    const longer = ours.ms / leveldb.ms
    const size = ours.peakBytes / leveldb.peakBytes
    const each = (figures: typeof ours): string => `${(figures.ms / 1000).toFixed(1)} s`
    const largest = (figures: typeof ours): string => `${(figures.peakBytes / 2 ** 20).toFixed(0)} MB`
    lines.push(
      { what: `first pull of ${count} documents into a whole book`, ours: each(ours), other: `${each(leveldb)} PouchDB on LevelDB, documents alone`, figure: times(longer), aim: '<= 2 x', met: longer <= 2 },
      { what: 'the same, largest resident size', ours: largest(ours), other: largest(leveldb), figure: times(size), aim: '<= 1.5 x', met: size <= 1.5 },
    )
    notes.push(`pull: from PouchDB's own server on this machine; ours ends with every table made and checked, a book of ${(ours.fileBytes / 2 ** 20).toFixed(0)} MB`)
  }
  if (wanted('paper')) {
    const { folderMs, papersMs, papers } = measureFolderCheck()
    lines.push({ what: `all rules of a folder of ${papers} papers`, ours: ms(folderMs), other: `${ms(papersMs)} paper by paper`, figure: ms(folderMs), aim: '< 20 ms', met: folderMs < 20 })
    const { paperMs, bareMs, ratio } = await measurePaperPrint()
    lines.push({ what: 'one-page invoice PDF', ours: ms(paperMs), other: `${ms(bareMs)} bare pdfkit page`, figure: times(ratio), aim: '< 2 x', met: ratio < 2 })
    const batch = await measurePaperBatch()
    const share = batch.oursMs / batch.chromiumMs
    const peak = batch.peakBytes / 2 ** 20
    lines.push(
      { what: `${batch.count} one-page invoices on all cores`, ours: `${(batch.oursMs / 1000).toFixed(1)} s`, other: `${(batch.chromiumMs / 1000).toFixed(1)} s Chromium printToPDF`, figure: times(share), aim: '<= 0.33 x', met: share <= 1 / 3 },
      { what: 'the same, largest resident size', ours: `${peak.toFixed(0)} MB`, other: 'with all threads', figure: `${peak.toFixed(0)} MB`, aim: '< 400 MB', met: peak < 400 },
      { what: 'packing list of 500 lines', ours: ms(batch.packingListMs), other: 'layout and PDF', figure: ms(batch.packingListMs), aim: '< 1000 ms', met: batch.packingListMs < 1000 },
      { what: 'page of a draft after a keystroke', ours: ms(batch.previewMs), other: 'layout and PDF', figure: ms(batch.previewMs), aim: '< 100 ms', met: batch.previewMs < 100 },
    )
    notes.push(`paper: Chromium printed ${batch.chromiumCount} times on as many pages at once as there are cores, printToPDF alone; its time is taken times ${batch.count / batch.chromiumCount}`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

const heads = ['what', 'ours', 'against', 'figure', 'aim', '']
const table = lines.map((line) => [line.what, line.ours, line.other, line.figure, line.aim, line.met ? 'met' : 'MISSED'])
const widths = heads.map((head, column) => Math.max(head.length, ...table.map((row) => (row[column] as string).length)))
const print = (row: readonly string[]): void => console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`)
console.log()
print(heads)
print(widths.map((width) => '-'.repeat(width)))
for (const row of table) print(row)
console.log()
for (const note of notes) console.log(note)
process.exit(lines.every((line) => line.met) ? 0 : 1)
