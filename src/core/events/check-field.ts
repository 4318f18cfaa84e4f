import { isPlainDate, isPlainMonth } from '../calendar/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import { type CurrencyCode, baseCurrency, exponentOf, isCurrency, parseDecimal, rescale } from '../money/index.ts'
import type { EventType } from './event-types.ts'
import { eventFields } from './event-fields.ts'
import { type Field, type FieldSpec, type Fields, nameMax } from './field.ts'

/** Digits before the decimal point that any amount may have. */
export const wholeDigitsMax = 15
/** Decimals that an amount may have whose currency is not known before posting: those of the dinar. */
const placesOfAnyCurrency = 3

type Members = Readonly<Record<string, unknown>>

/** What a value's check may need from around it: the currency of its document, null if that is not a known one. */
export interface FieldSurroundings {
  readonly currency: CurrencyCode | null
}

/** Checks all fields of an object, adding to `refusals`. `prefix` is the path of the object, with its dot. */
export function checkFields(fields: Fields, input: Members, prefix: string, outer: FieldSurroundings, refusals: Refusal[]): void {
  const around = 'currency' in fields ? { currency: currencyIn(input) } : outer
  for (const [key, field] of Object.entries(fields)) checkMember(key, field, Object.hasOwn(input, key) ? input[key] : undefined, prefix + key, around, refusals)
}

function checkMember(key: string, field: Field, value: unknown, path: string, around: FieldSurroundings, refusals: Refusal[]): void {
  if (value === undefined || (value === '' && field.required)) {
    if (field.required) refusals.push(refuse('FIELD_MISSING', { name: key }, path))
    return
  }
  checkValue(field.spec, key, value, path, around, refusals)
}

/**
 * Checks one value of a form: `checkField('sales.invoice', 'lines.0.quantity', '12,5')`.
 * @returns every problem; none too if the path is not a field of the type (unknown fields are ignored)
 */
export function checkField(type: EventType, path: string, value: unknown, around: FieldSurroundings = { currency: null }): readonly Refusal[] {
  let fields: Fields = eventFields[type]
  const steps = path.split('.')
  for (let at = 0; at < steps.length; at += 1) {
    const key = steps[at] ?? ''
    const field: Field | undefined = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (!field) return []
    const refusals: Refusal[] = []
    if (at === steps.length - 1) {
      checkMember(key, field, value, path, around, refusals)
      return refusals
    }
    if (field.spec.kind !== 'list') return []
    const row = field.spec.row
    if (isSpec(row)) {
      checkValue(row, key, value, path, around, refusals)
      return refusals
    }
    fields = row
    at += 1
  }
  return []
}

function checkValue(spec: FieldSpec, key: string, value: unknown, path: string, around: FieldSurroundings, refusals: Refusal[]): void {
  const add = (refusal: Refusal): void => void refusals.push(refusal)
  const wrong = (): void => add(refuse('FIELD_INVALID', { name: key }, path))
  switch (spec.kind) {
    case 'text':
      return typeof value === 'string' ? checkText(key, value, spec.max, spec.multiline, path, refusals) : wrong()
    case 'code':
      return typeof value === 'string' ? checkText(key, value, nameMax, false, path, refusals) : wrong()
    case 'decimal':
      return checkDecimal(spec, value, path, around, refusals)
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrong()
      if (spec.least !== null && value < spec.least) add(refuse('NOT_POSITIVE', { text: String(value) }, path))
      return
    case 'boolean':
      if (typeof value !== 'boolean') wrong()
      return
    case 'word':
      if (typeof value !== 'string') return wrong()
      if (!spec.words.includes(value)) spec.tax ? add(refuse('TAX_CODE_UNKNOWN', { code: cut(value) }, path)) : wrong()
      return
    case 'currency':
      if (typeof value !== 'string') return wrong()
      if (!isCurrency(value)) return add(refuse('CURRENCY_UNKNOWN', { currency: cut(value) }, path))
      if (spec.only !== undefined && value !== spec.only) wrong()
      return
    case 'date':
      if (typeof value !== 'string') return wrong()
      if (!isPlainDate(value)) add(refuse('DATE_INVALID', { text: cut(value) }, path))
      return
    case 'month':
      if (typeof value !== 'string') return wrong()
      if (!isPlainMonth(value)) add(refuse('DATE_INVALID', { text: cut(value) }, path))
      return
    case 'year':
      if (typeof value !== 'string') return wrong()
      if (!/^[0-9]{4}$/.test(value) || value === '0000') add(refuse('DATE_INVALID', { text: cut(value) }, path))
      return
    case 'rates':
      if (!isMembers(value)) return wrong()
      for (const [of, text] of Object.entries(value)) {
        if (!isCurrency(of)) add(refuse('CURRENCY_UNKNOWN', { currency: cut(of) }, `${path}.${cut(of)}`))
        else checkDecimal({ kind: 'decimal', places: 8, sign: 'positive' }, text, `${path}.${of}`, around, refusals)
      }
      return
    case 'list':
      return checkList(spec, key, value, path, around, refusals)
  }
}

