import type { BankProposal, InputOf } from '../../contract/index.ts'
import { type EventBody, type OpenLine, type Proposal, bookedTo, partyPayment, proposeMatches, transferOf } from '../../core/banking/index.ts'
import { monthOf } from '../../core/calendar/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Book } from '../../store/book/index.ts'
import { accountNames, bankLineFacts, linesOfEvent, masterOf } from '../../store/projections/index.ts'
import { requireEventRole } from '../handlers/event-roles.ts'
import { type Applied, applyOrThrow, editedFields } from '../posting/apply-event.ts'
import type { Session } from '../transport/dispatch.ts'
import { bankAccounts } from './bank-accounts.ts'
import { openLineOf, ownDocument } from './bank-documents.ts'
import { matchFacts } from './match-facts.ts'

/** @throws RefusalError DOCUMENT_NOT_FOUND, BANK_LINE_MATCHED */
function requireLine(book: Book, id: string): OpenLine & { readonly status: 'open' | 'matched' | 'ignored'; readonly fields: Readonly<Record<string, unknown>> } {
  const found = bankLineFacts(book.projections.sql, id)
  if (!found) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { ...openLineOf(id, found.fields), status: found.status, fields: found.fields }
}

function lineDocument(book: Book, id: string): MutableDocument {
  return book.document(id) as unknown as MutableDocument
}

/** What a line may be; nothing for one that is matched. */
export function proposalsOf(book: Book, id: string, today: string): BankProposal[] {
  const line = requireLine(book, id)
  if (line.status === 'matched') return []
  return proposeMatches(line, matchFacts(book, line, bankAccounts(book, today))).map((proposal) => proposalView(book, proposal))
}

function proposalView(book: Book, proposal: Proposal): BankProposal {
  const { sql } = book.projections
  const other = proposal.otherLine === null ? null : bankLineFacts(sql, proposal.otherLine)
  const party = proposal.party === null ? null : masterOf(sql, 'party', proposal.party)
  return {
    key: proposal.key, reason: proposal.reason, params: proposal.params, certainty: proposal.certainty, events: proposal.events.map((event) => ({ id: '', ...event })), numbers: numbersIn(book, proposal.events), accounts: accountsIn(book, proposal),
    party: proposal.party === null ? null : { code: proposal.party, name: String(party?.fields['name'] ?? proposal.party) }, booked: proposal.booked === null ? null : (proposal.params['number'] ?? proposal.booked),
    otherLine: other === null ? null : { id: other.doc, account: String(other.fields['account']), date: String(other.fields['date']), text: String(other.fields['text']) },
  }
}

/** People know a document by its number, events by its id. */
function numbersIn(book: Book, events: readonly EventBody[]): Record<string, string> {
  const view = book.projections.view()
  const ids = events.flatMap((event) => [...((event['allocations'] ?? []) as readonly { invoice: string }[]).map((row) => row.invoice), ...(typeof event['order'] === 'string' ? [event['order']] : [])])
  return Object.fromEntries(ids.map((id) => {
    const number = book.document(view.event(id)?.docId ?? '')?.['number']
    return [id, typeof number === 'string' ? number : id]
  }))
}

function accountsIn(book: Book, { events, params }: Proposal): BankProposal['accounts'] {
  const codes = events.flatMap((event) => [event['from'], event['to'], ...((event['lines'] ?? []) as readonly { account: string }[]).map((row) => row.account)])
  const known = [...codes, params['account']].filter((code): code is string => typeof code === 'string' && masterOf(book.projections.sql, 'account', code) !== null)
  return Object.fromEntries(known.map((code) => [code, accountNames(book.projections.sql, code)]))
}

type Choice = InputOf<'bank.confirm'>['choice']

/**
 * Posts what a line stands for and marks it, in one transaction.
 * @throws RefusalError BANK_LINE_MATCHED, BANK_PROPOSAL_GONE, RATE_MISSING, and what the posting refuses
 */
