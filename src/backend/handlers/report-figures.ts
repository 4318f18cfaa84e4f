import type { ReportName } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import {
  type Explained, type ExplainedLine, type FigureExplanation, type FigureUnit, type ReportCell, type ReportDrill, type ReportRow, type ReportTable, addTexts, comparedPart, isZero, layOutParts, negateText, sumOf,
} from '../../core/report-layout/index.ts'
import type { Book } from '../../store/book/index.ts'
import { explainFigure } from '../../store/projections/index.ts'
import type { Handlers } from '../context.ts'
import type { TextLanguage } from '../error-text.ts'
import { reportTable, reportText } from '../reporting/index.ts'
import { reportNamesOf } from './report-names.ts'
import { keepPrint, printsOf } from './report-prints.ts'
import { comparedDates, datesOf, runReport, sqlOf } from './report-run.ts'

type Given = Parameters<typeof runReport>[2]
type Drilled = Extract<ReportDrill, { to: 'figure' }>['name']

export const figureHandlers: Handlers<'figure.explain' | 'report.prints' | 'report.keep'> = {
  'figure.explain': ({ book, today }, { name, arguments: given, row, column, language }) => explain(book(), name, given, row, column, language, today()),
  'report.prints': ({ book }, { name }) => printsOf(book(), name),
  'report.keep': ({ book, session, today }, { name, arguments: given, how }) => {
    const open = book()
    if (given.asKnown !== undefined) return { id: given.asKnown }
    const json = runReport(open, name, given, today())
    return { id: keepPrint(open, { how, report: name, arguments: keptArguments(name, given, today()), json }, session.author) }
  },
}

/** What a print is asked for again: its dates, whatever day it is then. */
function keptArguments(name: ReportName, given: Given, today: string): Record<string, string> {
  const { account, product, party, by, compareFrom, compareTo } = given
  return Object.fromEntries(Object.entries({ ...datesOf(name, given, today), account, product, party, by, compareFrom, compareTo }).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** @throws RefusalError DOCUMENT_NOT_FOUND for a row or column that the report has not */
export function explain(book: Book, name: ReportName, given: Given, key: string, column: string, language: TextLanguage, today: string): FigureExplanation {
  const names = reportNamesOf(book, language)
  const words = (word: string): string => reportText(language, word)
  const table = reportTable(runReport(book, name, given, today), language, names)
  const row = table.rows.find((each) => each.key === key)
  const cell = row?.cells[column]
  if (row === undefined || cell === undefined) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id: `${key} ${column}` }, 'row'))
  const explained = partsOf(book, name, given, table, row, column, today)
  const [first] = explained.parts
  const value = 'value' in cell ? cell.value : ''
  const sum = first === undefined || !first.adds ? value : sumOf(first)
  return {
    title: `${rowTitle(row)} · ${table.columns.find((each) => each.id === column)?.heading ?? column}`, figure: cell, sum, agrees: isZero(addTexts(sum, negateText(value))), parts: layOutParts(explained.parts, words, names),
  }
}

function rowTitle(row: ReportRow): string {
  const texts = Object.values(row.cells).flatMap((cell) => ('text' in cell && cell.text !== '' ? [cell.text] : []))
  return texts.slice(0, 2).join(' ')
}

function partsOf(book: Book, name: ReportName, given: Given, table: ReportTable, row: ReportRow, column: string, today: string): Explained {
  const key = row.key ?? ''
  const cell = row.cells[column] as ReportCell
  const plain = plainArguments(given)
  const compared = comparedPart(column)
  if (compared !== null) return comparedParts(name, given, plain, row, compared)
  if (cell.kind === 'percent') return quotient(name, plain, row, ['margin', 'revenue'])
  if (column === 'unitCost') return quotient(name, plain, row, ['value', 'quantity'])
  if (name === 'year-overview' && column === 'profit') return ofCells(name, plain, row, [['sales', 1], ['cost', -1], ['expenses', -1], ['other', 1]])
  if (row.sums !== undefined && !(name === 'party-statement' && column === 'balance')) {
    const lines = summands(table, row, column).map(({ row: part, sign, value }): ExplainedLine => lineOf(name, plain, part, column, sign === 1 ? value : negateText(value)))
    return { parts: [{ part: 'rows', unit: unitOf(cell), lines, adds: true }] }
  }
  return explainFigure(sqlOf(book, given), name, { ...given, ...datesOf(name, given, today) }, key, column)
}

/** A line that names another row of the same report and opens its figure. */
function lineOf(name: ReportName, plain: Readonly<Record<string, string>>, row: ReportRow, column: string, amount: string): ExplainedLine {
  const date = row.cells['date']
  const drill: ReportDrill | undefined = row.key === undefined ? row.drill : { to: 'figure', name: name as Drilled, arguments: plain, row: row.key, column }
  return { ...(date?.kind === 'date' ? { date: date.value } : {}), text: rowTitle(row), amount, ...(drill === undefined ? {} : { drill }) }
}

