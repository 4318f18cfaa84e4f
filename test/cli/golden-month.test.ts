// The contract of `apply` and `report`: the golden month through the command line, as anybody would run it.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, narrowed } from '../command-line.ts'
import expected from '../fixtures/golden-month.expected.json' with { type: 'json' }
import golden from '../fixtures/golden-month.json' with { type: 'json' }

const desk = new Desk()
const book = desk.file('golden.mendunia')
const events = desk.write('golden.json', golden)

beforeAll(async () => {
  await desk.done('init', '--book', book, '--company', desk.write('company.json', { name: 'CV Rotan Cirebon Jaya', baseCurrency: 'IDR', vatRegistered: true }))
  const applied = await desk.done('apply', events, '--book', book, '--as', 'Bu Siti')
  expect(applied.lines().map(({ index, status }) => [index, status])).toEqual(golden.events.map((_event, index) => [index, 'posted']))
}, 60_000)
afterAll(() => desk.clear())

describe('the golden month on the command line', () => {
  it('gives every report of the contract, on standard output or in a file', async () => {
    const names = Object.entries(expected.reports)
    // Two processes at a time, one kind of output each.
    for (let at = 0; at < names.length; at += 2) {
      await Promise.all(names.slice(at, at + 2).map(async ([name, wanted], place) => {
        const flags = expected.arguments[name as keyof typeof expected.arguments]
        if (place === 0) expect(narrowed((await desk.done('report', name, '--book', await copyOf(name), ...flags, '--json')).json(), wanted)).toEqual(wanted)
        else {
          const file = desk.file(`${name}.json`)
          await desk.done('report', name, '--book', book, ...flags, '--format', 'json', '--out', file)
          expect(narrowed(JSON.parse(readFileSync(file, 'utf8')), wanted)).toEqual(wanted)
        }
      }))
    }
  }, 120_000)

  it('changes nothing when it is applied again', async () => {
    const before = (await desk.done('report', 'general-ledger', '--book', book, '--from', '2026-02-01', '--to', '2026-04-30', '--json')).out
    const again = await desk.done('apply', events, '--book', book)
    expect(again.lines().map(({ status }) => status)).toEqual(golden.events.map(() => 'unchanged'))
    expect((await desk.done('report', 'general-ledger', '--book', book, '--from', '2026-02-01', '--to', '2026-04-30', '--json')).out).toBe(before)
    expect((await desk.done('verify', '--book', book, '--json')).json()).toMatchObject({ ok: true, problems: [] })
  }, 60_000)

  it('prints a report as table, CSV, workbook and paper', async () => {
    const report = (...args: string[]) => desk.done('report', 'trial-balance', '--book', book, '--as-of', '2026-03-31', ...args)
    const table = (await report('--lang', 'id')).out
    expect(table).toContain('Kas')
    expect(table).toContain('4.337.500')
    expect((await report('--format', 'csv')).out).toContain('4337500.00')
    await report('--format', 'pdf', '--out', desk.file('neraca.pdf'))
    expect(readFileSync(desk.file('neraca.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    await report('--format', 'xlsx', '--out', desk.file('neraca.xlsx'))
    expect(readFileSync(desk.file('neraca.xlsx')).subarray(0, 2).toString()).toBe('PK')
  }, 60_000)

  it('writes who was signed in into what was posted', async () => {
    await desk.done('export', 'json', '--book', book, '--out', desk.file('all.json'))
    const { documents } = JSON.parse(readFileSync(desk.file('all.json'), 'utf8')) as { documents: { author: string; eventId: string }[] }
    expect(documents.find(({ eventId }) => eventId === 'si-foshan-1')?.author).toBe('Bu Siti')
  }, 60_000)

  it('gives a spreadsheet and plain-text bookkeeping the same lines', async () => {
    const [csv, journal, beancount] = await Promise.all(['csv', 'journal', 'beancount'].map(async (kind) => (await desk.done('export', kind, '--book', await copyOf(kind))).out))
    const lines = csv!.trim().split('\r\n').length - 1
    expect(lines).toBeGreaterThan(200)
    expect(journal!.match(/^ {4}\S/gm)).toHaveLength(lines)
    expect(beancount!.match(/^ {2}[A-Z]/gm)).toHaveLength(lines)
    expect(journal).toContain('Assets:1112 Bank USD  USD 8420.55  ; IDR 137086554.00')
    expect(beancount).toContain('Assets:1112-Bank-USD  8420.55 USD')
  }, 60_000)
})

/** A book has one owner at a time: what runs beside another command works on a copy. */
async function copyOf(name: string): Promise<string> {
  const copy = desk.file(`${name}.copy.mendunia`)
  const { copyFile } = await import('node:fs/promises')
  await copyFile(book, copy)
  return copy
}
