export type DocumentStatus = 'draft' | 'posted' | 'partlyPaid' | 'paid' | 'overdue' | 'reversed' | 'void'

export interface StatusRow { readonly event: string; readonly total: number; readonly open: number; readonly due_date: string | null; readonly reversed: number; readonly void: number }

/** Overdue counts before partly paid: it is what asks for action. Only invoices are ever paid. */
export function statusOfRow(row: StatusRow, today: string): DocumentStatus {
  if (row.void === 1) return 'void'
  if (row.reversed === 1) return 'reversed'
  if (row.due_date === null || (row.event !== 'sales.invoice' && row.event !== 'purchase.invoice')) return 'posted'
  if (row.open === 0) return 'paid'
  if (row.due_date < today) return 'overdue'
  return row.open < row.total ? 'partlyPaid' : 'posted'
}

const isInvoice = "event IN ('sales.invoice', 'purchase.invoice') AND due_date IS NOT NULL"

export interface StatusCondition { readonly sql: string; readonly needsToday: boolean; /** Holds few rows, all of them among it. */ readonly index?: string }

const stands = 'void = 0 AND reversed = 0'

/**
 * The same as a condition on `posted`; null for a status that no posted document has. `notDue` is `posted` of invoices alone.
 * @param invoicesWithDate  all rows in question are invoices with a due date
 */
export function statusCondition(status: string, invoicesWithDate = false): StatusCondition | null {
  switch (status) {
    case 'void': return { sql: 'void <> 0', needsToday: false, index: 'posted_void' }
    case 'reversed': return { sql: 'reversed <> 0 AND void = 0', needsToday: false, index: 'posted_reversed' }
    case 'paid': return { sql: `${stands} AND ${isInvoice} AND open = 0`, needsToday: false }
    case 'overdue': return { sql: `${stands} AND ${isInvoice} AND open <> 0 AND due_date < ?`, needsToday: true, index: 'posted_open' }
    case 'partlyPaid': return { sql: `${stands} AND ${isInvoice} AND open <> 0 AND open < total AND due_date >= ?`, needsToday: true, index: 'posted_open' }
    case 'notDue': return { sql: `${stands} AND ${isInvoice} AND open <> 0 AND open >= total AND due_date >= ?`, needsToday: true, index: 'posted_open' }
    case 'posted': return invoicesWithDate ? statusCondition('notDue') : { sql: `${stands} AND (NOT (${isInvoice}) OR (open <> 0 AND open >= total AND due_date >= ?))`, needsToday: true }
    default: return null
  }
}
