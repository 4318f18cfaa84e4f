import { InvariantError, type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { type BusinessEvent, type EventOf, type MasterEventType, isMasterEvent } from '../events/index.ts'
import { baseCurrency } from '../money/index.ts'
import type { BookView } from './book-view.ts'

/** What a master document says, every default filled in. */
export type MasterFields = Readonly<Record<string, unknown>>

type Check<T extends MasterEventType> = (view: BookView, event: EventOf<T>, refusals: Refusal[]) => MasterFields

function newCode(taken: unknown, code: string, refusals: Refusal[]): void {
  if (taken) refusals.push(refuse('DUPLICATE_CODE', { code }, 'code'))
}

const checks: { readonly [T in MasterEventType]: Check<T> } = {
  'company.set': (_view, event) => ({
    name: event.name, baseCurrency: event.baseCurrency ?? baseCurrency, vatRegistered: event.vatRegistered ?? true, costing: event.costing ?? 'movingAverage',
  }),
  'account.add': (view, event, refusals) => {
    newCode(view.account(event.code), event.code, refusals)
    const currency = event.currency ?? baseCurrency
    const cash = event.cash ?? false
    if (currency !== baseCurrency && !cash) refusals.push(refuse('CURRENCY_MISMATCH', { currency }, 'currency'))
    return { code: event.code, name: event.name, type: event.type, currency: cash ? currency : 'base', cash, control: false, role: null }
  },
  'party.add': (view, event, refusals) => {
    newCode(view.party(event.code), event.code, refusals)
    return { code: event.code, name: event.name, termsDays: event.termsDays ?? 0 }
  },
  'product.add': (view, event, refusals) => {
    newCode(view.product(event.code), event.code, refusals)
    return {
      code: event.code, name: event.name, kind: event.kind ?? 'goods', costing: event.costing ?? view.company().costing,
      inventory: event.inventory ?? 'goods', weightKg: event.weightKg ?? '0', unit: event.unit ?? 'pcs',
      units: (event.units ?? []).map(({ unit, factor }) => ({ unit, factor })),
    }
  },
  'warehouse.add': (view, event, refusals) => {
    newCode(view.warehouse(event.code), event.code, refusals)
    return { code: event.code, name: event.name }
  },
  'rate.set': (_view, event, refusals) => {
    if (event.currency === baseCurrency) refusals.push(refuse('CURRENCY_MISMATCH', { currency: event.currency }, 'currency'))
    return { currency: event.currency, rate: event.rate, kind: event.kind ?? 'book' }
  },
}

/**
 * Checks a master data event that `readEvent` passed.
 * @refuses DUPLICATE_CODE, CURRENCY_MISMATCH
 */
export function checkMaster(view: BookView, event: BusinessEvent): Outcome<MasterFields> {
  if (!isMasterEvent(event.event)) throw new InvariantError(`${event.event} is no master data`)
  const refusals: Refusal[] = []
  const check = checks[event.event] as Check<MasterEventType>
  const fields = check(view, event as unknown as EventOf<MasterEventType>, refusals)
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: fields }
}
