import { isPlainDate } from '../calendar/index.ts'
import { type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { type BusinessEvent, readEvent } from '../events/index.ts'
import { currencyExponents } from '../money/index.ts'
import { countryCode } from './countries.ts'
import { type ColumnMap, type ImportKind, importFields } from './fields.ts'
import { canonicalFigure, decimalMarkOf } from './figures.ts'

/** A row of a table with the line on which it begins. */
export interface ImportRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** What is wrong with a row: in which field, or with the whole. */
export interface RowProblem {
  readonly row: number
  readonly field: string | null
  readonly refusal: Refusal
}

/** An event with the rows that it comes from: `sources` gives the row of a place in one of its lists. */
export interface PlannedEvent {
  readonly row: number
  readonly event: BusinessEvent
  readonly sources?: Readonly<Record<string, readonly number[]>>
}

export interface ImportPlan {
  readonly rows: number
  readonly events: readonly PlannedEvent[]
  readonly problems: readonly RowProblem[]
}

export interface ImportOptions {
  /** Date of the events: from when master data is known, on which the opening balance stands. */
  readonly date: string
  /** Accounts whose open items stand one by one, by side: their rows need a party. */
  readonly controlSide?: (account: string) => 'receivable' | 'payable' | null
  /** Warehouse of stock without one. */
  readonly warehouse?: string
}

type Cell = (field: string) => string

/**
 * Makes events of a table's rows. Every row is looked at; what is wrong is told with row and field, and such a row gives no
 * event. Nothing is known of the book here: what it refuses is found when the events are tried.
 * @refuses (in `problems`) IMPORT_COLUMN_MISSING, FIELD_MISSING, FIELD_INVALID, BAD_DECIMAL, NUM_AMBIGUOUS, DATE_INVALID, CURRENCY_UNKNOWN, IMPORT_REPEATED, and what `readEvent` refuses
 */
export function planImport(kind: ImportKind, rows: readonly ImportRow[], columns: ColumnMap, options: ImportOptions): ImportPlan {
  const fields = importFields[kind]
  const problems: RowProblem[] = []
  for (const field of fields) if (field.required && columns[field.id] === undefined) problems.push({ row: 1, field: field.id, refusal: refuse('IMPORT_COLUMN_MISSING', { column: field.id }) })
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (problems.length > 0) return { rows: filled.length, events: [], problems }
  const figureColumns = fields.filter((field) => field.value === 'figure').flatMap((field) => columns[field.id] ?? [])
  const mark = decimalMarkOf(filled.flatMap(({ cells }) => figureColumns.map((column) => cells[column] ?? '')))
  const read = filled.map(({ row, cells }): ReadRow => {
    const own: RowProblem[] = []
    const values = new Map<string, string>()
    for (const field of fields) {
      const column = columns[field.id]
      const text = column === undefined ? '' : (cells[column] ?? '').trim()
      if (text === '') continue
      if (field.value === 'text') values.set(field.id, text)
      else {
        const figure = canonicalFigure(text, mark)
        if (figure.ok) values.set(field.id, figure.value)
        else own.push(...figure.refusals.map((refusal) => ({ row, field: field.id, refusal })))
      }
    }
    return { row, cell: (field) => values.get(field) ?? '', problems: own }
  })
  const plan = kind === 'opening' ? planOpening(read, options) : planMasters(kind, read, options)
  return { rows: filled.length, events: plan.events, problems: [...problems, ...plan.problems].sort((a, b) => a.row - b.row) }
}

interface ReadRow { readonly row: number; readonly cell: Cell; readonly problems: readonly RowProblem[] }
type Planned = Omit<ImportPlan, 'rows'>

function planMasters(kind: 'products' | 'parties', rows: readonly ReadRow[], { date }: ImportOptions): Planned {
  const events: PlannedEvent[] = []
  const problems: RowProblem[] = []
  const seen = new Map<string, number>()
  for (const { row, cell, problems: own } of rows) {
    const found: RowProblem[] = [...own]
    const code = cell('code')
    const earlier = seen.get(code)
    if (code !== '' && earlier !== undefined) found.push({ row, field: 'code', refusal: refuse('IMPORT_REPEATED', { code, row: earlier }, 'code') })
    else seen.set(code, row)
    const made = kind === 'products' ? productFields(cell) : partyFields(cell)
    if (!made.ok) found.push(...made.refusals.map((refusal) => ({ row, field: refusal.field ?? null, refusal })))
    else {
      const event = { event: kind === 'products' ? 'product.add' : 'party.add', id: `import/${kind === 'products' ? 'product' : 'party'}/${code}`, date, ...made.value }
      const checked = readEvent(event)
      if (checked.ok && found.length === 0) events.push({ row, event: checked.value })
      else if (!checked.ok) found.push(...checked.refusals.filter((refusal) => refusal.field !== 'id').map((refusal) => ({ row, field: refusal.field ?? null, refusal })))
    }
    problems.push(...found)
  }
  return { events, problems }
}

function filledOnly(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null))
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
const yes = /^(y|yes|ya|true|1|是)$/i

