import type { ShipmentData } from './shipment-data.ts'
import { wellTyped } from './well-typed.ts'

/*
 * The folder of a shipment as a mutable document: one field for each fact (`shipment.etd`, `payment.lc.no`, `lines.<id>.hs8`), so that
 * two devices that change different facts merge without a question. Lines and containers have ids of their own; their order is
 * their `place`.
 */
export type FolderFields = Readonly<Record<string, unknown>>
type Plain = Readonly<Record<string, unknown>>

/** Lists whose rows are merged one by one. Every other list is one fact. */
const rowLists = ['lines', 'containers', 'proceeds'] as const
const isRowList = (name: string): name is (typeof rowLists)[number] => (rowLists as readonly string[]).includes(name)
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Fields of the folder that are about the folder, not about the goods. */
export const folderOwn = ['reference', 'orders', 'invoices', 'notes', 'closed', 'source', 'accepted', 'decided'] as const
const isOwn = (name: string): boolean => (folderOwn as readonly string[]).includes(name)

/** The fields of a shipment. @param newId  gives ids for lines */
export function folderFields(data: ShipmentData, newId: () => string): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) {
    if (name === 'id') continue
    if (isRowList(name) && Array.isArray(value)) for (const [index, row] of value.entries()) spread(`${name}.${newId()}`, { place: index + 1, ...(row as Plain) }, fields)
    else spread(name, value, fields)
  }
  return fields
}

function spread(path: string, value: unknown, into: Record<string, unknown>): void {
  if (value === undefined) return
  if (!isPlain(value)) into[path] = value
  else if (Object.keys(value).length === 0) into[path] = {}
  else for (const [name, member] of Object.entries(value)) spread(`${path}.${name.replaceAll('.', ' ')}`, member, into)
}

/** The nested form again; a field whose value is null was cleared. */
function nested(fields: FolderFields): { data: Record<string, unknown>, rowIds: Record<string, string[]> } {
  const data: Record<string, unknown> = {}
  for (const path of Object.keys(fields).sort()) {
    const value = fields[path]
    const [first = ''] = path.split('.')
    if (value === null || value === undefined || isOwn(first)) continue
    const steps = path.split('.')
    let at = data
    for (const step of steps.slice(0, -1)) {
      // A text (`same as buyer`) that got members later gives way to them.
      const next = Object.hasOwn(at, step) && isPlain(at[step]) ? at[step] as Record<string, unknown> : {}
      at[step] = next
      at = next
    }
    const last = steps[steps.length - 1] ?? ''
    if (!(isPlain(value) && isPlain(at[last]))) at[last] = value
  }
  const rowIds: Record<string, string[]> = {}
  for (const list of rowLists) {
    const rows = data[list]
    if (!isPlain(rows)) continue
    const placed = Object.entries(rows).filter((entry): entry is [string, Plain] => isPlain(entry[1]) && entry[1]['removed'] !== true)
      .sort(([a, x], [b, y]) => placeOf(x) - placeOf(y) || (a < b ? -1 : 1))
    rowIds[list] = placed.map(([id]) => id)
    data[list] = placed.map(([, { place: _place, ...row }]) => row)
  }
  return { data, rowIds }
}

const placeOf = (row: Plain): number => (typeof row['place'] === 'number' ? row['place'] : Number.MAX_SAFE_INTEGER)

/** What the papers are made from. */
export function folderData(fields: FolderFields): ShipmentData {
  return wellTyped(nested(fields).data)
}

/** Paths as the rules name them (`lines[2].packages.count`), each with its new value; null clears it, an object sets its members. */
export type FolderChanges = Readonly<Record<string, unknown>>

/**
 * The fields that these changes write. A row that is given as an object beyond the last is added; a row set to null is removed.
 * @param newId  gives ids for new rows
 */
export function folderChange(fields: FolderFields, changes: FolderChanges, newId: () => string): Record<string, unknown> {
  const written: Record<string, unknown> = {}
  const { rowIds } = nested(fields)
  const next: Record<string, number> = {}
  for (const [path, value] of Object.entries(changes)) {
    const row = /^(\w+)\[(\d+)\](?:\.(.+))?$/.exec(path)
    const list = row?.[1] ?? ''
    if (!row || !isRowList(list)) {
      writeAt(path, value, fields, written)
      continue
    }
    const at = Number(row[2])
    const known = (rowIds[list] ??= [])
    const id = known[at] ?? newId()
    if (known[at] === undefined) {
      known[at] = id
      next[list] = Math.max(next[list] ?? 0, lastPlace(fields, list)) + 1
      written[`${list}.${id}.place`] = next[list]
    }
    if (row[3] === undefined && value === null) {
      for (const name of Object.keys(fields)) if (name.startsWith(`${list}.${id}.`)) written[name] = null
      written[`${list}.${id}.removed`] = true
    } else writeAt(row[3] === undefined ? `${list}.${id}` : `${list}.${id}.${row[3].replace(/\[(\d+)\]/g, '.$1')}`, value, fields, written)
  }
  return written
}

function lastPlace(fields: FolderFields, list: string): number {
  return Object.entries(fields).reduce((last, [name, value]) => (name.startsWith(`${list}.`) && name.endsWith('.place') && typeof value === 'number' ? Math.max(last, value) : last), 0)
}

function writeAt(path: string, value: unknown, fields: FolderFields, written: Record<string, unknown>): void {
  const below = Object.keys(fields).filter((name) => name.startsWith(`${path}.`) && fields[name] !== null)
  if (isPlain(value)) {
    if (fields[path] !== undefined && fields[path] !== null) written[path] = null
    spread(path, value, written)
    return
  }
  // A member of a list that is one fact (`lines.<id>.packages.0.count`) is written into that list.
  const holder = path.split('.').map((_, index, all) => all.slice(0, index).join('.')).find((prefix) => prefix !== '' && Array.isArray(written[prefix] ?? fields[prefix]))
  if (holder !== undefined) {
    const copy = JSON.parse(JSON.stringify(written[holder] ?? fields[holder])) as unknown[]
    const steps = path.slice(holder.length + 1).split('.')
    let at: Record<string, unknown> = copy as unknown as Record<string, unknown>
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>
    at[steps[steps.length - 1] ?? ''] = value
    written[holder] = copy
    return
  }
  for (const name of below) written[name] = null
  written[path] = value
}

/** What the reading as a shipment leaves out of a file, by path: it is kept as notes of the folder, never an error. */
export function leftOut(raw: unknown, kept: unknown, path = ''): Record<string, unknown> {
  if (isPlain(raw) && isPlain(kept)) {
    return Object.entries(raw).reduce<Record<string, unknown>>((notes, [name, value]) => ({ ...notes, ...leftOut(value, kept[name], path === '' ? name : `${path}.${name}`) }), {})
  }
  if (Array.isArray(raw) && Array.isArray(kept) && raw.length === kept.length) {
    return raw.reduce<Record<string, unknown>>((notes: Record<string, unknown>, value: unknown, index) => ({ ...notes, ...leftOut(value, kept[index], `${path}[${index}]`) }), {})
  }
  return raw === undefined || raw === null || raw === kept || path === '' ? {} : kept === undefined || Array.isArray(raw) ? { [path]: raw } : {}
}
