import { addTexts, isNegative, isZero, negateText, percentText, quotientText } from './figures.ts'
import type {
  AgedItems, AmountGroup, BalanceSheet, CashFlow, GeneralLedger, IncomeStatement, ReportJson, SalesByProduct, StockCard, StockValuation,
  TrialBalance, VatFigure, VatSummary,
} from './report-json.ts'
import { layOutList } from './list-layout.ts'
import { compareTables } from './comparison.ts'
import { Page, code, date, money, quantity, text, toDocument, toLedger } from './page.ts'
import { rowKey } from './row-key.ts'
import { layOutTax } from './tax-layout.ts'
import type { ReportCell, ReportColumn, ReportDrill, ReportNames, ReportRow, ReportTable, ReportWords } from './report-table.ts'

const agedBuckets = ['current', '1-30', '31-60', '61-90', 'over-90'] as const

/**
 * Arranges a report as a ledger page.
 * @param words texts of `reports.json` in the reader's language
 * @param names names in the reader's language; where one is empty the code or event id stands alone
 */
export function layOutReport(report: ReportJson, words: ReportWords, names: ReportNames): ReportTable {
  const alone = layOutAlone(report, words, names)
  const table = report.asKnown === undefined ? alone : { ...alone, asKnown: report.asKnown }
  return report.comparison === undefined ? table : compareTables(table, layOutAlone(report.comparison, words, names), words)
}

function layOutAlone(report: ReportJson, words: ReportWords, names: ReportNames): ReportTable {
  const page = new Page(report.report, report.currency, words, names)
  switch (report.report) {
    case 'trial-balance': return trialBalance(page, report)
    case 'balance-sheet': return balanceSheet(page, report)
    case 'income-statement': return incomeStatement(page, report)
    case 'cash-flow': return cashFlow(page, report)
    case 'general-ledger': return generalLedger(page, report)
    case 'stock-valuation': return stockValuation(page, report)
    case 'stock-card': return stockCard(page, report)
    case 'aged-receivables':
    case 'aged-payables': return agedItems(page, report)
    case 'vat-summary': return vatSummary(page, report)
    case 'sales-by-product': return salesByProduct(page, report)
    case 'final-tax':
    case 'withholding':
    case 'export-proceeds': return layOutTax(page, report)
    default: return layOutList(page, report)
  }
}

function trialBalance(page: Page, report: TrialBalance): ReportTable {
  for (const row of report.rows) {
    const foreign = row.currencies.filter((balance) => balance.currency !== report.currency).map((balance): ReportCell => ({ kind: 'foreign', currency: balance.currency, value: balance.balance }))
    page.add('line', {
      code: code(row.account), account: text(page.names.account(row.account)), debit: money(row.debit), credit: money(row.credit), balance: money(row.balance),
      ...(foreign.length === 1 && foreign[0] ? { foreign: foreign[0] } : {}),
    }, { key: rowKey('account', row.account), drill: toLedger(row.account, report.asOf) })
    // Several currencies stand below each other: side by side they would push the figures off the page.
    if (foreign.length > 1) for (const balance of foreign) page.add('opening', { foreign: balance }, { key: rowKey('account', row.account, balance.kind === 'foreign' ? balance.currency : '') })
  }
  page.add('total', { account: text(page.words('rows.total')), debit: money(report.totals.debit), credit: money(report.totals.credit) }, { key: 'total', sums: 'page' })
  return page.end({ asOf: report.asOf }, [
    page.column('code', 'start', 6), page.column('account', 'start', 34, true), page.column('foreign', 'end', 18), page.column('debit', 'end', 17), page.column('credit', 'end', 17),
    page.column('balance', 'end', 17),
  ])
}

const statementColumns = (page: Page): ReportColumn[] => [page.column('code', 'start', 6), page.column('account', 'start', 40, true), page.column('amount', 'end', 19)]

function group(page: Page, key: string, rows: AmountGroup, drill: (account: string) => ReportDrill, extra: readonly ReportRow[] = []): void {
  page.add('section', { account: text(page.words(`sections.${key}`)) }, { key: rowKey('section', key) })
  for (const row of rows.rows) page.add('line', { code: code(row.account), account: text(page.names.account(row.account)), amount: money(row.amount) }, { key: rowKey('account', row.account), drill: drill(row.account) })
  page.rows.push(...extra)
  page.add('subtotal', { account: text(page.words(`totals.${key}`)), amount: money(rows.total) }, { key: rowKey('total', key), sums: 'section' })
}

