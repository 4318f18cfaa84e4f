import type { EventOf } from '../../events/index.ts'
import { type Minor, baseCurrency, minorText, sum, toMinor } from '../../money/index.ts'
import type { AccountView } from '../book-view.ts'
import { type Outline, type Work, decimal } from '../work.ts'

/*
 * Money that stands on an account in somebody's name: loans taken and given, advances to staff, a cooperative's savings and the
 * members' part of its surplus. Each posting says on which account, for whom and how much (`progress` of kind `personal`), so that
 * nobody pays back or takes out more than there is.
 * @source bookkeeping notes, 3.2, events 54, 56, 62, 63, 77
 */

/** Accounts that others may not post to, but these events may where they are named. */
const lendingRoles: readonly (string | null)[] = ['employeeReceivable', 'memberLoan', 'loan']

const savingsRoles = {
  principal: 'savingsPrincipal', mandatory: 'savingsMandatory', voluntary: 'savingsVoluntary', term: 'savingsTerm', surplus: 'surplusPayable',
} as const

const minor = (text: string | undefined): Minor => toMinor(decimal(text ?? '0'), baseCurrency)

/** The account of a role, which a chart need not have. */
function accountOf(work: Work, role: string, field: string): AccountView | null {
  const code = work.role(role)
  return work.view.account(code) ?? work.refuse('UNKNOWN_ACCOUNT', { code }, field)
}

/** The account that a loan stands on: the usual one, or one that is named and of its kind. */
function lendingAccount(work: Work, named: string | undefined, usual: string, type: 'asset' | 'liability', field: string): AccountView | null {
  if (named === undefined) return accountOf(work, usual, field)
  const known = work.view.account(named)
  const account = known?.control && lendingRoles.includes(known.role) ? known : work.baseAccount(named, field)
  return account === null || (account.type === type && !account.cash) ? account : work.refuse('FIELD_INVALID', { name: field }, field)
}

/** A balance that stands in somebody's name when the book begins. @returns it, debit positive */
export function openPerson(work: Work, row: { readonly party: string; readonly account: string; readonly debit?: string; readonly credit?: string }, path: string): Minor {
  const party = work.party(row.party, `${path}party`)
  const known = work.view.account(row.account)
  const account = known?.control && (lendingRoles.includes(known.role) || Object.values<string | null>(savingsRoles).includes(known.role)) ? known : work.baseAccount(row.account, `${path}account`)
  if (account && (account.cash || !['asset', 'liability', 'equity'].includes(account.type))) work.refuse('FIELD_INVALID', { name: 'account' }, `${path}account`)
  if (!party || !account) return 0
  const base = minor(row.debit) - minor(row.credit)
  personal(work, account.code, row.party, base)
  return base
}

/** What stands in the person's name on the account, debit positive. */
const standing = (work: Work, account: string, party: string): Minor => work.progress('personal', account, 0, party).value

/** Posts to an account in somebody's name. */
function personal(work: Work, account: string, party: string, base: Minor): void {
  if (base === 0) return
  work.base(account, base)
  work.use('personal', account, 0, { product: party, quantity: 0, value: base })
}

/** Takes back what stands in somebody's name; `sign` 1 where they owe, -1 where they are owed. */
function takeBack(work: Work, account: string, party: string, amount: Minor, sign: 1 | -1, field: string): void {
  const open = Math.max(0, standing(work, account, party) * sign)
  if (amount > open) work.refuse('OVER_ALLOCATED', { id: party, open: minorText(open) }, field)
  personal(work, account, party, -amount * sign + 0)
}

/** Somebody lends us money: a bank, the owner. What the lender keeps back is owed too. */
export function takeLoan(work: Work, event: EventOf<'loan.take'>): Outline {
  const party = work.party(event.party, 'party')
  const account = work.baseAccount(event.account, 'account')
  const liability = lendingAccount(work, event.liability, 'loan', 'liability', 'liability')
  if (!party || !account || !liability) return {}
  const [amount, charge] = [minor(event.amount), minor(event.bankCharge)]
  work.base(account.code, amount)
  work.base(work.role('bankCharges'), charge)
  personal(work, liability.code, event.party, -sum(amount, charge))
  return { party: event.party, facts: { net: sum(amount, charge), base: sum(amount, charge) } }
}

export function repayLoan(work: Work, event: EventOf<'loan.repay'>): Outline {
  const party = work.party(event.party, 'party')
  const account = work.baseAccount(event.account, 'account')
  const liability = lendingAccount(work, event.liability, 'loan', 'liability', 'liability')
  const interestAccount = accountOf(work, 'interestExpense', 'interest')
  if (!party || !account || !liability || !interestAccount) return {}
  const [principal, interest, charge] = [minor(event.principal), minor(event.interest), minor(event.bankCharge)]
  takeBack(work, liability.code, event.party, principal, -1, 'principal')
  work.base(interestAccount.code, interest)
  work.base(work.role('bankCharges'), charge)
  const paid = sum(principal, interest, charge)
  work.base(account.code, -paid + 0)
  return { party: event.party, facts: { net: paid, base: paid } }
}

