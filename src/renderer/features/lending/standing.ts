import type { AccountRow } from '../../../contract/index.ts'
import type { PersonalAccounts } from '../../../core/report-layout/index.ts'
import type { FormSpec } from './forms.ts'

/** Account of each kind of savings where no account of the chart has the role. */
const savings: Readonly<Record<string, readonly [role: string, code: string]>> = {
  principal: ['savingsPrincipal', '3120'], mandatory: ['savingsMandatory', '3130'], voluntary: ['savingsVoluntary', '2700'], term: ['savingsTerm', '2710'], surplus: ['surplusPayable', '2720'],
}

/**
 * What stands in the person's name on the account that the form is about, in the account's own direction; null where the form is
 * about none, or nobody is picked.
 * @param chosen  an account that stands in the usual one's place
 */
export function standingOf(report: unknown, spec: FormSpec, chosen: string, kind: string, accounts: ReadonlyMap<string, AccountRow>): string | null {
  if (report === undefined || spec.party?.field !== 'party') return null
  const [role, usual] = spec.kinds === undefined ? (spec.other?.[0] === 'liability' ? ['loan', '2301'] : ['employeeReceivable', '1220']) : (savings[kind] ?? ['', ''])
  const account = chosen !== '' ? chosen : ([...accounts.values()].find((row) => row.role === role)?.code ?? usual)
  const { accounts: held } = report as PersonalAccounts
  return held.find((row) => row.account === account)?.closing ?? '0.00'
}