function balanceSheet(page: Page, report: BalanceSheet): ReportTable {
  const drill = (account: string): ReportDrill => toLedger(account, report.asOf)
  group(page, 'assets', report.assets, drill)
  group(page, 'liabilities', report.liabilities, drill)
  const earnings: ReportRow = {
    kind: 'line', key: 'earnings', cells: { account: text(page.words('rows.currentEarnings')), amount: money(report.equity.currentEarnings) },
    drill: { to: 'report', name: 'income-statement', arguments: { from: `${report.asOf.slice(0, 4)}-01-01`, to: report.asOf } },
  }
  group(page, 'equity', report.equity, drill, [earnings])
  page.add('total', { account: text(page.words('totals.liabilitiesAndEquity')), amount: money(report.totalLiabilitiesAndEquity) }, { key: 'total', sums: [[rowKey('total', 'liabilities'), 1], [rowKey('total', 'equity'), 1]] })
  return page.end({ asOf: report.asOf }, statementColumns(page))
}

function incomeStatement(page: Page, report: IncomeStatement): ReportTable {
  const drill = (account: string): ReportDrill => toLedger(account, report.to, report.from)
  const result = (kind: 'result' | 'total', key: string, amount: string, sums: ReportRow['sums'] & object): void => page.add(kind, { account: text(page.words(`totals.${key}`)), amount: money(amount) }, { key: rowKey('total', key), sums })
  const of = (key: string, sign: 1 | -1 = 1): readonly [string, 1 | -1] => [rowKey('total', key), sign]
  const groupIfAny = (key: string, rows: AmountGroup): void => {
    if (rows.rows.length > 0) group(page, key, rows, drill)
  }
  group(page, 'income', report.income, drill)
  groupIfAny('costOfSales', report.costOfSales)
  result('result', 'grossProfit', report.grossProfit, [of('income'), of('costOfSales', -1)])
  groupIfAny('expenses', report.expenses)
  groupIfAny('other', report.other)
  result('result', 'profitBeforeTax', report.profitBeforeTax, [of('grossProfit'), of('expenses', -1), of('other')])
  groupIfAny('tax', report.tax)
  result('total', 'netProfit', report.netProfit, [of('profitBeforeTax'), of('tax', -1)])
  return page.end({ from: report.from, to: report.to }, statementColumns(page))
}

function cashFlow(page: Page, report: CashFlow): ReportTable {
  page.add('opening', { category: text(page.words('rows.cashOpening')), amount: money(report.opening) }, { key: 'opening' })
  for (const row of report.rows) page.add('line', { category: text(page.words(`categories.${row.category}`)), amount: money(row.amount) }, { key: rowKey('category', row.category) })
  page.add('subtotal', { category: text(page.words('totals.netChange')), amount: money(report.netChange) }, { key: 'net', sums: 'page' })
  page.add('total', { category: text(page.words('rows.cashClosing')), amount: money(report.closing) }, { key: 'closing', sums: [['opening', 1], ['net', 1]] })
  return page.end({ from: report.from, to: report.to }, [page.column('category', 'start', 46, true), page.column('amount', 'end', 19)])
}

function generalLedger(page: Page, report: GeneralLedger): ReportTable {
  for (const account of report.accounts) {
    page.add('section', { date: code(account.account), document: text(page.names.account(account.account)) })
    page.add('opening', { document: text(page.words('rows.opening')), balance: money(account.opening) }, { key: rowKey('opening', account.account) })
    let balance = account.opening
    let debit = '0.00'
    let credit = '0.00'
    for (const line of account.lines) {
      balance = addTexts(balance, line.base)
      const isCredit = line.base.startsWith('-')
      if (isCredit) credit = addTexts(credit, negateText(line.base))
      else debit = addTexts(debit, line.base)
      page.add('line', {
        date: date(line.date), document: page.document(line.event, line), ...page.note(line.event, line),
        ...(line.currency === report.currency ? {} : { foreign: { kind: 'foreign', value: line.amount, currency: line.currency } as const }),
        ...(isCredit ? { credit: money(negateText(line.base)) } : { debit: money(line.base) }), balance: money(balance),
      }, { key: rowKey('line', account.account, line.document ?? line.event, line.date, line.currency), drill: toDocument(page, line.event, line) })
    }
    page.add('subtotal', { document: text(page.words('rows.closing')), debit: money(debit), credit: money(credit), balance: money(account.closing) }, { key: rowKey('closing', account.account) })
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 22), page.column('note', 'start', 26, true), page.column('foreign', 'end', 18), page.column('debit', 'end', 16), page.column('credit', 'end', 16),
    page.column('balance', 'end', 17),
  ], true)
}

