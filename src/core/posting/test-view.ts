import chart from '../../../resources/charts/default.json' with { type: 'json' }
import { type PlainDate, type PlainMonth, addMonths, monthOf } from '../calendar/index.ts'
import type { Refusal } from '../errors/index.ts'
import { type BusinessEvent, isMasterEvent, readEvent } from '../events/index.ts'
import { type CurrencyCode, type Decimal, type Minor, parseDecimal, share, spread } from '../money/index.ts'
import type { AccountView, BookView, EventView, ItemView, PartyView, PlannedMovement, ProductView, ProgressSum } from './book-view.ts'
import { checkMaster } from './check-master.ts'
import { defaultRoles } from './derive/default-roles.ts'
import type { Effect, MovementEffect, ProgressKind } from './effects.ts'
import { postEvent } from './post-event.ts'
import type { Posting } from './posted-document.ts'

interface Held {
  readonly view: Omit<EventView, 'reversedBy'>
  readonly posting: Posting
  reversedBy: string | null
}

export interface HeldLine {
  readonly event: string
  readonly date: PlainDate
  readonly account: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly base: Minor
}

interface HeldMovement extends PlannedMovement {
  readonly doc: string
  readonly index: number
  readonly effect: MovementEffect
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * A book in memory for the tests of posting: plain sums over what was posted, costs by moving average only, no exchange pairs and
 * no other devices. The real one is in the store.
 */
export class TestBook implements BookView {
  readonly held: Held[] = []
  readonly lines: HeldLine[] = []
  /** Of the last event that was refused. */
  refusals: readonly Refusal[] = []
  readonly #masters = new Map<string, Record<string, unknown>>()
  readonly #masterEvents: BusinessEvent[] = []
  readonly #items = new Map<string, Mutable<ItemView>>()
  readonly #cleared = new Map<string, { item: string; amount: Minor; base: Minor }>()
  readonly #keys = new Set<string>()
  readonly #movements: HeldMovement[] = []
  #locked: PlainMonth | null = null

  /** @returns `posted`, or the refusal codes */
  apply(input: unknown): 'posted' | string[] {
    const read = readEvent(input)
    if (!read.ok) return this.#refused(read.refusals)
    const event = read.value
    if (isMasterEvent(event.event)) {
      const fields = checkMaster(this, event)
      if (!fields.ok) return this.#refused(fields.refusals)
      const kind = event.event.split('.')[0] ?? ''
      if (event.event !== 'rate.set') this.#masters.set(`${kind} ${String(fields.value['code'] ?? '')}`, fields.value)
      this.#masterEvents.push(event)
      return 'posted'
    }
    const docId = `doc:${event.id}`
    const outcome = postEvent(this, event, { docId, device: 'A' })
    if (!outcome.ok) return this.#refused(outcome.refusals)
    this.#keep(docId, event, outcome.value)
    return 'posted'
  }

  #refused(refusals: readonly Refusal[]): string[] {
    this.refusals = refusals
    return refusals.map((refusal) => refusal.code)
  }

  /** Applies what must be accepted. */
  all(...events: readonly unknown[]): this {
    for (const event of events) {
      const result = this.apply(event)
      if (result !== 'posted') throw new Error(`${JSON.stringify(event)}: ${result.join()}`)
    }
    return this
  }

  posting(id: string): Posting {
    const held = this.held.find((candidate) => candidate.view.eventId === id)
    if (!held) throw new Error(`no event ${id}`)
    return held.posting
  }

  /** Lines of an event as `account currency amount base`, in the order of its effects; no exchange pair, no derived cost. */
  linesOf(id: string): string[] {
    return this.lines.filter((line) => line.event === id).map((line) => `${line.account} ${line.currency} ${line.amount} ${line.base}`)
  }

