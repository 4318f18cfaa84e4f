import { describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { reportNames } from '../../contract/index.ts'
import type { ReportNames } from '../../core/report-layout/index.ts'
import { csvNumber, csvText, toCsv } from './csv.ts'
import { exportReport } from './export-report.ts'
import { toPdfDescription } from './report-paper.ts'
import { sampleReport, sampleReports } from './report-samples.test-data.ts'
import { reportTable } from './report-table.ts'
import { cellsOf, fitCells, toText } from './terminal-text.ts'
import { toXlsx } from './workbook.ts'

const names: ReportNames = {
  account: (code) => ({ 1101: 'Kas kecil', 1112: 'BCA USD', 3101: 'Modal' })[code] ?? '', product: (code) => (code === 'RC-01' ? '藤椅，本色' : '=cmd|calc'),
  party: (code) => (code === 'QT' ? '上海青藤家居有限公司' : 'Toko Anugerah'), warehouse: () => 'Gudang', document: (event) => (event === 'si1' ? 'INV/2026/11/A-0001' : ''),
}

describe('the layout of reports', () => {
  it('has a sample and a layout of every report that the contract names', () => {
    expect(sampleReports.map((report) => report.report).toSorted()).toEqual([...reportNames].toSorted())
  })

  it.each(sampleReports)('finds every word of $report in all three languages', (report) => {
    for (const language of ['id', 'en', 'zh'] as const) {
      const table = reportTable(report, language, names)
      const texts = [table.title, ...table.columns.map((column) => column.heading), ...table.rows.flatMap((row) => Object.values(row.cells).flatMap((cell) => ('text' in cell ? [cell.text] : [])))]
      expect(texts.filter((text) => /^(titles|columns|rows|sections|totals|categories|taxCodes)\./.test(text))).toEqual([])
      for (const row of table.rows) for (const column of Object.keys(row.cells)) expect(table.columns.map((each) => each.id)).toContain(column)
    }
  })

  it('runs the balance of a ledger account to its closing', () => {
    const table = reportTable(sampleReport('general-ledger'), 'en', names)
    expect(table.rows.map((row) => row.cells['balance']).filter(Boolean)).toEqual(['0.00', '16000000.00', '15000000.00', '15000000.00'].map((value) => ({ kind: 'money', value })))
    expect(table.rows.find((row) => row.kind === 'line')?.cells['document']).toEqual({ kind: 'text', text: 'INV/2026/11/A-0001' })
  })

  it('leads from a row of the trial balance to the ledger of that account and from an open item to its document', () => {
    expect(reportTable(sampleReport('trial-balance'), 'id').rows[0]?.drill).toEqual({ to: 'report', name: 'general-ledger', arguments: { account: '1101', from: '2026-01-01', to: '2026-11-30' } })
    expect(reportTable(sampleReport('aged-receivables'), 'id').rows[1]?.drill).toEqual({ to: 'document', id: 'si1' })
  })

  it('sums a party with several open items into its buckets', () => {
    const subtotal = reportTable(sampleReport('aged-receivables'), 'id').rows.find((row) => row.kind === 'subtotal')
    expect(subtotal?.cells).toMatchObject({ total: { value: '2400000.00' }, current: { value: '800000.00' }, '1-30': { value: '1600000.00' } })
  })
})

describe('CSV', () => {
  it.each(['=1+1', '+62 812', '-2', '@cmd', '\t=1', '\r=1', '  =1', '＝1', '＠x'])('makes %j harmless', (text) => {
    expect(parse(csvText(text), { relax_column_count: true })[0]?.[0]).toBe(`'${text}`)
  })

  it('leaves negative figures as figures, but not what only looks like one', () => {
    expect(csvNumber('-1250.50')).toBe('-1250.50')
    expect(csvNumber('-1+2')).toBe("'-1+2")
  })

  it('quotes commas, quotes and line ends', () => {
    expect(csvText('a,"b"\nc')).toBe('"a,""b""\nc"')
  })

  it('gives one record a row with as many fields as headings', () => {
    for (const report of sampleReports) {
      const table = reportTable(report, 'zh', names)
      const records: string[][] = parse(toCsv(table), { bom: true })
      expect(records).toHaveLength(table.rows.length + 1)
    }
    expect(toCsv(reportTable(sampleReport('stock-valuation'), 'id', names))).toContain("'=cmd|calc")
  })

  it('sets a byte order mark only where there is more than ASCII', () => {
    expect(toCsv(reportTable(sampleReport('trial-balance'), 'en'))).toMatch(/^Code,Account/)
    expect(toCsv(reportTable(sampleReport('trial-balance'), 'zh'))).toMatch(/^\ufeff编码/)
  })
})

describe('text for a terminal', () => {
  it('counts a Chinese character as two cells', () => {
    expect(cellsOf('藤椅 A')).toBe(6)
    expect(fitCells('藤椅藤椅', 6, 'start')).toBe('藤椅… ')
    expect(cellsOf(fitCells('藤椅', 7, 'end'))).toBe(7)
  })

  it('lines figures up beside names of any script', () => {
    const lines = toText(reportTable(sampleReport('sales-by-product'), 'zh', names), 'zh').split('\n')
    const first = lines.find((line) => line.startsWith('RC-01')) ?? ''
    const second = lines.find((line) => line.startsWith('RT-02')) ?? ''
    expect(cellsOf(first.slice(0, first.indexOf('2.5') + 3))).toBe(cellsOf(second.slice(0, second.indexOf('–') + 1)))
  })

  it('writes figures as the language does and a zero as a dash', () => {
    expect(toText(reportTable(sampleReport('cash-flow'), 'id', names), 'id')).toMatch(/Pindah antar kas dan bank\s+–\n/)
    expect(toText(reportTable(sampleReport('trial-balance'), 'id', names), 'id')).toContain('4.850.000')
    expect(toText(reportTable(sampleReport('income-statement'), 'en', names), 'en')).toContain('6,000,000.50')
  })

  it('lets no control character of a name reach the terminal', () => {
    expect(toText(reportTable(sampleReport('trial-balance'), 'en', { ...names, account: () => 'a\u001b[31mb' }), 'en')).not.toContain('\u001b')
  })
})

describe('workbook', () => {
  it('holds numbers as numbers and a name that looks like a formula as text', async () => {
    const rows = await readSheet(await toXlsx(reportTable(sampleReport('stock-valuation'), 'id', names), 'id', 'CV Rotan'))
    const row = rows.find((each) => each[0] === 'RT-02')
    expect(row).toContain('=cmd|calc')
    expect(row).toContain(-100000)
  })
})

describe('paper', () => {
  it('cuts no figure and says which page of how many', () => {
    for (const report of sampleReports) {
      for (const language of ['id', 'en', 'zh'] as const) {
        const table = reportTable(report, language, names)
        const description = toPdfDescription(table, language, { company: 'CV Rotan', date: '2026-11-30' })
        const texts = description.pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item] : [])))
        expect(texts.every((item) => item.x >= 0 && item.x <= description.width && item.y <= description.height)).toBe(true)
        expect(texts.some((item) => /\d…/.test(item.text))).toBe(false)
      }
    }
  })

  it('repeats the headings on each page of a long ledger', () => {
    const ledger = sampleReport('general-ledger')
    if (ledger.report !== 'general-ledger') throw new Error('not a ledger')
    const [account] = ledger.accounts
    if (!account) throw new Error('no account')
    const long = { ...ledger, accounts: [{ ...account, lines: Array.from({ length: 300 }, () => account.lines[0]!) }] }
    const description = toPdfDescription(reportTable(long, 'en', names), 'en', { company: 'CV Rotan', date: '2026-11-30' })
    expect(description.pages.length).toBeGreaterThan(6)
    for (const page of description.pages) expect(page.items.some((item) => item.kind === 'text' && item.text === 'Debit')).toBe(true)
  })
})

describe('export', () => {
  it('names the file after report and period', async () => {
    const file = await exportReport({ report: sampleReport('trial-balance') as never, format: 'csv', language: 'id', names, company: 'CV Rotan', print: async () => new Uint8Array() })
    expect(file.fileName).toBe('neraca-saldo_2026-11-30.csv')
    expect(Buffer.from(file.base64, 'base64').toString('utf8')).toContain('Kas kecil')
  })
})
