import { standingCode } from '../joining.ts'
import { namesOf } from '../masters.ts'
import type { Sql } from '../sql.ts'

export type MasterType = 'company' | 'account' | 'party' | 'product' | 'warehouse' | 'exchangeRate'

export interface MasterRow {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * Master data by its code; where two documents carry one code, the first made owns it, and of joined ones the one that stands for them. The company has no code: its latest
 * settings count.
 */
export function masterOf(sql: Sql, type: MasterType, code: string | null): MasterRow | null {
  const row = type === 'company'
    ? sql.row<{ doc: string; fields: string }>("SELECT doc, fields FROM master WHERE type = 'company' ORDER BY ord DESC, doc DESC LIMIT 1")
    : sql.row<{ doc: string; fields: string }>('SELECT doc, fields FROM master WHERE type = ? AND code = ? ORDER BY doc LIMIT 1', type, code === null ? null : standingCode(sql, type, code))
  return row ? { id: row.doc, fields: JSON.parse(row.fields) as Record<string, unknown> } : null
}

export type AccountNames = ReturnType<typeof namesOf>

/** An account's name in the three languages; one that a person added has the same in all. */
export function accountNames(sql: Sql, code: string): AccountNames {
  return namesOf(masterOf(sql, 'account', code)?.fields ?? { name: code })
}
