import type { Sql } from '../../projections/index.ts'

/** Compares two figures, in sen; a difference is told with both. */
export type Agree = (name: string, left: string, leftAmount: number, right: string, rightAmount: number) => void

/** A document as it stands, where a figure alone does not tell enough. */
export type ReadDocument = (id: string) => Readonly<Record<string, unknown>> | null | undefined

export interface Account { readonly code: string; readonly type: string; readonly control: boolean; readonly cash: boolean; readonly role: string }

export function accountsOf(sql: Sql): Account[] {
  return sql.rows<{ code: string; fields: string }>("SELECT code, fields FROM master WHERE type = 'account' GROUP BY code HAVING doc = min(doc) ORDER BY code").map(({ code, fields }) => {
    const known = JSON.parse(fields) as Record<string, unknown>
    return { code, type: String(known['type'] ?? ''), control: known['control'] === true, cash: known['cash'] === true, role: String(known['role'] ?? '') }
  })
}

export const balanceOf = (sql: Sql, account: string): number => sql.value<number>('SELECT coalesce(sum(debit - credit), 0) FROM balance WHERE account = ?', account) ?? 0
/** Report texts have two decimals. */
export const minor = (text: unknown): number => Number(String(text).replace('.', '')) + 0

/** Beyond every date of a book: what is open, in stock or on an account in the end. */
export const inTheEnd = '9998-12-31'
export const sinceEver = '0001-01-01'
