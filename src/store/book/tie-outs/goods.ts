import { type Sql, runReport } from '../../projections/index.ts'
import { agreeByPaper, withTarget } from './by-paper.ts'
import { type Agree, type ReadDocument, accountsOf, balanceOf, inTheEnd, minor, sinceEver } from './pairs.ts'

/** T3, T16: the value of goods is what the inventory accounts hold, and each product's card ends there. */
export function checkStock(sql: Sql, agree: Agree): void {
  const inventory = accountsOf(sql).filter(({ role, control }) => control && ['inventoryRaw', 'inventoryFinished', 'inventoryGoods'].includes(role))
  const valuation = runReport(sql, 'stock-valuation', { asOf: inTheEnd }) as unknown as { total: string; rows: { product: string; quantity: string; value: string }[] }
  if (inventory.length === 3) agree('T3', 'stock valuation', minor(valuation.total), `inventory accounts ${inventory.map(({ code }) => code).join(', ')}`, inventory.reduce((sum, { code }) => sum + balanceOf(sql, code), 0))
  for (const { product, value } of valuation.rows) {
    const card = sql.value<number>('SELECT coalesce(sum(value + correction), 0) FROM movement WHERE product = ?', product) ?? 0
    agree('T16', `stock valuation of ${product}`, minor(value), 'its stock card', card)
  }
}

/** T7: what was received and is neither invoiced nor returned. */
export function checkReceipts(sql: Sql, agree: Agree): void {
  const account = accountsOf(sql).find(({ role, control }) => control && role === 'goodsReceivedNotInvoiced')
  if (account === undefined) return
  const received = sql.value<number>("SELECT coalesce(sum(base), 0) FROM posted WHERE event = 'purchase.receive' AND void = 0 AND reversed = 0") ?? 0
  const used = sql.value<number>("SELECT coalesce(sum(value), 0) FROM progress WHERE kind IN ('receiptInvoiced', 'receiptReturned')") ?? 0
  agree('T7', 'receipts not invoiced', received - used, `account ${account.code}`, -balanceOf(sql, account.code) + 0)
}

const salesEvents = ['sales.deliver', 'sales.invoice', 'sales.creditNote']

/** T20: the cost in the gross margin is what the same papers have on the account of the cost of goods sold. */
export function checkCostOfSales(sql: Sql, agree: Agree, read: ReadDocument): void {
  const account = accountsOf(sql).find(({ role }) => role === 'costOfGoodsSold')
  if (account === undefined) return
  const margin = runReport(sql, 'gross-margin', { from: sinceEver, to: inTheEnd }) as unknown as { totals: { cost: string } }
  const said = new Map(sql.rows<{ n: number; cost: number }>(
    `SELECT x.n, -sum(x.value + x.correction) AS cost FROM movement x JOIN posted p ON p.n = x.n ${withTarget} WHERE x.kind IN ('issue', 'returned') AND x.charge = ? AND coalesce(t.event, p.event) IN (SELECT value FROM json_each(?)) GROUP BY x.n`,
    account.code, JSON.stringify(salesEvents),
  ).map(({ n, cost }) => [n, cost]))
  agree('T20', 'cost in the gross margin', minor(margin.totals.cost), 'cost of the sales papers', [...said.values()].reduce((sum, cost) => sum + cost, 0))
  agreeByPaper(sql, agree, read, { name: 'T20', left: 'cost of the sales papers' }, account.code, salesEvents, said)
}
