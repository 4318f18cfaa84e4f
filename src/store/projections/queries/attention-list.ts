import { daysBetween } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { noteOf } from '../posted-rows.ts'
import { bankLineStatus } from './bank-lists.ts'
import { draftTotal, microText, moneyText } from './figures.ts'
import { type ListPage, type ListRequest, pageOf, partyNames } from './list-request.ts'

export interface AttentionRow {
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly kind: string
  readonly params: Readonly<Record<string, string | number>>
  readonly target: { readonly kind: 'party' | 'product' | 'account' | 'document' | 'draft'; readonly id: string; readonly code: string } | null
  /** Screen that settles it, and what of it. */
  readonly screen?: string
  readonly screenId?: string
}

const severities: Readonly<Record<string, AttentionRow['severity']>> = {
  negativeStock: 'error', doubleReversal: 'error', takenTwice: 'error', duplicateEventId: 'error', quarantined: 'error', forged: 'error', duplicateNumber: 'error', forkedChain: 'error', draftPostedTwice: 'error', overCleared: 'warning', duplicateCode: 'warning', conflict: 'warning', discardedElsewhere: 'warning', possibleDuplicate: 'warning', lateInClosedPeriod: 'warning',
  provisionalCost: 'warning', waitingForReference: 'info', overdueReceivable: 'warning', overduePayable: 'warning',
}
const ranks: Readonly<Record<AttentionRow['severity'], number>> = { error: 0, warning: 1, info: 2 }
/** More than a person works through in a day: the lists of open items show the rest. */
const overdueMax = 200

/** What needs a person: what two devices did while apart, stock below nothing, and what is overdue. Worst first. */
export function attentionRows(sql: Sql, today: string): AttentionRow[] {
  const rows: AttentionRow[] = []
  const found = sql.rows<{ kind: string; key: string; doc: string; params: string; number: string | null; event_id: string | null }>(
    'SELECT a.kind, a.key, a.doc, a.params, p.number, p.event_id FROM attention a LEFT JOIN posted p ON p.doc = a.doc ORDER BY a.kind, a.key, a.doc',
  )
  for (const stored of found) {
    // Set aside for another reason than that an older program does not know it: another sentence.
    const row = stored.kind === 'quarantined' && stored.key === 'forged' ? { ...stored, kind: 'forged' } : stored
    const params = { ...(JSON.parse(row.params) as Record<string, string | number>) }
    if (typeof params['quantity'] === 'number') params['quantity'] = microText(params['quantity'])
    if (typeof params['amount'] === 'number') params['amount'] = moneyText(params['amount'], String(params['currency'] ?? 'IDR'))
    const screen = screens[row.kind]
    if (screen !== undefined) {
      params['name'] = nameOf(sql, row.doc)
      // Another sentence for what no newer program will understand either.
      if (stored.kind === 'quarantined' && (stored.key === 'malformed' || stored.key === 'oversized')) params['context'] = stored.key
      if (typeof params['other'] === 'string') params['other'] = nameOf(sql, params['other'])
      // Two are alike by their tax numbers and by their names: one pair.
      if (row.kind === 'possibleDuplicate' && rows.some((before) => before.kind === row.kind && before.screenId === row.doc)) continue
    }
    rows.push({ ...(screen === undefined ? {} : { screen, screenId: row.doc }), id: `${row.kind} ${row.key} ${row.doc}`, severity: severities[row.kind] ?? 'warning', kind: row.kind, params: { ...params, ...(row.number === null ? {} : { number: row.number }) }, target: targetOf(sql, row.kind, row, params) })
  }
  for (const [side, kind] of [['receivable', 'overdueReceivable'], ['payable', 'overduePayable']] as const) {
    const due = sql.rows<{ doc: string; item: string; party: string; name: string | null; name_zh: string | null; due_date: string; currency: string; open: number; number: string | null }>(
      `SELECT due.doc, due.item, due.party, (SELECT m.name FROM master m WHERE m.type = 'party' AND m.code = due.party ORDER BY m.doc LIMIT 1) AS name,
       (SELECT json_extract(m.fields, '$.nameZh') FROM master m WHERE m.type = 'party' AND m.code = due.party ORDER BY m.doc LIMIT 1) AS name_zh, due.due_date, due.currency, due.open, p.number
       FROM (SELECT * FROM item WHERE side = ? AND open <> 0 AND due_date < ? ORDER BY due_date, item LIMIT ?) due LEFT JOIN posted p ON p.doc = due.doc ORDER BY due.due_date, due.item`, side, today, overdueMax,
    )
    for (const item of due) {
      rows.push({
        id: `${kind} ${item.item} ${item.doc}`, severity: severities[kind] ?? 'warning', kind,
        params: { number: item.number ?? item.item, party: item.name ?? item.party, ...(item.name_zh ? { partyZh: item.name_zh } : {}), amount: moneyText(item.open, item.currency), currency: item.currency, days: daysBetween(item.due_date, today) },
        target: { kind: 'document', id: item.doc, code: item.number ?? item.item },
      })
    }
  }
  const recurring = sql.rows<{ doc: string; event: string; date: string; fields: string }>(
    "SELECT doc, event, date, fields FROM draft WHERE posted IS NULL AND date <> '' AND date <= ? AND json_extract(fields, '$.event.repeat') IS NOT NULL ORDER BY date, doc LIMIT ?", today, overdueMax,
  )
  for (const draft of recurring) {
    const event = (JSON.parse(draft.fields) as { event: Readonly<Record<string, unknown>> }).event
    const amount = draftTotal(event)
    rows.push({ id: `recurringDue ${draft.doc}`, severity: 'info', kind: 'recurringDue', params: { date: draft.date, what: noteOf(event) || amount, amount }, target: { kind: 'draft', id: draft.doc, code: draft.event } })
  }
  const waiting = sql.rows<{ account: string; lines: number; date: string }>(`SELECT b.account, count(*) AS lines, min(b.date) AS date FROM bank_line b WHERE ${bankLineStatus} = 'open' GROUP BY b.account ORDER BY b.account`)
  for (const { account, lines, date } of waiting) {
    rows.push({ id: `bankLinesOpen ${account}`, severity: 'info', kind: 'bankLinesOpen', params: { account, count: lines, date }, target: null, screen: 'banking.lines', screenId: account })
  }
  return rows.sort((a, b) => ranks[a.severity] - ranks[b.severity])
}

