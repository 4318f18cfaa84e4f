import type { AccountRole } from '../book-view.ts'

/**
 * The account of each role in the default chart. All charts keep these codes; an account document with the role overrides its
 * line here. They stand in where the postings of a book arrive before its accounts.
 * @source events contract, section 9 (`chart-golden.json`); bookkeeping notes, 2.1 and 2.2, for loans and a cooperative's accounts
 */
export const defaultRoles: Readonly<Record<string, string>> = {
  receivable: '1201', supplierAdvances: '1210', inventoryRaw: '1301', inventoryFinished: '1302', inventoryGoods: '1303', vatInput: '1310',
  accumulatedDepreciation: '1509', payable: '2101', goodsReceivedNotInvoiced: '2110', customerDeposits: '2120', vatOutput: '2201', vatPayable: '2202',
  finalIncomeTaxPayable: '2203', openingBalance: '3301', currencyExchange: '3901', salesExport: '4101', salesDomestic: '4102', costOfGoodsSold: '5101',
  inventoryVariance: '5102', inventoryAdjustment: '5103', labourAbsorbed: '5201', overheadAbsorbed: '5202', bankCharges: '6106',
  employeeReceivable: '1220', loan: '2301', interestIncome: '7103', interestExpense: '7104', savingsVoluntary: '2700', savingsTerm: '2710', surplusPayable: '2720', coopFunds: '2730',
  savingsPrincipal: '3120', savingsMandatory: '3130', coopReserve: '3320', retainedEarnings: '3201',
  depreciationExpense: '6107', fxRealised: '7101', fxUnrealised: '7102', finalIncomeTax: '8101',
}

/** Roles whose account enters derived ledger lines: a change of one of them re-derives the book. */
export const derivedRoles = [
  'receivable', 'payable', 'customerDeposits', 'supplierAdvances', 'currencyExchange', 'inventoryRaw', 'inventoryFinished', 'inventoryGoods', 'inventoryVariance',
] as const satisfies readonly AccountRole[]