function stockValuation(page: Page, report: StockValuation): ReportTable {
  for (const row of report.rows) {
    const unitCost = quotientText(row.value, row.quantity, 2)
    page.add('line', {
      code: code(row.product), product: text(page.names.product(row.product)), quantity: quantity(row.quantity),
      warehouses: text(row.warehouses.map((place) => `${page.names.warehouse(place.warehouse) || place.warehouse} ${place.quantity}`).join(' · ')),
      ...(unitCost === null ? {} : { unitCost: money(unitCost) }), value: money(row.value),
    }, { key: rowKey('product', row.product), drill: { to: 'report', name: 'stock-card', arguments: { product: row.product, from: `${report.asOf.slice(0, 4)}-01-01`, to: report.asOf } }, ...(isNegative(row.quantity) ? { mark: 'negative' as const } : {}) })
  }
  page.add('total', { product: text(page.words('rows.total')), value: money(report.total) }, { key: 'total', sums: 'page' })
  return page.end({ asOf: report.asOf }, [
    page.column('code', 'start', 12), page.column('product', 'start', 32, true), page.column('warehouses', 'start', 24), page.column('quantity', 'end', 10), page.column('unitCost', 'end', 14), page.column('value', 'end', 17),
  ])
}

function stockCard(page: Page, report: StockCard): ReportTable {
  for (const product of report.products) {
    page.add('section', { date: code(product.product), document: text(page.names.product(product.product)) })
    page.add('opening', { document: text(page.words('rows.opening')), balanceQuantity: quantity(product.openingQuantity), balanceValue: money(product.openingValue) }, { key: rowKey('opening', product.product) })
    for (const line of product.lines) {
      const leaves = line.quantity.startsWith('-')
      page.add('line', {
        date: date(line.date), document: page.document(line.event, line), ...page.note(line.event, line), warehouse: text(page.names.warehouse(line.warehouse) || line.warehouse),
        ...(isZero(line.quantity) ? {} : leaves ? { out: quantity(negateText(line.quantity)) } : { in: quantity(line.quantity) }),
        value: money(line.value), balanceQuantity: quantity(line.balanceQuantity), balanceValue: money(line.balanceValue),
      }, { key: rowKey('move', product.product, line.document ?? line.event, String(line.index ?? 0)), drill: toDocument(page, line.event, line), ...(isNegative(line.balanceQuantity) ? { mark: 'negative' as const } : {}) })
    }
    page.add('subtotal', { document: text(page.words('rows.closing')), balanceQuantity: quantity(product.closingQuantity), balanceValue: money(product.closingValue) }, { key: rowKey('closing', product.product) })
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 22), page.column('note', 'start', 26, true), page.column('warehouse', 'start', 14), page.column('in', 'end', 9), page.column('out', 'end', 9), page.column('value', 'end', 16),
    page.column('balanceQuantity', 'end', 10), page.column('balanceValue', 'end', 17),
  ], true)
}

