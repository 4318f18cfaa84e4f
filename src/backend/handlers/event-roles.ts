import type { Role } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Session } from '../transport/dispatch.ts'

const sellerEvents = ['party.add', 'product.add', 'sales.order', 'sales.deliver', 'sales.invoice', 'deposit.receive', 'payment.receive']
const storekeeperEvents = ['product.add', 'warehouse.add', 'purchase.receive', 'sales.deliver', 'stock.adjust', 'stock.count', 'stock.transfer', 'production.post']
const ownerEvents = ['period.reopen']

/** Who may apply which event. @throws RefusalError ROLE_FORBIDDEN */
export function requireEventRole(session: Session, event: unknown): void {
  const named = (event as { event?: unknown } | null)?.event
  const type = typeof named === 'string' ? named : ''
  const allowed: Record<Role, boolean> = {
    owner: true, bookkeeper: !ownerEvents.includes(type), seller: sellerEvents.includes(type), storekeeper: storekeeperEvents.includes(type), viewer: false,
  }
  if (!allowed[session.role]) throw new RefusalError(refuse('ROLE_FORBIDDEN', { role: session.role }))
}
