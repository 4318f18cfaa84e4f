import type { Database } from 'better-sqlite3'
import { minorText } from '../../../core/money/index.ts'
import { Sql } from '../../projections/index.ts'
import { checkAssets, checkBank } from './bank-and-assets.ts'
import { checkCostOfSales, checkReceipts, checkStock } from './goods.ts'
import { checkItems, checkPersons } from './items.ts'
import type { ReadDocument } from './pairs.ts'
import { checkBalanceSheet, checkCash } from './statements.ts'
import { checkTurnover, checkVat } from './taxes.ts'

/**
 * Figures that two ways of counting must agree on; a break names both. Accounts count where postings alone reach them (control
 * accounts), or the papers of one kind on them: what a person may enter by hand need not agree with any list.
 *
 * Of the numbers in the notes T1 is the check of entries; T8 and T9 are about accounts that no rule of ours posts to (goods on
 * their way to an invoice, cost on its way to goods): deliveries and landed cost are booked at once.
 * @source bookkeeping notes, section 5.2 (the numbers T2 … T21 there)
 * @param read  a document by its id, for the few papers that name by hand an account which is counted here
 * @returns how many pairs were compared
 */
export function checkTieOuts(db: Database, found: (detail: string) => void, read: ReadDocument = () => null): number {
  const sql = new Sql(db)
  let count = 0
  const agree = (name: string, left: string, leftAmount: number, right: string, rightAmount: number): void => {
    count += 1
    if (leftAmount !== rightAmount) found(`${name}: ${left} ${minorText(leftAmount)}, ${right} ${minorText(rightAmount)}`)
  }
  checkBalanceSheet(sql, agree)
  checkStock(sql, agree)
  checkCostOfSales(sql, agree, read)
  checkItems(sql, agree)
  checkPersons(sql, agree)
  checkReceipts(sql, agree)
  checkCash(sql, agree)
  checkVat(sql, agree, read)
  checkTurnover(sql, agree)
  checkBank(sql, agree)
  checkAssets(sql, agree)
  return count
}
