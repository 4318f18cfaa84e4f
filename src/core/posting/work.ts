import { type PlainDate, monthOf } from '../calendar/index.ts'
import type { DocId } from '../document/index.ts'
import { type Refusal, type RefusalCode, refuse } from '../errors/index.ts'
import type { BusinessEvent, EventOf, EventType } from '../events/index.ts'
import {
  AmountTooLargeError, type CurrencyCode, type Decimal, type Micro, type Minor, baseCurrency, decimalOf, decimalText, exponentOf, microText, minorText,
  parseDecimal, sum, toMicro, toMinor,
} from '../money/index.ts'
import type { AccountRole, AccountView, BookView, EventView, ItemView, LineFacts, PartyView, PostedFacts, ProductView, ProgressSum } from './book-view.ts'
import type { Effect, ItemSide, MovementCost, ProgressKind } from './effects.ts'

export interface PostingContext {
  /** Id that the new document will have. */
  readonly docId: DocId
  readonly device: string
}

/** What a rule tells about the document besides its effects. */
export interface Outline {
  readonly party?: string | null
  readonly currency?: CurrencyCode | null
  /** Null where no rate was used. */
  readonly rate?: Decimal | null
  readonly taxRate?: Decimal | null
  readonly facts?: Partial<PostedFacts>
}

/** A rule turns one type of event into effects, adding refusals instead where it must not be posted. */
export type PostingRule<T extends EventType> = (work: Work, event: EventOf<T>) => Outline

export interface Reference {
  readonly types: readonly EventType[]
  /** The party that the referring event names; null where parties may differ. */
  readonly party: string | null
}

/**
 * The workbench of one posting: it looks things up and collects refusals, effects and references. A look-up that fails adds its
 * refusal and returns null; what was collected counts only if there is no refusal at the end.
 */
export class Work {
  readonly refusals: Refusal[] = []
  readonly effects: Effect[] = []
  readonly references = new Set<DocId>()
  readonly view: BookView
  readonly event: BusinessEvent
  readonly context: PostingContext
  /** What this event has used so far of each remainder, so that two of its lines do not take the same one. */
  readonly #used = new Map<string, ProgressSum>()
  readonly #cleared = new Map<string, { amount: Minor }>()

  constructor(view: BookView, event: BusinessEvent, context: PostingContext) {
    this.view = view
    this.event = event
    this.context = context
  }

  get date(): PlainDate {
    return this.event.date
  }

  refuse(code: RefusalCode, params: Record<string, string | number>, field?: string): null {
    this.refusals.push(refuse(code, params, field))
    return null
  }

  // ---- look-ups

  party(code: string, field: string): PartyView | null {
    return this.view.party(code) ?? this.refuse('UNKNOWN_PARTY', { code }, field)
  }

  product(code: string, field: string): ProductView | null {
    return this.view.product(code) ?? this.refuse('UNKNOWN_PRODUCT', { code }, field)
  }

  goods(code: string, field: string): ProductView | null {
    const product = this.product(code, field)
    return product?.kind === 'service' ? this.refuse('NOT_STOCKED', { product: code }, field) : product
  }

  /** The line's warehouse, or the event's. `path` is that of the line, with its dot. */
  warehouse(line: string | undefined, event: string | undefined, path: string): string | null {
    const code = line ?? event
    if (code === undefined) return this.refuse('FIELD_MISSING', { name: 'warehouse' }, `${path}warehouse`)
    if (this.view.warehouse(code)) return code
    return this.refuse('UNKNOWN_WAREHOUSE', { code }, line === undefined ? 'warehouse' : `${path}warehouse`)
  }

  account(code: string, field: string): AccountView | null {
    const account = this.view.account(code)
    if (!account) return this.refuse('UNKNOWN_ACCOUNT', { code }, field)
    return account.control ? this.refuse('CONTROL_ACCOUNT', { account: code }, field) : account
  }

  /** An account of rupiah that an event may name. */
  baseAccount(code: string, field: string): AccountView | null {
    const account = this.account(code, field)
    if (account === null || currencyOfAccount(account) === baseCurrency) return account
    return this.refuse('CURRENCY_MISMATCH', { currency: account.currency }, field)
  }

  cashAccount(code: string, field: string): AccountView | null {
    const account = this.account(code, field)
    return account === null || account.cash ? account : this.refuse('ACCOUNT_NOT_CASH', { account: code }, field)
  }

