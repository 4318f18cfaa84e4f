import type { EventOf, EventType } from '../../events/index.ts'
import { negate } from '../../money/index.ts'
import type { EventView } from '../book-view.ts'
import type { Effect, MovementEffect } from '../effects.ts'
import type { Outline, Work } from '../work.ts'

/** @source events contract, section 5, `reverse`, and our own events in its style */
export const reversibleEvents: readonly EventType[] = [
  'purchase.receive', 'purchase.invoice', 'sales.deliver', 'sales.invoice', 'deposit.receive', 'payment.receive', 'payment.send', 'expense.post',
  'transfer.post', 'stock.adjust', 'stock.transfer', 'production.post', 'depreciation.post', 'journal.post', 'tax.finalIncome',
  'deposit.refund', 'advance.refund', 'receivable.writeOff', 'loan.take', 'loan.repay', 'loan.give', 'loan.collect', 'savings.receive', 'savings.withdraw', 'surplus.distribute',
]

/** What these put in somebody's name, others may have taken back since. */
const namesOpened: readonly EventType[] = ['loan.take', 'loan.give', 'savings.receive', 'surplus.distribute']

/**
 * Undoes a document by the opposite of its effects at the reversal's date. Stock that came in leaves at today's issue cost, so its
 * fixed inventory lines are turned against the inventory variance, which takes the difference.
 */
export function reverseEvent(work: Work, event: EventOf<'reverse'>): Outline {
  const target = work.view.event(event.target)
  if (!target) return refused(work, 'UNKNOWN_REFERENCE', event.target)
  if ((target.eventId !== event.target && target.docId !== event.target) || !reversibleEvents.includes(target.type)) return refused(work, 'NOT_REVERSIBLE', event.target)
  if (target.reversedBy !== null) return refused(work, 'ALREADY_REVERSED', event.target)
  if (event.date < target.date) work.refuse('DATE_BEFORE_REFERENCE', { id: event.target, date: target.date }, 'date')
  const dependents = work.view.dependents(target.docId)
  if (dependents.length > 0) work.refuse('HAS_DEPENDENTS', { id: event.target, dependents: dependents.join(', ') }, 'target')
  work.references.add(target.docId)
  const inventory = new Set(['inventoryRaw', 'inventoryFinished', 'inventoryGoods'].map((role) => work.role(role)))
  for (const [index, effect] of target.effects.entries()) undo(work, target, effect, index, inventory)
  work.effects.push({ effect: 'reverse', target: target.docId })
  return { party: target.party, currency: target.currency, rate: null }
}

function refused(work: Work, code: 'UNKNOWN_REFERENCE' | 'NOT_REVERSIBLE' | 'ALREADY_REVERSED', id: string): Outline {
  work.refuse(code, { id }, 'target')
  return {}
}

function undo(work: Work, target: EventView, effect: Effect, index: number, inventory: ReadonlySet<string>): void {
  const variance = work.role('inventoryVariance')
  switch (effect.effect) {
    case 'line':
      work.line(inventory.has(effect.account) ? variance : effect.account, effect.currency, negate(effect.amount), negate(effect.base))
      // Labour and overhead stay in stock that leaves against the variance; the other side of the entry is there too.
      if (target.type === 'production.post') work.base(variance, effect.base)
      return
    case 'open':
      work.effects.push({ effect: 'closeItem', item: { doc: target.docId, item: effect.item } })
      return
    case 'clear':
      work.effects.push({ effect: 'unclear', doc: target.docId, index })
      return
    case 'residual':
      work.effects.push(effect)
      return
    case 'move':
      undoMovement(work, target, effect, index)
      return
    case 'progress':
      if (effect.kind === 'personal' && namesOpened.includes(target.type)) {
        const left = work.progress('personal', effect.doc, 0, effect.product).value - effect.value
        if (left !== 0 && left > 0 !== effect.value > 0) work.refuse('HAS_DEPENDENTS', { id: target.eventId, dependents: effect.product ?? '' }, 'target')
      }
      work.effects.push({
        ...effect, quantity: negate(effect.quantity), value: negate(effect.value), ...(effect.vat === undefined ? {} : { vat: negate(effect.vat) }),
      })
      return
    case 'vat':
      work.effects.push({ ...effect, base: negate(effect.base), vat: negate(effect.vat) })
      return
    case 'turnover':
      work.effects.push({ ...effect, base: negate(effect.base) })
      return
    case 'sale':
      work.effects.push({ ...effect, quantity: negate(effect.quantity), revenue: negate(effect.revenue) })
      return
    case 'once':
      work.effects.push({ effect: 'once', key: effect.key, free: true })
      return
    case 'landed':
    case 'order':
    case 'close':
    case 'reopen':
    case 'reverse':
    case 'unclear':
    case 'closeItem':
      // Effects of types that cannot be reversed.
      return
  }
}

function undoMovement(work: Work, target: EventView, move: MovementEffect, index: number): void {
  const variance = work.role('inventoryVariance')
  const of = { doc: target.docId, index }
  switch (move.cost.kind) {
    case 'issue':
      work.move(move.product, move.warehouse, negate(move.quantity), { kind: 'returned', of, charge: move.cost.charge })
      return
    case 'consumed':
      work.move(move.product, move.warehouse, negate(move.quantity), { kind: 'returned', of, charge: variance })
      return
    case 'fixed':
    case 'produced':
    case 'returned':
      work.move(move.product, move.warehouse, negate(move.quantity), { kind: 'issue', charge: variance })
      return
    case 'transfer': {
      // Each line backwards: out of where it went, then back in. Its two halves follow one another; the first brings both.
      const second = target.effects[index + 1]
      if (move.quantity > 0 || second?.effect !== 'move') return
      work.move(second.product, second.warehouse, negate(second.quantity), { kind: 'transfer' })
      work.move(move.product, move.warehouse, negate(move.quantity), { kind: 'transfer' })
    }
  }
}
