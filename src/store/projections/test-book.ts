import SQLite, { type Database } from 'better-sqlite3'
import chart from '../../../test/fixtures/chart-golden.json' with { type: 'json' }
import { nextClock } from '../../core/calendar/index.ts'
import { schemaVersion } from '../../core/document/index.ts'
import { type BusinessEvent, documentTypes, isMasterEvent, readEvent } from '../../core/events/index.ts'
import { type PostedDocument, checkMaster, postEvent } from '../../core/posting/index.ts'
import { chainHash } from './chain.ts'
import { type Projections, createProjections, projectionSchema } from './projections.ts'
import type { DocumentBody, WinnerReader } from './reader.ts'
import { eventDigest } from './view.ts'

/** A book without a revision store, for tests: winners in a map, projections in memory. */
export class TestProjections implements WinnerReader {
  readonly database: Database = new SQLite(':memory:')
  readonly documents = new Map<string, DocumentBody>()
  readonly projections: Projections
  readonly device: string
  #clock: string | null = null
  #made = 0
  #position = 0

  constructor(device = 'A', withChart = true) {
    this.device = device
    this.database.exec(projectionSchema())
    this.projections = createProjections(this.database, { reader: this })
    if (withChart) this.put(...chartDocuments())
  }

  read(id: string): DocumentBody | null {
    return this.documents.get(id) ?? null
  }

  ids(): Iterable<string> {
    return this.documents.keys()
  }

  /** Takes winners in, in one transaction. */
  put(...bodies: readonly DocumentBody[]): void {
    this.database.transaction(() => {
      for (const body of bodies) {
        this.documents.set(String(body['_id']), body)
        if (typeof body['at'] === 'string' && (this.#clock === null || body['at'] > this.#clock)) this.#clock = body['at']
      }
      this.projections.project(bodies.map((body) => ({ id: String(body['_id']), body })))
    })()
  }

  delete(id: string): void {
    this.database.transaction(() => {
      this.documents.delete(id)
      this.projections.project([{ id, body: null }])
    })()
  }

  /** The document that an event becomes. @throws Error with the codes of the refusals */
  make(input: unknown): DocumentBody {
    const read = readEvent(input)
    if (!read.ok) throw new Error(read.refusals.map((refusal) => refusal.code).join(' '))
    const event: BusinessEvent = read.value
    const type = documentTypes[event.event]
    this.#made += 1
    this.#clock = nextClock(this.#clock, `2026-06-01T00:00:00.000Z`)
    const envelope = { _id: `${type}:${String(this.#made).padStart(12, '0')}${this.device}`, type, schema: schemaVersion, device: this.device, author: 'test', at: this.#clock }
    const view = this.projections.view()
    if (isMasterEvent(event.event)) {
      const fields = checkMaster(view, event)
      if (!fields.ok) throw new Error(fields.refusals.map((refusal) => refusal.code).join(' '))
      const { event: _event, id: _id, date: _date, ...rest } = event
      return { ...envelope, clock: {}, dots: {}, fields: { ...rest, ...fields.value }, eventId: event.id, eventDigest: eventDigest(event), date: event.date }
    }
    const posting = postEvent(view, event, { docId: envelope._id, device: this.device })
    if (!posting.ok) throw new Error(posting.refusals.map((refusal) => `${refusal.code} ${JSON.stringify(refusal.params)}`).join(' '))
    this.#position += 1
    return sealed({ ...envelope, eventId: event.id, event, number: null, posting: posting.value, chain: { position: this.#position, previous: null, hash: '' } })
  }

  apply(...events: readonly unknown[]): void {
    for (const event of events) this.put(this.make(event))
  }

  /** Ledger lines as `date event account currency amount base`, sorted. */
  ledger(): string[] {
    return this.projections.sql
      .rows<{ date: string; event_id: string; account: string; currency: string; amount: number; base: number }>(
        'SELECT l.date, p.event_id, l.account, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n ORDER BY l.date, p.ord, l.account, l.currency',
      )
      .map((row) => `${row.date} ${row.event_id} ${row.account} ${row.currency} ${row.amount} ${row.base}`)
  }
}

/** The posting with the hash that fits it: also after a test changed it. */
export function sealed(body: DocumentBody): DocumentBody {
  const posted = body as unknown as PostedDocument
  return { ...posted, chain: { ...posted.chain, hash: chainHash(posted) } } as unknown as DocumentBody
}

export function chartDocuments(): DocumentBody[] {
  return chart.accounts.map((fields, place) => ({
    _id: `account:${String(place).padStart(12, '0')}`, type: 'account', schema: schemaVersion, device: 'A', author: 'test', at: `2026-01-01T00:00:00.000Z-${place.toString(16).padStart(4, '0')}`, clock: {}, dots: {},
    fields, eventId: `account-${fields.code}`, date: '2026-01-01',
  }))
}
