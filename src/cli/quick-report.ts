// The reports of a short command, answered by the plain way where that is open.
import { resolve } from 'node:path'
import { plainReport } from '../backend/plain-report.ts'
import { defaultDataFolder } from '../backend/process/data-folder.ts'
import type { ReportName } from '../contract/index.ts'
import { readArguments } from './arguments.ts'
import { languageOf } from './language.ts'
import { reportArgumentsOf } from './report-options.ts'

const names: ReadonlySet<string> = new Set(['trial-balance', 'balance-sheet', 'income-statement', 'cash-flow', 'equity-changes', 'general-ledger', 'stock-valuation', 'aged-receivables', 'aged-payables'])

/** @returns what the command prints, or null where it has to go its ordinary way */
export function quickReport(argv: readonly string[]): string | null {
  try {
    const given = readArguments(argv)
    const [name = '', ...rest] = given.positionals
    const file = resolve(given.need('book'))
    const format = given.flags.has('json') ? 'json' : (given.text('format') ?? 'table')
    const isPlain = [...given.flags].every((flag) => flag === 'json') && given.text('out') === undefined && given.text('as-known') === undefined && (format === 'json' || format === 'table')
    if (given.command !== 'report' || !names.has(name) || rest.length > 0 || !isPlain) return null
    const now = new Date()
    const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
    return plainReport({
      name: name as ReportName, file, dataFolder: given.text('data') ?? defaultDataFolder(), arguments: reportArgumentsOf(given), today, format, language: languageOf(given),
    })
  } catch {
    return null
  }
}