function checkList(
  spec: Extract<FieldSpec, { kind: 'list' }>, key: string, value: unknown, path: string, around: FieldSurroundings, refusals: Refusal[],
): void {
  if (!Array.isArray(value)) return void refusals.push(refuse('FIELD_INVALID', { name: key }, path))
  if (value.length === 0 && !spec.empty) return void refusals.push(refuse('LINES_EMPTY', {}, path))
  for (const [index, row] of (value as readonly unknown[]).entries()) {
    const rowPath = `${path}.${index}`
    if (isSpec(spec.row)) checkValue(spec.row, key, row, rowPath, around, refusals)
    else if (isMembers(row)) checkFields(spec.row, row, `${rowPath}.`, around, refusals)
    else refusals.push(refuse('FIELD_INVALID', { name: key }, rowPath))
  }
}

function checkDecimal(
  spec: Extract<FieldSpec, { kind: 'decimal' }>, value: unknown, path: string, around: FieldSurroundings, refusals: Refusal[],
): void {
  const add = (refusal: Refusal): void => void refusals.push(refusal)
  const decimal = typeof value === 'string' ? parseDecimal(value) : null
  if (decimal === null) return add(refuse('BAD_DECIMAL', { text: cut(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) }, path))
  const text = value as string
  const places = typeof spec.places === 'number' ? spec.places : placesOf(spec.places, around)
  if (decimal.scale > places) return add(refuse('PRECISION_EXCEEDED', { text: cut(text), places }, path))
  const whole = text.replace('-', '').split('.')[0] ?? ''
  if (whole.length > wholeDigitsMax) return add(refuse('AMOUNT_TOO_LARGE', {}, path))
  // Money and quantities are kept as whole numbers of their smallest part, which must be safe; rates and prices are not.
  const kept = typeof spec.places !== 'number' ? (spec.places === 'book' ? decimal.scale : places) : spec.micro === true ? 6 : null
  if (kept !== null && rescale(decimal, kept) ** 2n > maxSafe ** 2n) return add(refuse('AMOUNT_TOO_LARGE', {}, path))
  const minus = text.startsWith('-')
  const fits = spec.sign === 'positive' ? decimal.digits > 0n : spec.sign === 'notNegative' ? !minus : decimal.digits !== 0n
  if (!fits) return add(refuse('NOT_POSITIVE', { text: cut(text) }, path))
  if (spec.max !== undefined && decimal.digits > BigInt(spec.max) * 10n ** BigInt(decimal.scale)) {
    add(refuse('FIELD_INVALID', { name: path.slice(path.lastIndexOf('.') + 1) }, path))
  }
}

const maxSafe = 9007199254740991n

function placesOf(places: 'base' | 'document' | 'book', around: FieldSurroundings): number {
  if (places === 'base') return exponentOf(baseCurrency)
  if (places === 'document' && around.currency !== null) return exponentOf(around.currency)
  return placesOfAnyCurrency
}

/**
 * Control characters, and marks that make a name read otherwise than it is stored, would reach printed papers and the tax
 * office's files; half of a surrogate pair cannot be written to either.
 */
const forbidden = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const lineBreaks = /[\t\n\r]/g

function checkText(key: string, value: string, max: number, multiline: boolean, path: string, refusals: Refusal[]): void {
  if (value.length > max) refusals.push(refuse('TEXT_TOO_LONG', { name: key, max }, path))
  if (forbidden.test(multiline ? value.replace(lineBreaks, ' ') : value)) refusals.push(refuse('TEXT_CHARACTERS', { name: key }, path))
}

function currencyIn(input: Members): CurrencyCode | null {
  const value = Object.hasOwn(input, 'currency') ? input['currency'] : undefined
  if (value === undefined) return baseCurrency
  return isCurrency(value) ? value : null
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSpec(row: Fields | FieldSpec): row is FieldSpec {
  return typeof row['kind'] === 'string'
}

/** Refusals carry at most this much of what somebody typed. */
function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