  role(role: AccountRole): string {
    return this.view.accountOfRole(role)
  }

  /** Rate of the event: as given, else the book's latest; 1 in rupiah. */
  rate(currency: CurrencyCode, given: string | undefined, field = 'rate'): Decimal | null {
    if (currency === baseCurrency) return decimalOf(1)
    return this.rateIfAny(currency, given) ?? this.refuse('RATE_MISSING', { currency, date: this.date }, field)
  }

  rateIfAny(currency: CurrencyCode, given: string | undefined): Decimal | null {
    if (currency === baseCurrency) return decimalOf(1)
    return given === undefined ? this.view.rate(currency, this.date) : decimal(given)
  }

  /** An amount in a currency that was known only here: its decimals are checked now. */
  amount(text: string | undefined, currency: CurrencyCode, field: string): Minor | null {
    if (text === undefined) return 0
    const value = decimal(text)
    if (value.scale > exponentOf(currency)) return this.refuse('PRECISION_EXCEEDED', { text, places: exponentOf(currency) }, field)
    try {
      return toMinor(value, currency)
    } catch (error) {
      if (error instanceof AmountTooLargeError) return this.refuse('AMOUNT_TOO_LARGE', {}, field)
      throw error
    }
  }

  /** An earlier event that this one refers to. */
  reference(id: string, field: string, wanted: Reference): EventView | null {
    const target = this.view.event(id)
    if (!target) return this.refuse('UNKNOWN_REFERENCE', { id }, field)
    if (target.eventId !== id || !wanted.types.includes(target.type)) return this.refuse('WRONG_REFERENCE_TYPE', { id, type: target.type }, field)
    if (target.reversedBy !== null) return this.refuse('REFERENCE_REVERSED', { id }, field)
    if (wanted.party !== null && target.party !== null && wanted.party !== target.party) return this.refuse('PARTY_MISMATCH', { id, party: target.party }, field)
    if (target.date > this.date) return this.refuse('DATE_BEFORE_REFERENCE', { id, date: target.date }, field)
    this.references.add(target.docId)
    return target
  }

  /** Line `number` (from 1) of an earlier event. */
  lineOf(target: EventView, number: number, field: string): LineFacts | null {
    return target.facts.lines[number - 1] ?? this.refuse('UNKNOWN_REFERENCE', { id: `${target.eventId}/${number}` }, field)
  }

  /** An open item that money is allocated to or taken from. `openers` are the types that can open one of this side. */
  item(id: string, field: string, wanted: { side: ItemSide; openers: readonly EventType[]; party: string; currency: CurrencyCode | null }): ItemView | null {
    const item = this.view.item(id)
    if (!item || item.side !== wanted.side) {
      const target = this.view.event(id)
      if (!target && !item) return this.refuse('UNKNOWN_REFERENCE', { id }, field)
      if (!target || target.eventId !== id || !wanted.openers.includes(target.type)) {
        return this.refuse('WRONG_REFERENCE_TYPE', { id, type: target?.type ?? 'opening.post' }, field)
      }
      if (target.reversedBy !== null) return this.refuse('REFERENCE_REVERSED', { id }, field)
      return this.refuse(exceeded(wanted.side), { id, open: '0' }, field)
    }
    if (item.reversed) return this.refuse('REFERENCE_REVERSED', { id }, field)
    if (item.party !== wanted.party) return this.refuse('PARTY_MISMATCH', { id, party: item.party }, field)
    if (wanted.currency !== null && item.currency !== wanted.currency) return this.refuse('CURRENCY_MISMATCH', { currency: item.currency }, field)
    if (item.postedDate > this.date) return this.refuse('DATE_BEFORE_REFERENCE', { id, date: item.postedDate }, field)
    this.references.add(item.doc)
    return item
  }

  // ---- effects

  line(account: string, currency: CurrencyCode, amount: Minor, base: Minor, date?: PlainDate): void {
    if (amount === 0 && base === 0) return
    // `+ 0`: a ledger knows no -0.
    this.effects.push({ effect: 'line', account, currency, amount: amount + 0, base: base + 0, ...(date === undefined ? {} : { date }) })
  }

  /** A line in rupiah. */
  base(account: string, base: Minor): void {
    this.line(account, baseCurrency, base, base)
  }

  /** @returns the place of the movement among the effects */
  move(product: string, warehouse: string, quantity: Micro, cost: MovementCost): number {
    return this.effects.push({ effect: 'move', product, warehouse, quantity, cost }) - 1
  }

