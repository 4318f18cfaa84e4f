import type { FileOutput } from '../../contract/index.ts'
import type { ReportNames } from '../../core/report-layout/index.ts'
import type { PageDescription } from '../../paperwork/page/description.ts'
import { toCsv } from './csv.ts'
import { toPdfDescription } from './report-paper.ts'
import { reportTable } from './report-table.ts'
import { toXlsx } from './workbook.ts'
import type { ReportLanguage } from './words.ts'

export type ReportFormat = 'csv' | 'json' | 'pdf' | 'xlsx'

export const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv;charset=utf-8', json: 'application/json', pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export interface ReportExport {
  /** The JSON of the events contract, section 7. */
  readonly report: Readonly<Record<string, unknown>>
  readonly format: ReportFormat
  readonly language: ReportLanguage
  readonly names: ReportNames
  readonly company: string
  /** Turns a page description into PDF bytes (`backend/printing`). */
  readonly print: (description: PageDescription) => Promise<Uint8Array>
}

/** A report as a file whose name tells report and period: `neraca-saldo_2026-11-30.xlsx`. */
export async function exportReport(wanted: ReportExport): Promise<FileOutput> {
  const table = reportTable(wanted.report, wanted.language, wanted.names)
  const period = 'asOf' in table.period ? table.period.asOf : `${table.period.from}_${table.period.to}`
  const name = table.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return {
    fileName: `${name}_${period}.${wanted.format}`, mediaType: mediaTypes[wanted.format],
    base64: Buffer.from(await bytesOf()).toString('base64'),
  }

  async function bytesOf(): Promise<Uint8Array> {
    switch (wanted.format) {
      case 'csv': return Buffer.from(toCsv(table), 'utf8')
      case 'json': return Buffer.from(`${JSON.stringify(wanted.report, null, 1)}\n`, 'utf8')
      case 'xlsx': return toXlsx(table, wanted.language, wanted.company)
      case 'pdf': return wanted.print(toPdfDescription(table, wanted.language, { company: wanted.company, date: 'asOf' in table.period ? table.period.asOf : table.period.to }))
    }
  }
}
