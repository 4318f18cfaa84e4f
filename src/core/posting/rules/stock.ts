import type { EventOf } from '../../events/index.ts'
import { type Micro, type Minor, divideHalfUp, priceTimes, safe, sum, toMinor } from '../../money/index.ts'
import type { AccountView, LineFacts, ProductView } from '../book-view.ts'
import { type Outline, type Work, decimal, emptyLine, inventoryRole, micro } from '../work.ts'

/** The account that differences of stock are charged to. */
function adjustmentAccount(work: Work, code: string | undefined): AccountView | null {
  return code === undefined ? work.view.account(work.role('inventoryAdjustment')) : work.baseAccount(code, 'account')
}

/** Stock found or lost. What is found has its value fixed now; what is lost leaves at issue cost. */
export function adjustStock(work: Work, event: EventOf<'stock.adjust'>): Outline {
  const account = adjustmentAccount(work, event.account)
  const lines = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const product = work.goods(row.product, `${path}product`)
    const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
    if (!product || warehouse === null || !account) return emptyLine()
    const quantity = micro(row.quantity)
    const unitCost = row.unitCost
    const value = unitCost === undefined || quantity < 0 ? undefined : priceTimes(quantity, decimal(unitCost), 'IDR')
    return changeStock(work, product, warehouse, quantity, account.code, value, `${path}quantity`)
  })
  return { facts: { lines, base: sum(...lines.map((line) => line.base)) } }
}

/** A count of one warehouse: the differences as the book knows it now, fixed from then on. */
export function countStock(work: Work, event: EventOf<'stock.count'>): Outline {
  const account = adjustmentAccount(work, event.account)
  const warehouse = work.warehouse(event.warehouse, undefined, '')
  const seen = new Set<string>()
  const lines = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const product = work.goods(row.product, `${path}product`)
    if (seen.has(row.product)) work.refuse('DUPLICATE_CODE', { code: row.product }, `${path}product`)
    seen.add(row.product)
    if (!product || warehouse === null || !account) return emptyLine()
    const difference = micro(row.counted) - work.view.quantity(product.code, warehouse, event.date)
    if (difference === 0) return { ...emptyLine(), product: product.code, warehouse }
    return changeStock(work, product, warehouse, difference, account.code, undefined, `${path}product`)
  })
  return { facts: { lines, base: sum(...lines.map((line) => line.base)) } }
}

/** @param value  of what comes in, where it is known; else the pool's average as it stands at the date */
function changeStock(
  work: Work, product: ProductView, warehouse: string, quantity: Micro, account: string, value: Minor | undefined, field: string,
): LineFacts {
  const line = { ...emptyLine(), product: product.code, warehouse, quantity }
  if (quantity < 0) return { ...line, movement: work.move(product.code, warehouse, quantity, { kind: 'issue', charge: account }) }
  const base = value ?? averageValue(work, product.code, quantity)
  if (base === null) {
    work.refuse('COST_UNKNOWN', { product: product.code }, field)
    return line
  }
  work.base(work.role(inventoryRole(product)), base)
  work.base(account, -base + 0)
  return { ...line, net: base, base, movement: work.move(product.code, warehouse, quantity, { kind: 'fixed', value: base }) }
}

/** Rule MONEY: quantity × pool value / pool quantity, rounded once; null for an empty pool. */
function averageValue(work: Work, product: string, quantity: Micro): Minor | null {
  const pool = work.view.pool(product, work.date)
  return pool.quantity <= 0 ? null : safe(divideHalfUp(BigInt(quantity) * BigInt(pool.value), BigInt(pool.quantity)))
}

export function transferStock(work: Work, event: EventOf<'stock.transfer'>): Outline {
  const from = work.view.warehouse(event.from) ? event.from : work.refuse('UNKNOWN_WAREHOUSE', { code: event.from }, 'from')
  const to = work.view.warehouse(event.to) ? event.to : work.refuse('UNKNOWN_WAREHOUSE', { code: event.to }, 'to')
  const lines = event.lines.map((row, index): LineFacts => {
    const product = work.goods(row.product, `lines.${index}.product`)
    if (!product || from === null || to === null) return emptyLine()
    const quantity = micro(row.quantity)
    const movement = work.move(product.code, from, -quantity, { kind: 'transfer' })
    work.move(product.code, to, quantity, { kind: 'transfer' })
    return { ...emptyLine(), product: product.code, warehouse: to, quantity, movement }
  })
  return { facts: { lines } }
}

/** Materials become products: their issue costs with labour and overhead, spread over what is made. Derived. */
export function postProduction(work: Work, event: EventOf<'production.post'>): Outline {
  const labour = toMinor(decimal(event.labour ?? '0'), 'IDR')
  const overhead = toMinor(decimal(event.overhead ?? '0'), 'IDR')
  const added = sum(labour, overhead)
  const rowsOf = (list: 'consume' | 'produce'): LineFacts[] =>
    event[list].map((row, index): LineFacts => {
      const path = `${list}.${index}.`
      const product = work.goods(row.product, `${path}product`)
      const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
      if (!product || warehouse === null) return emptyLine()
      const quantity = micro(row.quantity)
      const costShare = 'costShare' in row ? (row.costShare as string | undefined) : undefined
      const movement =
        list === 'consume'
          ? work.move(product.code, warehouse, -quantity, { kind: 'consumed' })
          : work.move(product.code, warehouse, quantity, { kind: 'produced', weight: micro(costShare ?? row.quantity), added })
      return { ...emptyLine(), product: product.code, warehouse, quantity, movement }
    })
  const lines = [...rowsOf('consume'), ...rowsOf('produce')]
  work.base(work.role('labourAbsorbed'), -labour + 0)
  work.base(work.role('overheadAbsorbed'), -overhead + 0)
  return { facts: { lines, base: added } }
}
