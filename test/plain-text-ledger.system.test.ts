// Our exports as hledger, ledger and beancount read them: each adds up every account in every currency, and in base currency, to
// our own trial balance.
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk } from './command-line.ts'
import golden from './fixtures/golden-month.json' with { type: 'json' }

const desk = new Desk()
const book = desk.file('golden.mendunia')
const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' })
let wanted: string[] = []
let wantedBase: string[] = []

beforeAll(async () => {
  await desk.done('init', '--book', book, '--company', desk.write('company.json', { name: 'CV Rotan "Jaya"; (Cirebon)', baseCurrency: 'IDR' }))
  // Names that mean something to those programs.
  const odd = { event: 'account.add', id: 'odd', date: '2026-02-01', code: '6199', name: 'Biaya; lain  (dan) "aneh": {x} [y] *', type: 'expense' }
  const used = { event: 'journal.post', id: 'odd; (1)', date: '2026-04-02', lines: [{ account: '6199', debit: '5' }, { account: '1101', credit: '5' }] }
  await desk.done('apply', desk.write('events.json', { events: [odd, ...golden.events, used] }), '--book', book)
  const { rows } = (await desk.done('report', 'trial-balance', '--book', book, '--as-of', '2026-12-31', '--json')).json<{ rows: { account: string; balance: string; currencies: { currency: string; balance: string }[] }[] }>()
  wanted = rows.flatMap(({ account, currencies }) => currencies.filter(({ balance }) => Number(balance) !== 0).map(({ currency, balance }) => `${account} ${currency} ${Number(balance).toFixed(2)}`)).sort()
  wantedBase = rows.flatMap(({ account, balance }) => (Number(balance) === 0 ? [] : [`${account} IDR ${Number(balance).toFixed(2)}`])).sort()
  for (const kind of ['journal', 'beancount']) {
    await desk.done('export', kind, '--book', book, '--lang', 'zh', '--out', desk.file(kind))
    await desk.done('export', kind, '--book', book, '--lang', 'zh', '--in-base', '--out', desk.file(`${kind}.base`))
  }
  expect(wantedBase).not.toEqual(wanted)
  expect(wanted.length).toBeGreaterThan(25)
}, 60_000)
afterAll(() => desk.clear())

const sumsOf = {
  hledger(file: string): string[] {
    run('hledger', '-f', file, 'check')
    const rows = run('hledger', '-f', file, 'balance', '--flat', '-N', '--layout', 'bare', '-O', 'csv').trim().split('\n').slice(1)
    return rows.map((row) => /^"[A-Za-z]+:(\d+)[^"]*","([A-Z]+)","(-?[\d.]+)"$/.exec(row)).flatMap((match) => (match && Number(match[3]) !== 0 ? [`${match[1]} ${match[2]} ${Number(match[3]).toFixed(2)}`] : []))
  },
  ledger(file: string): string[] {
    const sums = new Map<string, number>()
    for (const row of run('ledger', '-f', file, 'csv', '--csv-format', '%(account)\t%(commodity)\t%(quantity(scrub(display_amount)))\n').trim().split('\n')) {
      const [account = '', currency = '', amount = ''] = row.split('\t')
      const key = `${/:(\d+)/.exec(account)?.[1] ?? account} ${currency}`
      sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(amount) * 100))
    }
    return [...sums].flatMap(([key, cents]) => (cents === 0 ? [] : [`${key} ${(cents / 100).toFixed(2)}`]))
  },
  beancount(file: string): string[] {
    run('bean-check', file)
    const rows = run('bean-query', '-f', 'csv', file, 'SELECT account, currency, sum(number) GROUP BY account, currency').trim().split('\n').slice(1)
    return rows.map((row) => row.split(',').map((cell) => cell.trim())).flatMap(([account = '', currency = '', amount = '']) => (Number(amount) === 0 ? [] : [`${/:(\d+)/.exec(account)?.[1] ?? account} ${currency} ${Number(amount).toFixed(2)}`]))
  },
}

it.each([['hledger', 'journal'], ['ledger', 'journal'], ['beancount', 'beancount']] as const)('%s', (tool, kind) => {
  expect(sumsOf[tool](desk.file(kind)).sort()).toEqual(wanted)
  expect(sumsOf[tool](desk.file(`${kind}.base`)).sort()).toEqual(wantedBase)
})
