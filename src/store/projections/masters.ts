import { randomUUID } from 'node:crypto'
import type { MutableDocument } from '../../core/document/index.ts'
import { defaultRoles, derivedRoles, eventOrder, roleOfSide } from '../../core/posting/derive/index.ts'
import type { ItemSide } from '../../core/posting/index.ts'
import type { SharedKeys } from './attention.ts'
import { baseType, standingCode } from './joining.ts'
import type { Sql } from './sql.ts'

type Fields = Readonly<Record<string, unknown>>

/** What was read of master data, good as long as the token in the book is the same. */
export class MasterMemory {
  token = ''
  readonly roles = new Map<string, string>()
  readonly products = new Map<string, Fields>()
  companyCosting: string | null = null

  /** Forgets everything if master data has changed since, or a change of it was rolled back. */
  refresh(sql: Sql): this {
    const token = sql.value<string>('SELECT token FROM master_token WHERE id = 1') ?? ''
    if (token !== this.token || token === '') {
      this.token = token
      this.roles.clear()
      this.products.clear()
      this.companyCosting = null
    }
    return this
  }
}

/** Says that master data changes now. */
export function renewToken(sql: Sql): void {
  sql.run('INSERT INTO master_token (id, token) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET token = excluded.token', randomUUID())
}

/** Master data as derivation needs it. Where two documents carry one code, the first made owns it. */
export class Masters {
  readonly #sql: Sql
  readonly #memory: MasterMemory

  constructor(sql: Sql, memory: MasterMemory = new MasterMemory()) {
    this.#sql = sql
    this.#memory = memory.refresh(sql)
  }

  accountOfRole(role: string): string {
    let code = this.#memory.roles.get(role)
    if (code === undefined) {
      code = this.#sql.value<string>('SELECT code FROM master WHERE role = ? ORDER BY doc LIMIT 1', role) ?? defaultRoles[role] ?? ''
      this.#memory.roles.set(role, code)
    }
    return code
  }

  accountOfSide(side: ItemSide): string {
    return this.accountOfRole(roleOfSide(side))
  }

  product(code: string): Fields {
    let fields = this.#memory.products.get(code)
    if (fields === undefined) {
      fields = fieldsOf(this.#sql, 'product', code) ?? {}
      this.#memory.products.set(code, fields)
    }
    return fields
  }

  costing(product: string): 'movingAverage' | 'fifo' {
    const own = this.product(product)['costing']
    if (own === 'fifo' || own === 'movingAverage') return own
    this.#memory.companyCosting ??= String(companyFields(this.#sql)?.['costing'] ?? 'movingAverage')
    return this.#memory.companyCosting === 'fifo' ? 'fifo' : 'movingAverage'
  }

  inventoryAccount(product: string): string {
    switch (this.product(product)['inventory']) {
      case 'raw': return this.accountOfRole('inventoryRaw')
      case 'finished': return this.accountOfRole('inventoryFinished')
      default: return this.accountOfRole('inventoryGoods')
    }
  }

  /** What of master data enters derived values; compared before and after a batch. */
  derivedRoles(): string {
    return derivedRoles.map((role) => this.accountOfRole(role)).join(' ')
  }

  derivedOf(product: string): string {
    return `${this.costing(product)} ${this.inventoryAccount(product)}`
  }
}

/** Fields of the master document that owns a code, or stands for the one that does. */
export function fieldsOf(sql: Sql, type: string, code: string): Fields | null {
  const select = 'SELECT fields FROM master WHERE type = ? AND code = ? ORDER BY doc LIMIT 1'
  const fields = sql.value<string>(select, type, code) ?? sql.value<string>(select, type, standingCode(sql, type, code))
  return fields === undefined ? null : (JSON.parse(fields) as Fields)
}

export function companyFields(sql: Sql): Fields | null {
  const fields = sql.value<string>("SELECT fields FROM master WHERE type = 'company' ORDER BY ord DESC, doc DESC LIMIT 1")
  return fields === undefined ? null : (JSON.parse(fields) as Fields)
}

/** A name in the languages that it has: text, or `{ id, en, zh }`. */
export function namesOf(fields: Fields): { readonly id: string; readonly en: string; readonly zh: string } {
  const name = fields['name']
  const extra = (key: string): string => (typeof fields[key] === 'string' ? (fields[key] as string) : '')
  if (name !== null && typeof name === 'object') {
    const names = name as { id?: string; en?: string; zh?: string; 'zh-Hans'?: string }
    return { id: names.id ?? '', en: names.en ?? names.id ?? '', zh: names.zh ?? names['zh-Hans'] ?? names.en ?? '' }
  }
  const plain = typeof name === 'string' ? name : ''
  return { id: plain, en: extra('nameEn') || plain, zh: extra('nameZh') || plain }
}

export function writeMaster(sql: Sql, body: MutableDocument, keys: SharedKeys): void {
  const { fields } = body
  const code = body.type === 'exchangeRate' ? `${text(fields['currency'])} ${body.date} ${text(fields['kind']) || 'book'}` : body.type === 'company' ? 'company' : text(fields['code'])
  const names = namesOf(fields)
  const alternative = [names.en, names.zh, text(fields['nameZh'])].filter((name, place, all) => name !== '' && name !== names.id && all.indexOf(name) === place).join(' ')
  const ord = eventOrder(body)
  sql.run(
    'INSERT OR REPLACE INTO master (doc, type, code, name, name_alternative, event_id, date, ord, digest, role, country, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    body._id, body.type, code, names.id, alternative, body.eventId, body.date ?? '', ord, body.eventDigest ?? '', body.type === 'account' ? text(fields['role']) || null : null,
    body.type === 'party' ? text(fields['country']) || null : null, JSON.stringify(fields),
  )
  keys.eventId(body.eventId)
  if (body.type === 'exchangeRate') {
    sql.run('INSERT OR REPLACE INTO exchange_rate (doc, currency, kind, date, ord, rate) VALUES (?, ?, ?, ?, ?, ?)', body._id, text(fields['currency']), text(fields['kind']) || 'book', body.date, ord, text(fields['rate']))
  } else if (body.type !== 'company') {
    keys.code(body.type, code)
  }
}

export function removeMaster(sql: Sql, doc: string, keys: SharedKeys): void {
  const known = sql.row<{ type: string; code: string; event_id: string }>('SELECT type, code, event_id FROM master WHERE doc = ?', doc)
  if (!known) return
  keys.eventId(known.event_id)
  if (known.type !== 'company' && known.type !== 'exchangeRate') keys.code(baseType(known.type), known.code)
  sql.run('DELETE FROM master WHERE doc = ?', doc)
  if (known.type === 'exchangeRate') sql.run('DELETE FROM exchange_rate WHERE doc = ?', doc)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