const unitOf = (cell: ReportCell): FigureUnit => (cell.kind === 'foreign' ? { kind: 'foreign', currency: cell.currency } : cell.kind === 'quantity' ? { kind: 'quantity' } : cell.kind === 'percent' ? { kind: 'percent' } : { kind: 'money' })

/** The rows that a sum is made of, with their figures in that column. */
function summands(table: ReportTable, row: ReportRow, column: string): { readonly row: ReportRow; readonly sign: 1 | -1; readonly value: string }[] {
  const own = row.cells[column]
  const figure = (part: ReportRow): string | null => {
    const cell = part.cells[column]
    if (cell === undefined || !('value' in cell) || cell.kind === 'date' || cell.kind !== own?.kind) return null
    return cell.kind === 'foreign' && own.kind === 'foreign' && cell.currency !== own.currency ? null : cell.value
  }
  const at = table.rows.indexOf(row)
  const lines: readonly (readonly [ReportRow, 1 | -1])[] = row.sums === 'page'
    ? table.rows.filter((part) => part.kind === 'line').map((part) => [part, 1] as const)
    : row.sums === 'section'
      ? table.rows.slice(table.rows.slice(0, at).findLastIndex((part) => part.kind === 'section') + 1, at).filter((part) => part.kind === 'line').map((part) => [part, 1] as const)
      : (row.sums ?? []).flatMap(([key, sign]) => table.rows.filter((part) => part.key === key).map((part) => [part, sign] as const))
  return lines.flatMap(([part, sign]) => {
    const value = figure(part)
    return value === null || isZero(value) ? [] : [{ row: part, sign, value }]
  })
}

function ofCells(name: ReportName, plain: Readonly<Record<string, string>>, row: ReportRow, columns: readonly (readonly [string, 1 | -1])[]): Explained {
  const lines = columns.flatMap(([column, sign]): ExplainedLine[] => {
    const cell = row.cells[column]
    return cell?.kind === 'money' && !isZero(cell.value) ? [{ label: `column.${column}`, amount: sign === 1 ? cell.value : negateText(cell.value), drill: { to: 'figure', name: name as Drilled, arguments: plain, row: row.key ?? '', column } }] : []
  })
  return { parts: [{ part: 'rows', unit: { kind: 'money' }, lines, adds: true }] }
}

/** A figure that is one divided by another: both, each to be opened. */
function quotient(name: ReportName, plain: Readonly<Record<string, string>>, row: ReportRow, columns: readonly [string, string]): Explained {
  const lines = columns.flatMap((column): ExplainedLine[] => {
    const cell = row.cells[column]
    if (cell?.kind !== 'money' && cell?.kind !== 'quantity') return []
    return [{ label: `column.${column}`, ...(cell.kind === 'quantity' ? { quantity: cell.value } : { amount: cell.value }), drill: { to: 'figure', name: name as Drilled, arguments: plain, row: row.key ?? '', column } }]
  })
  return { parts: [{ part: 'quotient', unit: { kind: 'money' }, lines, adds: false }] }
}

function comparedParts(name: ReportName, given: Given, plain: Readonly<Record<string, string>>, row: ReportRow, compared: NonNullable<ReturnType<typeof comparedPart>>): Explained {
  const now = row.cells[compared.column]
  const before = row.cells[`${compared.column}.before`]
  const dates = comparedDates(name, given)
  if (now?.kind !== 'money' || before?.kind !== 'money' || dates === null) return { parts: [] }
  const { compareFrom: _from, compareTo: _to, ...own } = plain
  const other = { ...Object.fromEntries(Object.entries(own).filter(([each]) => each !== 'from' && each !== 'to' && each !== 'asOf')), ...dates }
  const then = (amount: string): ExplainedLine => ({ label: 'before', amount, drill: { to: 'figure', name: name as Drilled, arguments: other, row: row.key ?? '', column: compared.column } })
  const now_ = (amount: string): ExplainedLine => ({ label: 'now', amount, drill: { to: 'figure', name: name as Drilled, arguments: own, row: row.key ?? '', column: compared.column } })
  switch (compared.part) {
    case 'before': return { parts: [{ part: 'rows', unit: { kind: 'money' }, adds: true, lines: [then(before.value)] }] }
    case 'change': return { parts: [{ part: 'rows', unit: { kind: 'money' }, adds: true, lines: [now_(now.value), then(negateText(before.value))] }] }
    case 'percent': return { parts: [{ part: 'quotient', unit: { kind: 'money' }, adds: false, lines: [{ label: 'change', amount: addTexts(now.value, negateText(before.value)) }, then(before.value)] }] }
  }
}

function plainArguments(given: Given): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
