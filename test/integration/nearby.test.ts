// Two PCs on one network, each a process of its own: one waits and shows a code, the other comes with it, and both have the same book; the next
// time no code is needed. A wrong code leads nowhere, and only a few are heard.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Pc } from '../one-pc.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-nearby-'))
const root = join(import.meta.dirname, '../..')
const children: ChildProcess[] = []

afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Said { readonly code: number | null; readonly lines: readonly Record<string, unknown>[] }

/** The command line of one PC's user. */
function mendunia(user: string, args: readonly string[], onLine: (line: Record<string, unknown>) => void = () => undefined): Promise<Said> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), ...args, '--book', join(folder, `${user}.mendunia`), '--data', join(folder, `data-${user}`), '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const lines: Record<string, unknown>[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const value = JSON.parse(line) as Record<string, unknown>
    lines.push(value)
    onLine(value)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, lines })))
}

/** One PC waits. @returns what it shows, and how it ends */
async function waiting(user: string): Promise<{ readonly code: string; readonly address: string; readonly end: Promise<Said> }> {
  const shown = Promise.withResolvers<Record<string, unknown>>()
  const end = mendunia(user, ['nearby', 'wait', '--host', '127.0.0.1'], shown.resolve)
  const { code, port } = await Promise.race([shown.promise, end.then((said) => { throw new Error(JSON.stringify(said)) })])
  return { code: String(code), address: `127.0.0.1:${String(port)}`, end }
}

const refused = (said: Said): unknown => (said.lines[0] as { refused?: { code: string }[] } | undefined)?.refused?.[0]?.code

beforeAll(async () => {
  const a = new Pc(folder, 'sari')
  const b = new Pc(folder, 'wati')
  const other = new Pc(folder, 'lain')
  await a.call('book.create', { file: a.book, company: { name: 'CV Rotan Cirebon Jaya' } })
  await other.call('book.create', { file: other.book, company: { name: 'PT Lain' } })
  await a.post({ event: 'party.add', id: 'p', date: '2026-11-01', code: 'HOTEL', name: 'Hotel Samudra', country: 'ID' })
  await a.call('book.close', {})
  await b.call('book.clone', { file: b.book, remote: a.book })
  await b.post({ event: 'party.add', id: 'b', date: '2026-11-02', code: 'DARI-B', name: 'Dari B', country: 'ID' })
  await a.call('book.open', { file: a.book })
  await a.post({ event: 'party.add', id: 'a', date: '2026-11-02', code: 'DARI-A', name: 'Dari A', country: 'ID' })
  for (const pc of [a, b, other]) await pc.close()
}, 60_000)

async function codesOf(user: string): Promise<string[]> {
  const pc = new Pc(folder, user)
  await pc.call('book.open', { file: pc.book })
  const codes = (await pc.rows('parties')).map(({ code }) => String(code)).sort()
  await pc.close()
  return codes
}

it('exchange by a code, and the next time by what they agreed on', async () => {
  const first = await waiting('sari')
  expect(refused(await mendunia('wati', ['nearby', 'exchange', first.address]))).toBe('LAN_NOT_PAIRED')
  expect(refused(await mendunia('wati', ['nearby', 'exchange', first.address, '--code', 'nonsense']))).toBe('LAN_CODE_FORM')
  expect(refused(await mendunia('wati', ['nearby', 'exchange', first.address, '--code', first.code === 'AAAA-AAAA' ? 'BBBB-BBBB' : 'AAAA-AAAA']))).toBe('LAN_CODE_WRONG')
  const done = await mendunia('wati', ['nearby', 'exchange', first.address, '--code', first.code.toLowerCase()])
  expect(done).toMatchObject({ code: 0, lines: [{ device: 'A', name: 'CV Rotan Cirebon Jaya', received: { gap: false, refused: [] } }] })
  expect((await first.end).lines[1]).toMatchObject({ device: 'B', received: { gap: false, refused: [] } })
  for (const user of ['sari', 'wati']) expect(await codesOf(user)).toEqual(['DARI-A', 'DARI-B', 'HOTEL'])

  const again = await waiting('sari')
  const second = await mendunia('wati', ['nearby', 'exchange', again.address])
  expect(second).toMatchObject({ code: 0 })
  // What both have is not sent again: only what they noted of each other.
  expect(Number(second.lines[0]?.['sent'])).toBeLessThan(4)
  expect((await again.end).code).toBe(0)
}, 120_000)

it('another company comes in with no code of ours, three wrong codes end the waiting, and nobody is there afterwards', async () => {
  const mine = await waiting('sari')
  expect(refused(await mendunia('lain', ['nearby', 'exchange', mine.address, '--code', mine.code]))).toBe('SYNC_WRONG_BOOK')
  for (let n = 0; n < 3; n += 1) expect(refused(await mendunia('wati', ['nearby', 'exchange', mine.address, '--code', mine.code === 'AAAA-AAAA' ? 'BBBB-BBBB' : 'AAAA-AAAA']))).toBe('LAN_CODE_WRONG')
  expect((await mine.end).code).toBe(1)
  expect(refused(await mendunia('wati', ['nearby', 'exchange', mine.address, '--code', mine.code]))).toBe('LAN_NOT_FOUND')
  expect(await codesOf('sari')).toEqual(['DARI-A', 'DARI-B', 'HOTEL'])
}, 120_000)
