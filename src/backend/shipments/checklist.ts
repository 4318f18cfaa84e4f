import type { ChecklistRow, ShipmentFinding } from '../../contract/index.ts'
import { canonicalJson } from '../../core/document/index.ts'
import { type ShipmentData, receivedPapers, shipmentDays } from '../../core/shipment/index.ts'
import { paperKeyOf, paperTypes, valueAt } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type FolderPaper, folderPapers } from '../../store/projections/index.ts'

/**
 * Which papers the folder needs, who gives them out, which exist, what is missing and by when. A paper that is only possible is
 * listed last; one that others give out is there when its scan or its number is.
 */
export function checklistOf(book: Book, folder: string, data: ShipmentData, findings: readonly ShipmentFinding[]): ChecklistRow[] {
  const papers = folderPapers(book.projections.sql, folder)
  const rows = [...paperTypes.flatMap((paper) => madeRow(book, paper, data, findings, papers)), ...receivedPapers.flatMap((paper) => receivedRow(paper, data, papers))]
  const order = { required: 0, usual: 1, possible: 2 }
  return rows.map((row, at) => ({ row, at })).sort((a, b) => order[a.row.demand] - order[b.row.demand] || a.at - b.at).map(({ row }) => row)
}

/** By when: what goes with the declaration before it, what travels with the goods before departure, the bank's papers before presentation. */
function dueDay(type: string, data: ShipmentData): string | null {
  const days = shipmentDays(data)
  if (/presentation|lc-checklist|^draft$|beneficiary|collection|certificate-of-origin|form-|rcep|ska/.test(type)) return days.presentBy ?? days.arrival ?? null
  if (/peb|npe|phyto|v-legal|fumigation|health/.test(type)) return days.declareBy ?? days.departure ?? null
  if (/dhe|proceeds|payment-advice/.test(type)) return days.proceedsBy ?? null
  if (/bill-of-lading|waybill|insurance/.test(type)) return days.shipped ?? days.departure ?? null
  return days.declareBy ?? days.departure ?? null
}

function madeRow(book: Book, paper: (typeof paperTypes)[number], data: ShipmentData, findings: readonly ShipmentFinding[], papers: readonly FolderPaper[]): ChecklistRow[] {
  const demand = paper.demand(data)
  const versions = papers.filter(({ kind, type }) => kind === 'issued' && type === paper.type)
  if (demand === 'none' && versions.length === 0) return []
  const own = findings.filter((finding) => finding.paper === paper.type)
  const errors = own.filter(({ severity }) => severity === 'error').length
  const last = versions.at(-1)
  const isCurrent = last !== undefined && sameFacts(book, last.id, data)
  return [{
    type: paper.type, title: paper.title, kind: paper.issuer === 'exporter' ? 'made' : 'dataSheet', issuer: paper.issuer, demand: demand === 'none' ? 'possible' : demand,
    state: last !== undefined ? (isCurrent ? 'issued' : 'changed') : errors > 0 ? 'blocked' : 'ready',
    by: dueDay(paper.type, data), number: last?.number ?? data.papers?.[paperKeyOf(paper.type)]?.no ?? null,
    versions: versions.map(({ id, version, number, date, at, author }) => ({ id, version, number, date, at: at.slice(0, 24), author })),
    errors, warnings: own.length - errors,
  }]
}

/** The frozen facts are those of the folder as it stands. */
export function sameFacts(book: Book, issued: string, data: ShipmentData): boolean {
  const frozen = (book.document(issued)?.['fields'] as { data?: unknown } | undefined)?.data
  return canonicalJson(frozen ?? null) === canonicalJson(data)
}

function receivedRow(paper: (typeof receivedPapers)[number], data: ShipmentData, papers: readonly FolderPaper[]): ChecklistRow[] {
  const scans = papers.filter(({ kind, type }) => kind === 'received' && type === paper.type)
  const demand = paper.demand(data)
  if (demand === null && scans.length === 0) return []
  if (demand === 'possible' && scans.length === 0) return []
  const number = paper.number === undefined ? undefined : valueAt(data, paper.number)
  const date = paper.date === undefined ? undefined : valueAt(data, paper.date)
  const isKnown = typeof number === 'string' && number !== '' ? true : paper.number === undefined && typeof date === 'string' && date !== ''
  return [{
    type: paper.type, title: paper.title, kind: 'received', issuer: paper.issuer, demand: demand ?? 'possible', state: scans.length > 0 || isKnown ? 'received' : 'missing', by: dueDay(paper.type, data),
    number: scans.at(-1)?.number ?? (typeof number === 'string' ? number : null),
    versions: scans.map(({ id, version, number: no, date: on, at, author }) => ({ id, version, number: no, date: on, at: at.slice(0, 24), author })), errors: 0, warnings: 0,
  }]
}