/** Money in advance to staff, or a loan to a member or anybody else. */
export function giveLoan(work: Work, event: EventOf<'loan.give'>): Outline {
  const party = work.party(event.party, 'party')
  const account = work.baseAccount(event.account, 'account')
  const receivable = lendingAccount(work, event.receivable, 'employeeReceivable', 'asset', 'receivable')
  if (!party || !account || !receivable) return {}
  const amount = minor(event.amount)
  personal(work, receivable.code, event.party, amount)
  work.base(account.code, -amount)
  return { party: event.party, facts: { net: amount, base: amount } }
}

/** An advance is accounted for: by receipts for what it was spent on, by money that comes back, or taken off the wages. */
export function collectLoan(work: Work, event: EventOf<'loan.collect'>): Outline {
  const party = work.party(event.party, 'party')
  const account = event.account === undefined ? null : work.baseAccount(event.account, 'account')
  const receivable = lendingAccount(work, event.receivable, 'employeeReceivable', 'asset', 'receivable')
  const interest = minor(event.interest)
  const interestAccount = event.interestAccount === undefined ? accountOf(work, 'interestIncome', 'interest') : work.baseAccount(event.interestAccount, 'interestAccount')
  const principal = minor(event.principal)
  const expenses = (event.expenses ?? []).map((row, index) => {
    const field = `expenses.${index}.account`
    const spent = work.baseAccount(row.account, field)
    if (spent?.cash) work.refuse('FIELD_INVALID', { name: 'account' }, field)
    return { account: spent, base: minor(row.amount) }
  })
  if (!party || !receivable || !interestAccount) return {}
  for (const { account: spent, base } of expenses) if (spent) work.base(spent.code, base)
  if (account) work.base(account.code, sum(principal, interest))
  work.base(interestAccount.code, -interest + 0)
  const settled = sum(principal, ...expenses.map(({ base }) => base))
  takeBack(work, receivable.code, event.party, settled, 1, expenses.length > 0 && principal === 0 ? 'expenses.0.amount' : 'principal')
  const lines = expenses.map(({ account: spent, base }) => ({ product: null, account: spent?.code ?? null, warehouse: null, quantity: 0, net: base, base, movement: null }))
  return { party: event.party, facts: { lines, net: sum(settled, interest), base: sum(settled, interest) } }
}

/** A member pays in. */
export function receiveSavings(work: Work, event: EventOf<'savings.receive'>): Outline {
  const party = work.party(event.party, 'party')
  const account = work.baseAccount(event.account, 'account')
  const savings = accountOf(work, savingsRoles[event.kind], 'kind')
  if (!party || !account || !savings) return {}
  const amount = minor(event.amount)
  work.base(account.code, amount)
  personal(work, savings.code, event.party, -amount)
  return { party: event.party, facts: { net: amount, base: amount } }
}

/** A member takes out savings or their part of the surplus. */
export function withdrawSavings(work: Work, event: EventOf<'savings.withdraw'>): Outline {
  const party = work.party(event.party, 'party')
  const account = work.baseAccount(event.account, 'account')
  const savings = accountOf(work, savingsRoles[event.kind], 'kind')
  if (!party || !account || !savings) return {}
  const amount = minor(event.amount)
  takeBack(work, savings.code, event.party, amount, -1, 'amount')
  work.base(account.code, -amount)
  return { party: event.party, facts: { net: amount, base: amount } }
}

/** A year's surplus, as the members' meeting decided: to the reserve, to the funds, to the members. */
export function distributeSurplus(work: Work, event: EventOf<'surplus.distribute'>): Outline {
  work.once(`surplus/${event.year}`)
  const from = work.baseAccount(event.account ?? work.role('retainedEarnings'), 'account')
  if (from && from.type !== 'equity') work.refuse('FIELD_INVALID', { name: 'account' }, 'account')
  const [reserve, funds] = [minor(event.reserve), minor(event.funds)]
  const reserveAccount = reserve === 0 ? null : accountOf(work, 'coopReserve', 'reserve')
  const fundsAccount = funds === 0 ? null : accountOf(work, 'coopFunds', 'funds')
  const payable = accountOf(work, 'surplusPayable', 'members')
  const seen = new Set<string>()
  const amounts = event.members.map((row, index) => {
    const field = `members.${index}.party`
    work.party(row.party, field)
    if (seen.has(row.party)) work.refuse('DUPLICATE_CODE', { code: row.party }, field)
    seen.add(row.party)
    return minor(row.amount)
  })
  if (!from || !payable) return {}
  if (reserveAccount) work.base(reserveAccount.code, -reserve)
  if (fundsAccount) work.base(fundsAccount.code, -funds)
  for (const [index, row] of event.members.entries()) personal(work, payable.code, row.party, -(amounts[index] ?? 0))
  const total = sum(reserve, funds, ...amounts)
  work.base(from.code, total)
  return { facts: { net: total, base: total } }
}