function agedItems(page: Page, report: AgedItems): ReportTable {
  const parties = [...new Set(report.rows.map((row) => row.party))]
  for (const party of parties) {
    const rows = report.rows.filter((row) => row.party === party)
    const name = page.names.party(party)
    page.add('section', { document: text(name ? `${name} · ${party}` : party) }, { key: rowKey('section', party) })
    for (const row of rows) {
      page.add('line', {
        document: page.document(row.document, row), dueDate: date(row.dueDate), ...(row.daysOverdue > 0 ? { days: { kind: 'count', value: String(row.daysOverdue) } as const } : {}),
        open: { kind: 'foreign', value: row.open, currency: row.currency }, [row.bucket]: money(row.openBase), total: money(row.openBase),
      }, { key: rowKey('item', row.documentId ?? row.document, row.document), drill: toDocument(page, row.document, row), ...(row.daysOverdue > 0 ? { mark: 'overdue' as const } : {}) })
    }
    if (rows.length > 1) {
      const inBuckets = agedBuckets.map((bucket) => [bucket, rows.filter((row) => row.bucket === bucket)] as const).filter(([, inBucket]) => inBucket.length > 0)
      page.add('subtotal', {
        document: text(page.words('rows.partyTotal')), total: money(addTexts(...rows.map((row) => row.openBase))),
        ...Object.fromEntries(inBuckets.map(([bucket, inBucket]) => [bucket, money(addTexts(...inBucket.map((row) => row.openBase)))])),
      }, { key: rowKey('party', party), sums: 'section' })
    }
  }
  if (report.byCurrency.length > 0) page.add('section', { document: text(page.words('rows.openIn')) })
  for (const { currency, open } of report.byCurrency) page.add('opening', { document: code(currency), open: { kind: 'foreign', value: open, currency } }, { key: rowKey('currency', currency), sums: 'page' })
  page.add('total', { document: text(page.words('rows.total')), total: money(report.total), ...Object.fromEntries(report.buckets.map(({ bucket, openBase }) => [bucket, money(openBase)])) }, { key: 'total', sums: 'page' })
  return page.end({ asOf: report.asOf }, [
    page.column('document', 'start', 20, true), page.column('dueDate', 'start', 12), page.column('days', 'end', 6), page.column('open', 'end', 17),
    ...agedBuckets.map((bucket) => page.column(bucket, 'end', 14)), page.column('total', 'end', 15),
  ], true)
}

function vatSummary(page: Page, report: VatSummary): ReportTable {
  const figures = (side: 'output' | 'input', sums: Readonly<Record<string, VatFigure>>, total: string): void => {
    page.add('section', { document: text(page.words(`sections.${side}`)) })
    for (const row of report.rows.filter((each) => each.side === side)) {
      page.add('line', { date: date(row.date), document: page.document(row.event, row), ...page.note(row.event, row), taxCode: text(page.words(`taxCodes.${row.code}`)), base: money(row.base), vat: money(row.vat) }, { key: rowKey('paper', row.document ?? row.event, row.code), drill: toDocument(page, row.event, row) })
    }
    for (const [taxCode, figure] of Object.entries(sums)) {
      page.add('result', { document: text(page.words('rows.sum')), taxCode: text(page.words(`taxCodes.${taxCode}`)), base: money(figure.base), vat: money(figure.vat) }, { key: rowKey('sum', side, taxCode) })
    }
    page.add('subtotal', { document: text(page.words(`totals.${side}Vat`)), vat: money(total) }, { key: rowKey('total', side), sums: 'section' })
  }
  figures('output', report.output, report.outputVat)
  figures('input', report.input, report.inputVat)
  page.add('total', { document: text(page.words(isNegative(report.net) ? 'totals.vatOverpaid' : 'totals.vatPayable')), vat: money(report.net) }, { key: 'total', sums: [[rowKey('total', 'output'), 1], [rowKey('total', 'input'), -1]] })
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 24), page.column('note', 'start', 26, true), page.column('taxCode', 'start', 16), page.column('base', 'end', 18), page.column('vat', 'end', 18),
  ])
}

function salesByProduct(page: Page, report: SalesByProduct): ReportTable {
  const withPercent = (figures: { revenue: string; cost: string; margin: string }): Record<string, ReportCell> => {
    const percent = percentText(figures.margin, figures.revenue)
    return { revenue: money(figures.revenue), cost: money(figures.cost), margin: money(figures.margin), ...(percent === null ? {} : { percent: { kind: 'percent', value: percent } }) }
  }
  for (const row of report.rows) {
    page.add('line', { code: code(row.product), product: text(page.names.product(row.product)), quantity: quantity(row.quantity), ...withPercent(row) }, {
      key: rowKey('product', row.product), drill: { to: 'report', name: 'stock-card', arguments: { product: row.product, from: report.from, to: report.to } },
    })
  }
  page.add('total', { product: text(page.words('rows.total')), ...withPercent(report.totals) }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [
    page.column('code', 'start', 12), page.column('product', 'start', 32, true), page.column('quantity', 'end', 10), page.column('revenue', 'end', 17), page.column('cost', 'end', 17), page.column('margin', 'end', 17), page.column('percent', 'end', 8),
  ])
}