  #keep(docId: string, event: BusinessEvent, posting: Posting): void {
    const { date, effects, facts, currency, rate, party } = posting
    this.held.push({ view: { docId, eventId: event.id, type: event.event, date, event, effects, currency, rate, party, facts, digest: '' }, posting, reversedBy: null })
    const put = (account: string, of: CurrencyCode, amount: Minor, base: Minor, on = date): void =>
      void this.lines.push({ event: event.id, date: on, account, currency: of, amount, base })
    const before = this.lines.length
    for (const [index, effect] of effects.entries()) this.#apply(docId, event, effect, index, put)
    for (const effect of effects) {
      if (effect.effect !== 'residual') continue
      const open = -this.lines.slice(before).reduce((total, line) => total + line.base, 0)
      const parts = spread(open, effect.accounts.map((account) => account.weight))
      effect.accounts.forEach((account, at) => put(account.account, 'IDR', parts[at] ?? 0, parts[at] ?? 0))
    }
  }

  #apply(docId: string, event: BusinessEvent, effect: Effect, index: number, put: (account: string, of: CurrencyCode, amount: Minor, base: Minor, on?: PlainDate) => void): void {
    switch (effect.effect) {
      case 'line':
        return put(effect.account, effect.currency, effect.amount, effect.base, effect.date)
      case 'open': {
        const { item, side, party, account, currency, amount, base, date } = effect
        this.#items.set(item, { doc: docId, item, side, party, account, currency, amount, base, open: amount, openBase: base, date, postedDate: event.date, reversed: false })
        return put(account, currency, amount * sign(side), base * sign(side))
      }
      case 'clear': {
        const item = this.#items.get(effect.item.item)
        if (!item) throw new Error('no item')
        const base = share(effect.amount, item.open, item.openBase)
        item.open -= effect.amount
        item.openBase -= base
        this.#cleared.set(`${docId} ${index}`, { item: item.item, amount: effect.amount, base })
        return put(item.account, item.currency, -effect.amount * sign(item.side), -base * sign(item.side))
      }
      case 'unclear': {
        const cleared = this.#cleared.get(`${effect.doc} ${effect.index}`)
        const item = cleared && this.#items.get(cleared.item)
        if (!item) throw new Error('no clearing')
        item.open += cleared.amount
        item.openBase += cleared.base
        return put(item.account, item.currency, cleared.amount * sign(item.side), cleared.base * sign(item.side))
      }
      case 'closeItem': {
        const item = this.#items.get(effect.item.item)
        if (!item) throw new Error('no item')
        put(item.account, item.currency, -item.amount * sign(item.side), -item.base * sign(item.side))
        Object.assign(item, { open: 0, openBase: 0, reversed: true })
        return
      }
      case 'move':
        this.#movements.push({ product: effect.product, warehouse: effect.warehouse, date: event.date, quantity: effect.quantity, doc: docId, index, effect })
        return
      case 'once':
        return void (effect.free ? this.#keys.delete(effect.key) : this.#keys.add(effect.key))
      case 'close':
        this.#locked = effect.period
        return
      case 'reopen':
        this.#locked = addMonths(effect.period, -1)
        return
      case 'reverse': {
        const target = this.held.find((held) => held.view.docId === effect.target)
        if (target) target.reversedBy = event.id
        return
      }
      default:
    }
  }

  company(): { vatRegistered: boolean; costing: 'movingAverage' | 'fifo'; name: string } {
    const fields = this.#masters.get('company ') ?? { vatRegistered: true, costing: 'movingAverage', name: '' }
    return fields as { vatRegistered: boolean; costing: 'movingAverage' | 'fifo'; name: string }
  }
  account(code: string): AccountView | null {
    const found = chart.accounts.find((account) => account.code === code) ?? this.#masters.get(`account ${code}`)
    return (found as AccountView | undefined) ?? null
  }
  accountOfRole(role: string): string {
    const found = chart.accounts.find((account) => account.role === role)
    const code = found?.code ?? defaultRoles[role]
    if (code === undefined) throw new Error(`no account of role ${role}`)
    return code
  }
  party(code: string): PartyView | null {
    return (this.#masters.get(`party ${code}`) as PartyView | undefined) ?? null
  }
  product(code: string): ProductView | null {
    return (this.#masters.get(`product ${code}`) as ProductView | undefined) ?? null
  }
  warehouse(code: string): { code: string; name: string } | null {
    return (this.#masters.get(`warehouse ${code}`) as { code: string; name: string } | undefined) ?? null
  }
  rate(currency: CurrencyCode, date: PlainDate, kind: 'book' | 'tax' = 'book'): Decimal | null {
    let latest: BusinessEvent | null = null
    for (const event of this.#masterEvents) {
      if (event.event !== 'rate.set' || event['currency'] !== currency || event.date > date || (event['kind'] ?? 'book') !== kind) continue
      if (latest === null || event.date >= latest.date) latest = event
    }
    return latest && parseDecimal(String(latest['rate']))
  }
  event(id: string): EventView | null {
    const item = this.#items.get(id)
    const held = this.held.find((candidate) => candidate.view.eventId === id) ?? this.held.find((candidate) => candidate.view.docId === item?.doc)
    if (held) return { ...held.view, reversedBy: held.reversedBy }
    const event = this.#masterEvents.find((candidate) => candidate.id === id)
    if (!event) return null
    return {
      docId: `doc:${id}`, eventId: id, type: event.event, date: event.date, event, effects: [], currency: null, rate: null, party: null,
      facts: { lines: [], net: 0, vat: 0, base: 0 }, reversedBy: null, digest: '',
    }
  }
  item(id: string): ItemView | null {
    return this.#items.get(id) ?? null
  }
  progress(kind: ProgressKind, doc: string, line: number, product?: string): ProgressSum {
    const sum = { quantity: 0, value: 0, vat: 0 }
    for (const effect of this.#effects()) {
      if (effect.effect !== 'progress' || effect.kind !== kind || effect.doc !== doc || effect.line !== line || effect.product !== product) continue
      sum.quantity += effect.quantity
      sum.value += effect.value
      sum.vat += effect.vat ?? 0
    }
    return sum
  }
  dependents(docId: string): readonly string[] {
    return this.held
      .filter((held) => held.reversedBy === null && held.view.type !== 'reverse' && held.posting.references.includes(docId))
      .map((held) => held.view.eventId)
  }
  lockedThrough(): PlainMonth | null {
    return this.#locked
  }
  chainHeads(): Readonly<Record<string, number>> {
    return this.held.length === 0 ? {} : { A: this.held.length }
  }
  onceTaken(key: string): boolean {
    return this.#keys.has(key)
  }
  pool(product: string, date: PlainDate): { quantity: number; value: Minor } {
    const pool = { quantity: 0, value: 0 }
    const costs = new Map<string, Minor>()
    for (const movement of inOrder(this.#movements.filter((candidate) => candidate.product === product && candidate.date <= date))) {
      const { cost } = movement.effect
      if (cost.kind === 'transfer') continue
      let value = 0
      if (cost.kind === 'fixed') value = cost.value
      else if (cost.kind === 'returned') value = costs.get(`${cost.of.doc} ${cost.of.index}`) ?? 0
      else if (cost.kind !== 'produced') value = -share(-movement.quantity, pool.quantity, pool.value)
      costs.set(`${movement.doc} ${movement.index}`, -value)
      pool.quantity += movement.quantity
      pool.value += value
    }
    return pool
  }
  quantity(product: string, warehouse: string, date: PlainDate): number {
    return this.#movements
      .filter((movement) => movement.product === product && movement.warehouse === warehouse && movement.date <= date)
      .reduce((total, movement) => total + movement.quantity, 0)
  }
  shortage(movements: readonly PlannedMovement[]): { product: string; warehouse: string; available: number } | null {
    for (const { product, warehouse } of movements) {
      const own = (list: readonly PlannedMovement[]): PlannedMovement[] => list.filter((movement) => movement.product === product && movement.warehouse === warehouse)
      let balance = 0
      for (const movement of inOrder([...own(this.#movements), ...own(movements)])) {
        balance += movement.quantity
        if (balance < 0) return { product, warehouse, available: balance }
      }
    }
    return null
  }
  monetaryBalances(date: PlainDate): { account: string; currency: CurrencyCode; amount: Minor; base: Minor }[] {
    return this.#balances(date).filter(({ account, currency }) => {
      const view = this.account(account)
      return currency !== 'IDR' && (view?.cash === true || view?.role === 'receivable' || view?.role === 'payable')
    })
  }
  baseBalance(account: string, date: PlainDate): Minor {
    return this.#balances(date).filter((balance) => balance.account === account).reduce((total, balance) => total + balance.base, 0)
  }
  resultBalances(date: PlainDate): { account: string; base: Minor }[] {
    const types = ['income', 'costOfSales', 'expense', 'other', 'tax']
    return this.#balances(date).filter((balance) => balance.base !== 0 && types.includes(this.account(balance.account)?.type ?? ''))
  }
  turnover(period: PlainMonth): Minor {
    return this.held
      .filter((held) => monthOf(held.view.date) === period)
      .flatMap((held) => held.posting.effects)
      .reduce((total, effect) => total + (effect.effect === 'turnover' ? effect.base : 0), 0)
  }

  #effects(): Effect[] {
    return this.held.flatMap((held) => [...held.posting.effects])
  }
  #balances(date: PlainDate): { account: string; currency: CurrencyCode; amount: Minor; base: Minor }[] {
    const balances = new Map<string, { account: string; currency: CurrencyCode; amount: Minor; base: Minor }>()
    for (const line of this.lines) {
      if (line.date > date) continue
      const key = `${line.account} ${line.currency}`
      const balance = balances.get(key) ?? { account: line.account, currency: line.currency, amount: 0, base: 0 }
      balances.set(key, { ...balance, amount: balance.amount + line.amount, base: balance.base + line.base })
    }
    return [...balances.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, balance]) => balance)
  }
}