  open(item: Omit<Extract<Effect, { effect: 'open' }>, 'effect' | 'account'>): void {
    if (item.amount === 0) return
    this.effects.push({ effect: 'open', ...item, account: this.role(itemRoles[item.side]) })
  }

  /** Clears part of an item; more than is open is refused. */
  clear(item: ItemView, amount: Minor, rate: Decimal, field: string): void {
    if (amount === 0) return
    const key = `${item.doc} ${item.item}`
    const cleared = this.#cleared.get(key) ?? { amount: 0 }
    const left = item.open - cleared.amount
    if (amount > left) {
      this.refuse(exceeded(item.side), { id: item.item, open: minorText(left, item.currency) }, field)
      return
    }
    this.#cleared.set(key, { amount: sum(cleared.amount, amount) })
    this.effects.push({ effect: 'clear', item: { doc: item.doc, item: item.item }, amount, rate: decimalText(rate) })
  }

  residual(...accounts: readonly { readonly account: string; readonly weight: Minor }[]): void {
    this.effects.push({ effect: 'residual', accounts })
  }

  /** How much of a document's line is used up, this event's own use included. */
  progress(kind: ProgressKind, doc: DocId, line: number, product?: string): ProgressSum {
    const posted = this.view.progress(kind, doc, line, product)
    const own = this.#used.get(`${kind} ${doc} ${line} ${product ?? ''}`)
    if (!own) return posted
    return { quantity: posted.quantity + own.quantity, value: posted.value + own.value, vat: posted.vat + own.vat }
  }

  use(kind: ProgressKind, doc: DocId, line: number, used: { quantity: Micro; value: Minor; vat?: Minor; product?: string }): void {
    const key = `${kind} ${doc} ${line} ${used.product ?? ''}`
    const own = this.#used.get(key) ?? { quantity: 0, value: 0, vat: 0 }
    this.#used.set(key, { quantity: own.quantity + used.quantity, value: own.value + used.value, vat: own.vat + (used.vat ?? 0) })
    this.effects.push({ effect: 'progress', kind, doc, line, ...used })
  }

  /** Takes a key that only one unreversed event may hold. */
  once(key: string): void {
    if (this.view.onceTaken(key)) this.refuse('ALREADY_POSTED', { what: key })
    else this.effects.push({ effect: 'once', key })
  }

  /** The movements gathered so far must not take stock below zero at any point of its history. */
  checkStock(): void {
    const planned = this.effects.flatMap((effect) =>
      effect.effect === 'move' ? [{ product: effect.product, warehouse: effect.warehouse, date: this.date, quantity: effect.quantity }] : [],
    )
    if (!planned.some((movement) => movement.quantity < 0)) return
    const short = this.view.shortage(planned)
    if (short) this.refuse('STOCK_NEGATIVE', { product: short.product, warehouse: short.warehouse, available: microText(short.available) })
  }

  checkPeriod(): void {
    const locked = this.view.lockedThrough()
    if (locked !== null && monthOf(this.date) <= locked) this.refuse('PERIOD_CLOSED', { period: monthOf(this.date) }, 'date')
  }
}

export const itemRoles = {
  receivable: 'receivable', payable: 'payable', deposit: 'customerDeposits', advance: 'supplierAdvances',
} as const satisfies Record<ItemSide, AccountRole>

function exceeded(side: ItemSide): RefusalCode {
  return side === 'receivable' || side === 'payable' ? 'OVER_ALLOCATED' : 'DEPOSIT_EXCEEDED'
}

/** Currency of an account that an event may name (never `*`). */
export function currencyOfAccount(account: AccountView): CurrencyCode {
  return account.currency === 'base' || account.currency === '*' ? baseCurrency : account.currency
}

const inventoryRoles = { raw: 'inventoryRaw', finished: 'inventoryFinished', goods: 'inventoryGoods' } as const

export function inventoryRole(product: ProductView): AccountRole {
  return inventoryRoles[product.inventory]
}

/** Text that `readEvent` has passed. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (!value) throw new TypeError(`not a decimal: ${text}`)
  return value
}

export function micro(text: string): Micro {
  return toMicro(decimal(text))
}

export function emptyLine(): LineFacts {
  return { product: null, account: null, warehouse: null, quantity: 0, net: 0, base: 0, movement: null }
}
