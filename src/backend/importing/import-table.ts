import type { FileSource, ImportPreview, ImportResult } from '../../contract/index.ts'
import { canonicalJson } from '../../core/document/index.ts'
import { type Refusal, refuse } from '../../core/errors/index.ts'
import { type ImportKind, type ImportPlan, type PlannedEvent, type RowProblem, guessColumns, guessKind, importFields, placeOf, planImport } from '../../core/importing/index.ts'
import type { Book } from '../../store/book/index.ts'
import { listPage, masterOf } from '../../store/projections/index.ts'
import { requireEventRole } from '../handlers/event-roles.ts'
import { applyEvent } from '../posting/apply-event.ts'
import type { Session } from '../transport/dispatch.ts'
import { readSource } from './source.ts'
import { type TableFile, readTableFile } from './table-file.ts'

const previewRows = 12

export async function previewTable(source: FileSource, kind: ImportKind | undefined): Promise<ImportPreview> {
  const { headings, rows } = await readTableFile(readSource(source).bytes)
  const found = kind ?? guessKind(headings)
  return {
    kind: found, sheets: [], headings, rows: rows.slice(0, previewRows), total: rows.length, columns: found === null ? {} : guessColumns(found, headings),
    fields: found === null ? [] : importFields[found].map(({ id, required }) => ({ id, required })),
  }
}

export interface TableRequest {
  readonly source: FileSource
  readonly kind: ImportKind
  readonly columns?: Readonly<Record<string, number>> | undefined
  readonly date?: string | undefined
  readonly dryRun: boolean
  readonly skipBad: boolean
}

/** Thrown to take a trial back. */
class Trial extends Error {}

/**
 * Takes a table in, or tries it: every row is applied in one transaction, so that all that is wrong is known at once; the
 * transaction is taken back for a trial, and where a row is bad that was not to be left out.
 * @throws RefusalError FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_INVALID, IMPORT_EMPTY, ROLE_FORBIDDEN
 */
export async function importTable(book: Book, request: TableRequest, session: Session, today: string): Promise<ImportResult> {
  const table = await readTableFile(readSource(request.source).bytes)
  const columns = request.columns ?? guessColumns(request.kind, table.headings)
  let plan = planOf(book, request, table, columns, today)
  if (request.skipBad && request.kind === 'opening' && plan.problems.length > 0) {
    const bad = new Set(plan.problems.map((problem) => problem.row))
    const rest = planOf(book, request, { ...table, rows: table.rows.filter(({ row }) => !bad.has(row)) }, columns, today)
    plan = { ...rest, problems: [...plan.problems, ...rest.problems] }
  }
  for (const { event } of plan.events) requireEventRole(session, event)
  const problems: RowProblem[] = [...plan.problems]
  let applied = 0
  let unchanged = 0
  try {
    book.transaction(() => {
      for (const planned of plan.events) {
        const result = applyPlanned(book, planned, session.author)
        if (result === 'posted') applied += 1
        else if (result === 'unchanged') unchanged += 1
        else problems.push(...result.map((refusal) => (planned.sources ? placeOf(refusal, planned.sources, planned.row) : { row: planned.row, field: refusal.field ?? null, refusal })))
      }
      if (request.dryRun || (problems.length > 0 && !request.skipBad)) throw new Trial()
    })
  } catch (error) {
    if (!(error instanceof Trial)) throw error
    if (!request.dryRun) applied = 0
  }
  return resultOf(request, table, columns, plan, problems, { applied, unchanged })
}

function planOf(book: Book, request: TableRequest, table: TableFile, columns: Readonly<Record<string, number>>, today: string): ImportPlan {
  const view = book.projections.view()
  const warehouses = request.kind === 'opening' ? listPage(book.projections.sql, 'warehouses', { offset: 0, limit: 1, today }).rows : []
  const sides: Readonly<Record<string, 'receivable' | 'payable'>> = { [view.accountOfRole('receivable')]: 'receivable', [view.accountOfRole('payable')]: 'payable' }
  const [first] = warehouses
  return planImport(request.kind, table.rows, columns, { date: request.date ?? today, controlSide: (account) => sides[account] ?? null, ...(first ? { warehouse: first.code } : {}) })
}

function applyPlanned(book: Book, { event }: PlannedEvent, author: string): 'posted' | 'unchanged' | readonly Refusal[] {
  if (isThere(book, event)) return 'unchanged'
  const outcome = applyEvent(book, event, { author })
  if (outcome.ok) return outcome.value.status
  const code = event['code']
  // The id is made of the code: that it is taken means that the code is.
  return outcome.refusals.map((refusal) => (refusal.code === 'DUPLICATE_ID' && typeof code === 'string' ? refuse('DUPLICATE_CODE', { code }, 'code') : refusal))
}

/** Master data that says the same already, whenever and however it came. */
function isThere(book: Book, event: PlannedEvent['event']): boolean {
  const type = event.event === 'product.add' ? 'product' : event.event === 'party.add' ? 'party' : null
  if (type === null) return false
  const known = masterOf(book.projections.sql, type, String(event['code']))
  if (!known) return false
  return Object.entries(event).every(([name, value]) => name === 'event' || name === 'id' || name === 'date' || canonicalJson(known.fields[name] ?? null) === canonicalJson(value))
}

function resultOf(request: TableRequest, table: TableFile, columns: Readonly<Record<string, number>>, plan: ImportPlan, problems: readonly RowProblem[], counts: { applied: number; unchanged: number }): ImportResult {
  const bad = [...problems].sort((a, b) => a.row - b.row).map(({ row, field, refusal }) => {
    const at = field === null ? undefined : columns[field.split('.')[0] ?? '']
    return { row, column: at === undefined ? null : (table.headings[at] ?? null), field, refusal }
  })
  const rows = Math.max(plan.rows, table.rows.length)
  return { kind: request.kind, rows, good: rows - new Set(bad.map(({ row }) => row)).size, ...counts, bad, dryRun: request.dryRun }
}

