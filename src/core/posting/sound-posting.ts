import { isPlainDate } from '../calendar/index.ts'
import { documentTypes, isMasterEvent } from '../events/index.ts'
import { isCurrency } from '../money/index.ts'
import type { Effect } from './effects.ts'
import type { Posting } from './posted-document.ts'

/*
 * The shape of a posting that another device made. What is derived from effects trusts them; a document that does not have this
 * shape is quarantined before it gets there. Written out by hand: it runs for every document of every rebuild.
 */
type Check = (value: unknown) => boolean
type Members = Readonly<Record<string, Check>>

const text: Check = (value) => typeof value === 'string'
const whole: Check = (value) => Number.isSafeInteger(value)
const positive: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0
const natural: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const date: Check = (value) => typeof value === 'string' && isPlainDate(value)
const month: Check = (value) => typeof value === 'string' && isPlainDate(`${value}-01`)
const rate: Check = (value) => typeof value === 'string' && value.length <= 40 && /^(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(value)
const optional = (check: Check): Check => (value) => value === undefined || check(value)
const oneOf = (...allowed: readonly unknown[]): Check => (value) => allowed.includes(value)
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check)
const having = (members: Members): Check => {
  const entries = Object.entries(members)
  return (value) => typeof value === 'object' && value !== null && entries.every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]))
}

const currency: Check = (value) => isCurrency(value)
const itemRef = having({ doc: text, item: text })
const movementRef = having({ doc: text, index: natural })

const costs: Readonly<Record<string, Check>> = {
  fixed: having({ value: whole }), issue: having({ charge: text }), consumed: having({}), produced: having({ weight: whole, added: whole }), returned: having({ of: movementRef, charge: text }),
  transfer: having({}),
}
const cost: Check = (value) => {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind
  return typeof kind === 'string' && Object.hasOwn(costs, kind) && costs[kind]?.(value) === true
}

/** More devices than a company has: each is asked for in one statement. */
const devicesMax = 1000
const heads: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const places = Object.values(value)
  return places.length <= devicesMax && places.every(natural)
}

const effects: Readonly<Record<string, Check>> = {
  line: having({ account: text, currency, amount: whole, base: whole, date: optional(date) }),
  open: having({ item: text, side: oneOf('receivable', 'payable', 'deposit', 'advance'), party: text, account: text, currency, amount: whole, base: whole, date, dueDate: date }),
  clear: having({ item: itemRef, amount: positive, rate }),
  unclear: having({ doc: text, index: natural }),
  closeItem: having({ item: itemRef }),
  residual: having({ accounts: listOf(having({ account: text, weight: whole })) }),
  move: having({ product: text, warehouse: text, quantity: whole, cost }),
  landed: having({ of: movementRef, product: text, value: whole, charge: text }),
  progress: having({ kind: text, doc: text, line: natural, product: optional(text), quantity: whole, value: whole, vat: optional(whole) }),
  vat: having({ side: oneOf('output', 'input'), code: text, base: whole, vat: whole }),
  turnover: having({ base: whole }),
  sale: having({ product: text, quantity: whole, revenue: whole }),
  once: having({ key: text, free: optional(oneOf(true, false)) }),
  close: having({ period: month, heads: optional(heads) }),
  reopen: having({ period: month }),
  order: having({ product: text, quantity: whole }),
  reverse: having({ target: text }),
}

const effect: Check = (value) => {
  const kind = (value as { effect?: unknown } | null | undefined)?.effect
  return typeof kind === 'string' && Object.hasOwn(effects, kind) && effects[kind]?.(value) === true
}

const posting = having({
  date, effects: listOf(effect), facts: having({}), party: (value) => value === null || typeof value === 'string', references: listOf(text),
})

const chain = having({ position: positive, hash: text })

/** Whether a document that claims to be posted has the form on which derivation relies: its type fits its event, every effect is whole. */
export function isSoundPosting(body: Readonly<Record<string, unknown>>): boolean {
  const named = (body['event'] as { event?: unknown } | null | undefined)?.event
  if (typeof named !== 'string' || !Object.hasOwn(documentTypes, named)) return false
  const type = named as keyof typeof documentTypes
  return documentTypes[type] === body['type'] && !isMasterEvent(type) && posting(body['posting']) && chain(body['chain']) && balances((body['posting'] as Posting).effects)
}

/** Effects whose base amounts are all written down must balance on each day; what derivation completes, it balances. */
function balances(all: readonly Effect[]): boolean {
  const totals = new Map<string, number>()
  for (const one of all) {
    switch (one.effect) {
      case 'residual':
      case 'clear':
      case 'unclear':
      case 'closeItem':
      case 'landed':
        return true
      case 'move':
        if (one.cost.kind === 'consumed' || one.cost.kind === 'produced') return true
        break
      case 'line':
        totals.set(one.date ?? '', (totals.get(one.date ?? '') ?? 0) + one.base)
        break
      case 'open':
        totals.set('', (totals.get('') ?? 0) + (one.side === 'receivable' || one.side === 'advance' ? one.base : -one.base))
        break
      default:
    }
  }
  return [...totals.values()].every((total) => total === 0)
}