function sign(side: ItemView['side']): 1 | -1 {
  return side === 'receivable' || side === 'advance' ? 1 : -1
}

function inOrder<T extends PlannedMovement>(movements: readonly T[]): T[] {
  return [...movements].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** A book with a customer C1, a supplier S1, warehouses W and W2, goods P and Q, raw material R, service SV, and 100 P received on 03-01. */
export function aBook(...events: readonly unknown[]): TestBook {
  return new TestBook().all(...aBookEvents, ...events)
}

const day = '2026-03-01'

export const aBookEvents: readonly object[] = [
  { event: 'party.add', id: 'm1', date: day, code: 'C1', name: 'Customer', termsDays: 30 },
  { event: 'party.add', id: 'm2', date: day, code: 'C2', name: 'Other customer' },
  { event: 'party.add', id: 'm3', date: day, code: 'S1', name: 'Supplier', termsDays: 14 },
  { event: 'party.add', id: 'm4', date: day, code: 'S2', name: 'Other supplier' },
  { event: 'warehouse.add', id: 'm5', date: day, code: 'W', name: 'Shop' },
  { event: 'warehouse.add', id: 'm6', date: day, code: 'W2', name: 'Shed' },
  { event: 'product.add', id: 'm7', date: day, code: 'P', name: 'Chair', weightKg: '5.5', units: [{ unit: 'karton', factor: '24' }] },
  { event: 'product.add', id: 'm8', date: day, code: 'Q', name: 'Cushion' },
  { event: 'product.add', id: 'm9', date: day, code: 'R', name: 'Rattan', inventory: 'raw' },
  { event: 'product.add', id: 'm10', date: day, code: 'SV', name: 'Design', kind: 'service' },
  { event: 'rate.set', id: 'm11', date: day, currency: 'USD', rate: '16000' },
  { event: 'purchase.receive', id: 'g0', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '100', unitPrice: '1000' }] },
]