export function confirmLine(book: Book, id: string, choice: Choice, session: Session, today: string): { readonly documents: { readonly docId: string; readonly number: string | null }[] } {
  const line = requireLine(book, id)
  if (line.status === 'matched') throw new RefusalError(refuse('BANK_LINE_MATCHED', { id }))
  const facts = matchFacts(book, line, bankAccounts(book, today))
  let proposal: Pick<Proposal, 'events' | 'booked' | 'otherLine'>
  if ('proposal' in choice) {
    const found = proposeMatches(line, facts).find((each) => each.key === choice.proposal)
    if (!found) throw new RefusalError(refuse('BANK_PROPOSAL_GONE'))
    proposal = found
  } else if ('party' in choice) proposal = { events: [partyPayment(line, choice.party, facts)], booked: null, otherLine: null }
  else proposal = { events: [bookedByHand(book, line, choice.account, facts)], booked: null, otherLine: null }
  return book.transaction(() => {
    const applied = proposal.events.map((event) => post(book, line, event, session))
    const matched = proposal.booked === null ? applied.map((event) => event.eventId) : [proposal.booked]
    const lines = [id, ...(proposal.otherLine === null ? [] : [proposal.otherLine])]
    book.write(lines.map((each) => editedFields(book, lineDocument(book, each), { matched, posted: proposal.booked === null, ignored: null }, session.author)))
    if (!('proposal' in choice) && choice.remember !== undefined && choice.remember.trim() !== '') {
      const target = 'party' in choice ? { party: choice.party } : { account: choice.account }
      book.write([ownDocument(book, 'bankRule', null, { contains: choice.remember.trim(), direction: line.amount > 0 ? 'in' : 'out', ...target }, session.author, today)])
    }
    return { documents: applied.map(({ docId, number }) => ({ docId, number })) }
  })
}

/** An ordinary account takes an expense or an income; another account of money a transfer. */
function bookedByHand(book: Book, line: OpenLine, account: string, facts: Parameters<typeof bookedTo>[2]): EventBody {
  const found = book.projections.view().account(account)
  if (!found) throw new RefusalError(refuse('UNKNOWN_ACCOUNT', { code: account }, 'account'))
  if (found.cash) {
    const other: OpenLine = { ...line, account, amount: -line.amount }
    return line.amount < 0 ? transferOf(line, other) : transferOf(other, line)
  }
  const event = bookedTo(line, account, facts)
  if (!event) throw new RefusalError(refuse('RATE_MISSING', { currency: line.currency, date: line.date }))
  return event
}

/** Event ids come from the line: two devices that book one line while apart are found out by them. */
function post(book: Book, line: OpenLine, body: EventBody, session: Session): Applied {
  const event: BusinessEvent = { ...body, id: freeId(book, `bank/${line.id.slice('bankLine:'.length)}`) }
  requireEventRole(session, event)
  return applyOrThrow(book, event, { author: session.author })
}

function freeId(book: Book, stem: string): string {
  const view = book.projections.view()
  for (let count = 1; ; count += 1) if (view.event(`${stem}/${count}`) === null) return `${stem}/${count}`
}

/**
 * Opens a line again. What was posted for it is reversed; what it was only matched to stays.
 * @throws RefusalError BANK_LINE_OPEN, and what the reversal refuses
 */
export function undoLine(book: Book, id: string, session: Session, today: string): null {
  const line = requireLine(book, id)
  if (line.status === 'open') throw new RefusalError(refuse('BANK_LINE_OPEN', { id }))
  const events = Array.isArray(line.fields['matched']) ? (line.fields['matched'] as unknown[]).filter((event): event is string => typeof event === 'string') : []
  book.transaction(() => {
    const view = book.projections.view()
    if (line.status === 'matched' && line.fields['posted'] === true) {
      for (const target of events) {
        const found = view.event(target)
        if (!found || found.reversedBy !== null) continue
        const locked = view.lockedThrough()
        const date = locked !== null && monthOf(found.date) <= locked ? today : found.date
        const event: BusinessEvent = { event: 'reverse', id: freeId(book, `bank/${line.id.slice('bankLine:'.length)}/undo`), date, target }
        requireEventRole(session, event)
        applyOrThrow(book, event, { author: session.author })
      }
    }
    const lines = new Set([id, ...events.flatMap((event) => linesOfEvent(book.projections.sql, event))])
    book.write([...lines].map((each) => editedFields(book, lineDocument(book, each), { matched: null, posted: null, ignored: null }, session.author)))
  })
  return null
}

/** Says that a line needs no posting, or takes that back. */
export function ignoreLine(book: Book, id: string, ignored: boolean, author: string): null {
  const line = requireLine(book, id)
  if (line.status === 'matched') throw new RefusalError(refuse('BANK_LINE_MATCHED', { id }))
  book.transaction(() => book.write([editedFields(book, lineDocument(book, id), { ignored: ignored ? true : null }, author)]))
  return null
}