/** Where devices differed, a screen settles it. */
const screens: Readonly<Record<string, string>> = {
  conflict: 'inbox.conflict', discardedElsewhere: 'inbox.conflict', possibleDuplicate: 'inbox.alike', duplicateCode: 'inbox.alike', draftPostedTwice: 'inbox.posted', quarantined: 'inbox.quarantine', forged: 'inbox.quarantine',
}

/** What a person knows a document by. */
function nameOf(sql: Sql, doc: string): string {
  const master = sql.row<{ code: string; name: string }>('SELECT code, name FROM master WHERE doc = ?', doc)
  if (master) return master.name === '' ? master.code : master.name
  const draft = sql.row<{ fields: string; party: string | null; event_id: string }>('SELECT fields, party, event_id FROM draft WHERE doc = ?', doc)
  if (draft) return partyNames(sql, [draft.party]).get(draft.party ?? '')?.name ?? (noteOf((JSON.parse(draft.fields) as { event?: Readonly<Record<string, unknown>> }).event ?? {}) || draft.event_id)
  return sql.value<string>('SELECT coalesce(number, event_id) FROM posted WHERE doc = ?', doc) ?? doc
}

function targetOf(sql: Sql, kind: string, row: { readonly key: string; readonly doc: string; readonly number: string | null; readonly event_id: string | null }, params: Readonly<Record<string, string | number>>): AttentionRow['target'] {
  if (row.event_id !== null) return { kind: 'document', id: row.doc, code: row.number ?? row.event_id }
  if (kind === 'negativeStock') {
    const code = String(params['product'])
    return { kind: 'product', id: sql.value<string>("SELECT doc FROM master WHERE type = 'product' AND code = ? ORDER BY doc LIMIT 1", code) ?? '', code }
  }
  const master = sql.row<{ type: string; code: string }>('SELECT type, code FROM master WHERE doc = ?', row.doc)
  if (master && (master.type === 'party' || master.type === 'product' || master.type === 'account')) return { kind: master.type, id: row.doc, code: master.code }
  const draft = sql.value<string>('SELECT event FROM draft WHERE doc = ?', row.doc)
  if (draft !== undefined) return { kind: 'draft', id: row.doc, code: draft }
  return null
}

export function attentionList(sql: Sql, request: ListRequest): ListPage<AttentionRow> {
  const filter = request.filter ?? {}
  const rows = attentionRows(sql, request.today).filter(
    (row) => (filter['kind'] === undefined || row.kind === filter['kind']) && (filter['severity'] === undefined || row.severity === filter['severity']),
  )
  return pageOf(rows, request)
}