function productFields(cell: Cell): Outcome<Record<string, unknown>> {
  const refusals: Refusal[] = []
  const kind = cell('kind').toLowerCase()
  const origin = cell('countryOrigin')
  const country = origin === '' ? null : countryCode(origin)
  if (origin !== '' && country === null) refusals.push(refuse('FIELD_INVALID', { name: 'countryOrigin' }, 'countryOrigin'))
  const hsCode = cell('hsCode').replace(/[.\s]/g, '')
  if (hsCode !== '' && !/^[0-9]{4,12}$/.test(hsCode)) refusals.push(refuse('FIELD_INVALID', { name: 'hsCode' }, 'hsCode'))
  const sides = cell('dimensions').split(/\s*[x×*]\s*/i).map((side) => side.replace(',', '.'))
  if (cell('dimensions') !== '' && (sides.length !== 3 || sides.some((side) => !/^[0-9]+(\.[0-9]+)?$/.test(side)))) refusals.push(refuse('FIELD_INVALID', { name: 'dimensions' }, 'dimensions'))
  if (refusals.length > 0) return { ok: false, refusals }
  const gross = cell('grossKg')
  // A table that gives the weight and size of a packed piece says how one piece travels.
  const packaging = gross === '' ? null : filledOnly({
    quantityPerPackage: cell('quantityPerPackage') || '1', netPerPackageKg: cell('weightKg'), grossPerPackageKg: gross, lengthCm: sides[2] === undefined ? '' : sides[0], widthCm: sides[2] === undefined ? '' : sides[1], heightCm: sides[2] ?? '',
  })
  const [usd, idr] = [cell('priceUsd'), cell('priceIdr')]
  return {
    ok: true,
    value: filledOnly({
      code: cell('code'), name: oneLine(cell('name')), nameEn: oneLine(cell('nameEn')), nameZh: oneLine(cell('nameZh')), kind: /^(service|jasa|服务)$/.test(kind) ? 'service' : 'goods', unit: cell('unit'), hsCode,
      weightKg: cell('weightKg'), packaging, countryOrigin: country, material: cell('material'), brand: cell('brand'), salePrice: usd || idr, saleCurrency: usd !== '' ? 'USD' : idr !== '' ? 'IDR' : '',
      salePriceIdr: usd === '' ? '' : idr, purchaseCost: cell('cost'), minStock: cell('minStock'), lotTracked: yes.test(cell('lotTracked')) ? true : '', vatClass: cell('vatClass'), category: cell('category'),
      barcode: cell('barcode').replace(/[\s']/g, ''), description: cell('description'),
    }),
  }
}

/** `net 30`, `30 hari`, `30`: days. What is paid at once, or by letter of credit or transfer before shipment, has none. */
function termsDays(terms: string): number {
  const days = /(?:^|net|n\/|tempo)\s*([0-9]{1,3})\s*(?:days?|hari|天)?$/i.exec(terms.trim())
  return days ? Number(days[1]) : 0
}

function partyFields(cell: Cell): Outcome<Record<string, unknown>> {
  const refusals: Refusal[] = []
  const country = cell('country') === '' ? null : countryCode(cell('country'))
  if (cell('country') !== '' && country === null) refusals.push(refuse('FIELD_INVALID', { name: 'country' }, 'country'))
  const currency = cell('currency').toUpperCase()
  if (currency !== '' && !Object.hasOwn(currencyExponents, currency)) refusals.push(refuse('CURRENCY_UNKNOWN', { currency: cell('currency') }, 'currency'))
  if (refusals.length > 0) return { ok: false, refusals }
  const local = oneLine(cell('nameLocal'))
  const isChinese = country === 'CN' || country === 'HK' || country === 'TW' || country === 'MO'
  const place = [cell('city'), cell('state'), cell('postcode')].filter((part) => part !== '').join(', ').replace(/, (?=[0-9A-Z -]+$)/, ' ')
  const address = [...cell('street').split(/[\r\n]+/).map((part) => part.trim()), place].filter((part) => part !== '')
  const taxId = cell('taxId').replace(/^'/, '')
  const role = cell('role').toLowerCase()
  return {
    ok: true,
    value: filledOnly({
      code: cell('code'), name: oneLine(cell('name')), nameZh: isChinese ? local : '', nameLocal: isChinese ? '' : local, country, defaultCurrency: currency, contact: cell('contact'), email: cell('email'), phone: phoneText(cell('phone'), country),
      address: address.length > 0 ? address : null, uscc: country === 'CN' ? taxId : '', taxId: country === 'CN' ? '' : taxId, nitku: cell('nitku').replace(/^'/, ''), termsDays: termsDays(cell('terms')), terms: cell('terms'),
      incoterm: cell('incoterm').toUpperCase(), language: cell('language').toLowerCase(), ...(/(supplier|pemasok|供应商)/.test(role) ? { supplier: true } : { customer: true }),
    }),
  }
}

/** A number of this country without its prefix gets it. */
function phoneText(phone: string, country: string | null): string {
  const text = phone.replace(/^'/, '')
  return country === 'ID' && /^0[0-9]/.test(text) ? `+62${text.slice(1)}` : text
}

/** One opening balance of all rows: accounts, open items of parties, stock. */
function planOpening(rows: readonly ReadRow[], { date, controlSide, warehouse }: ImportOptions): Planned {
  const problems: RowProblem[] = []
  const lists: Record<'accounts' | 'receivables' | 'payables' | 'stock', Record<string, unknown>[]> = { accounts: [], receivables: [], payables: [], stock: [] }
  const sources: Record<string, number[]> = { accounts: [], receivables: [], payables: [], stock: [] }
  const used = new Set<string>()
  for (const { row, cell, problems: own } of rows) {
    problems.push(...own)
    const bad = (field: string, refusal: Refusal): void => void problems.push({ row, field, refusal })
    const add = (list: keyof typeof lists, fields: Record<string, unknown>): void => {
      lists[list].push(filledOnly(fields))
      sources[list]?.push(row)
    }
    const rate = cell('rate')
    if (cell('product') !== '') {
      add('stock', { product: cell('product'), warehouse: cell('warehouse') || warehouse, quantity: cell('quantity'), value: cell('value') || cell('debit') || cell('amount') })
      continue
    }
    const account = cell('account')
    const ofAccount = account === '' ? undefined : controlSide?.(account)
    const byFigures = cell('party') === '' ? null : cell('credit') === '' ? 'receivable' : 'payable'
    const side = sideOf(cell('side')) ?? ofAccount ?? byFigures
    if (side === null) {
      if (account === '') bad('account', refuse('FIELD_MISSING', { name: 'account' }, 'account'))
      const [debit, credit] = [cell('debit') || (cell('amount').startsWith('-') ? '' : cell('amount')), cell('credit') || (cell('amount').startsWith('-') ? cell('amount').slice(1) : '')]
      if (isZero(debit) && isZero(credit)) continue
      add('accounts', { account, debit: isZero(debit) ? '' : debit, credit: isZero(credit) ? '' : credit, rate })
      continue
    }
    const party = cell('party')
    if (party === '') {
      bad('party', refuse('FIELD_MISSING', { name: 'party' }, 'party'))
      continue
    }
    const dates = { date: dateText(cell('date')), dueDate: dateText(cell('dueDate')) }
    for (const name of ['date', 'dueDate'] as const) if (cell(name) !== '' && dates[name] === '') bad(name, refuse('DATE_INVALID', { text: cell(name) }, name))
    const currency = cell('currency').toUpperCase()
    const base = cell('document') || `opening/${party}`
    let id = base
    for (let count = 2; used.has(id); count += 1) id = `${base}/${count}`
    used.add(id)
    add(side === 'receivable' ? 'receivables' : 'payables', {
      id, [side === 'receivable' ? 'customer' : 'supplier']: party, currency: currency === 'IDR' ? '' : currency, amount: cell('amount') || cell('debit') || cell('credit'), rate, ...dates,
    })
  }
  if (problems.length > 0 || rows.length === 0) return { events: [], problems: rows.length === 0 ? [{ row: 1, field: null, refusal: refuse('IMPORT_EMPTY') }] : problems }
  const event = { event: 'opening.post', id: `import/opening/${date}`, date, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) }
  const checked = readEvent(event)
  const first = rows[0]?.row ?? 1
  if (checked.ok) return { events: [{ row: first, event: checked.value, sources }], problems: [] }
  return { events: [], problems: checked.refusals.map((refusal) => placeOf(refusal, sources, first)) }
}

/** `receivables.3.amount` is a field of the row that this entry came from. */
export function placeOf(refusal: Refusal, sources: Readonly<Record<string, readonly number[]>>, otherwise: number): RowProblem {
  const [list = '', place = '', field = null] = (refusal.field ?? '').split('.')
  const row = sources[list]?.[Number(place)]
  return row === undefined ? { row: otherwise, field: refusal.field ?? null, refusal } : { row, field, refusal }
}

const isZero = (figure: string): boolean => !/[1-9]/.test(figure)

function sideOf(text: string): 'receivable' | 'payable' | null {
  if (/^(receivable|piutang|ar|customer|pelanggan|应收)/i.test(text)) return 'receivable'
  return /^(payable|utang|hutang|ap|supplier|pemasok|应付)/i.test(text) ? 'payable' : null
}

/** `2026-11-24`, `24/11/2026`, `24.11.2026`; a day before its month, as here. @returns '' for what is no date */
function dateText(text: string): string {
  const iso = text.slice(0, 10)
  if (isPlainDate(iso)) return iso
  const parts = /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$/.exec(text)
  const date = parts ? `${parts[3]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[1] ?? '').padStart(2, '0')}` : ''
  return isPlainDate(date) ? date : ''
}
