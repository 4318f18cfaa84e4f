import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { type TextLanguage, errorText } from '../backend/error-text.ts'
import { type BankImportResult, type BankMapping, type ImportKind, type ImportResult, bankMapping, importKinds } from '../contract/index.ts'
import { type Refusal, RefusalError, refuse } from '../core/errors/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { print, printJson } from './output.ts'

export const importUsage = `mendunia import shipment FILE.json --book F
  mendunia import bank FILE --book F [--account CODE] [--profile MAPPING.json] [--dry-run]
  mendunia import ${importKinds.join('|')} FILE --book F [--as-of D] [--dry-run] [--skip-bad]`

interface Manner { readonly language: TextLanguage; readonly json: boolean }

const isKind = (text: string): text is ImportKind => (importKinds as readonly string[]).includes(text)

/** Checked before the book is opened. @throws UsageError */
export function importRequest(given: Arguments): { readonly kind: 'bank' | 'shipment' | ImportKind; readonly file: string } {
  const [kind, file] = given.positionals
  if (kind === undefined) throw new UsageError('what to import is missing')
  if (kind !== 'bank' && kind !== 'shipment' && !isKind(kind)) throw new UsageError(`unknown kind '${kind}'`)
  if (file === undefined) throw new UsageError('the file is missing')
  return { kind, file: resolve(file) }
}

/** @returns the exit code: 1 where rows were bad */
export async function runImport(connection: Connection, given: Arguments, manner: Manner): Promise<number> {
  const { kind, file } = importRequest(given)
  const dryRun = given.flags.has('dry-run')
  const source = { file }
  if (kind === 'shipment') {
    const result = await connection.call('shipment.import', { source })
    if (manner.json) printJson(result)
    else {
      print(`${result.shipment}: ${result.status}`)
      for (const { code, created } of [...result.parties, ...result.products]) print(`  ${code}${created ? ' +' : ''}`)
      for (const draft of [result.order, result.invoice]) if (draft !== null) print(`  ${draft}`)
    }
    return 0
  }
  if (kind === 'bank') {
    const account = given.text('account')
    const result = await connection.call('bank.import', { source, dryRun, ...(account === undefined ? {} : { account }), ...mappingOf(given) })
    tellBank(result, manner)
    return 0
  }
  const date = given.text('as-of')
  const skipBad = given.flags.has('skip-bad')
  const result = await connection.call('import.run', { source, kind, dryRun, skipBad, ...(date === undefined ? {} : { date }) })
  tellTable(result, manner)
  return result.bad.length > 0 && !skipBad ? 1 : 0
}

/** How the columns of an unknown bank table are to be read; the other formats are known by their content. */
function mappingOf(given: Arguments): { readonly mapping?: BankMapping } {
  const file = given.text('profile')
  if (file === undefined || !file.endsWith('.json')) return {}
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new RefusalError(refuse('FILE_INVALID'))
    throw error
  }
  const mapping = v.safeParse(bankMapping, content)
  if (!mapping.success) throw new RefusalError(refuse('FILE_INVALID'))
  return { mapping: mapping.output }
}

function worded(refusal: Refusal, language: TextLanguage): object {
  return { code: refusal.code, message: errorText(refusal, language), params: refusal.params }
}

function tellBank(result: BankImportResult, { json, language }: Manner): void {
  if (json) {
    printJson({ ...result, warnings: result.warnings.map((warning) => worded(warning, language)) })
    return
  }
  for (const statement of result.statements) {
    print(`${statement.account} ${statement.bankAccount} ${statement.format} ${statement.from} – ${statement.to}: ${statement.lines} lines, ${statement.added} new, ${statement.opening ?? '–'} → ${statement.closing ?? '–'} ${statement.currency}`)
  }
  for (const warning of result.warnings) process.stderr.write(`${warning.code}: ${errorText(warning, language)}\n`)
}

function tellTable(result: ImportResult, { json, language }: Manner): void {
  if (json) {
    printJson({ ...result, bad: result.bad.map(({ row, column, field, refusal }) => ({ row, column, field, ...worded(refusal, language) })) })
    return
  }
  for (const { row, column, refusal } of result.bad) process.stderr.write(`${row}${column === null ? '' : ` ${column}`}: ${refusal.code}: ${errorText(refusal, language)}\n`)
  print(`${result.kind}: ${result.rows} rows, ${result.good} good, ${result.applied} ${result.dryRun ? 'would be new' : 'new'}, ${result.unchanged} there already`)
}
