import type { EventType } from '../../../core/events/index.ts'
import type { SearchFinding, SearchIndex } from '../search.ts'
import type { Sql } from '../sql.ts'
import { microText, moneyText } from './figures.ts'

export interface SearchHit {
  readonly kind: SearchFinding['kind']
  readonly id: string
  readonly code: string
  readonly title: string
  readonly subtitle: string
  readonly stock?: string
  readonly unit?: string
  readonly type?: EventType
}

/** Findings with what a person tells them apart by. */
export function searchHits(sql: Sql, index: SearchIndex, text: string, options: { readonly limit?: number; readonly kinds?: readonly SearchFinding['kind'][] } = {}): SearchHit[] {
  return index.find(text, options.limit ?? 20, options.kinds).map((finding) => hitOf(sql, finding))
}

function hitOf(sql: Sql, finding: SearchFinding): SearchHit {
  const base = { kind: finding.kind, id: finding.doc, code: finding.code, title: finding.title }
  switch (finding.kind) {
    case 'product': {
      const fields = JSON.parse(sql.value<string>('SELECT fields FROM master WHERE doc = ?', finding.doc) ?? '{}') as Readonly<Record<string, unknown>>
      const quantity = sql.value<number>('SELECT quantity FROM costing WHERE product = ?', finding.code) ?? 0
      return { ...base, subtitle: typeof fields['nameZh'] === 'string' ? fields['nameZh'] : '', stock: microText(quantity), unit: typeof fields['unit'] === 'string' ? fields['unit'] : 'pcs' }
    }
    case 'document': {
      const row = sql.row<{ event: EventType; date: string; party: string | null; total: number; currency: string | null; name: string | null }>(
        "SELECT p.event, p.date, p.party, p.total, p.currency, (SELECT name FROM master WHERE type = 'party' AND code = p.party ORDER BY doc LIMIT 1) AS name FROM posted p WHERE p.doc = ?", finding.doc,
      )
      if (!row) return { ...base, subtitle: '' }
      const parts = [row.name ?? row.party ?? '', row.date, row.currency === null ? '' : `${row.currency} ${moneyText(row.total, row.currency)}`]
      return { ...base, subtitle: parts.filter((part) => part !== '').join(' · '), type: row.event }
    }
    case 'draft': {
      const row = sql.row<{ event: EventType; date: string; party: string | null }>('SELECT event, date, party FROM draft WHERE doc = ?', finding.doc)
      return { ...base, subtitle: [row?.party ?? '', row?.date ?? ''].filter((part) => part !== '').join(' · '), ...(row ? { type: row.event } : {}) }
    }
    case 'party':
    case 'account':
      return { ...base, subtitle: sql.value<string>('SELECT name_alternative FROM master WHERE doc = ?', finding.doc) ?? '' }
  }
}
