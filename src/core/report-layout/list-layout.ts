import { lastDayOf } from '../calendar/index.ts'
import { isNegative, isZero, negateText, percentText } from './figures.ts'
import { Page, code, date, money, quantity, text, toDocument, toLedger } from './page.ts'
import type {
  AgedByCurrency, CashFlowIndirect, ColumnAmounts, ColumnGroup, CurrencyAges, EquityChanges, EquityFigures, GrossMargin, IncomeBy, Journal, ListReport, MarginFigures, PartyStatement, PersonalAccounts, StockByWarehouse, YearFigures, YearOverview,
} from './report-json.ts'
import { rowKey } from './row-key.ts'
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from './report-table.ts'

/** The reports beyond the events contract, as ledger pages. */
export function layOutList(page: Page, report: ListReport): ReportTable {
  switch (report.report) {
    case 'journal': return journal(page, report)
    case 'cash-flow-indirect': return cashFlowIndirect(page, report)
    case 'equity-changes': return equityChanges(page, report)
    case 'party-statement': return partyStatement(page, report)
    case 'personal-accounts': return personalAccounts(page, report)
    case 'gross-margin': return grossMargin(page, report)
    case 'income-by': return incomeBy(page, report)
    case 'stock-by-warehouse': return stockByWarehouse(page, report)
    case 'receivables-by-currency':
    case 'payables-by-currency': return agedByCurrency(page, report)
    case 'year-overview': return yearOverview(page, report)
  }
}

function journal(page: Page, report: Journal): ReportTable {
  for (const entry of report.entries) {
    const document = page.document(entry.event, entry)
    page.add('section', { date: date(entry.date), document: text('text' in document ? document.text : entry.event), account: text(page.names.about?.(entry.event) ?? '') }, { key: rowKey('entry', entry.document ?? entry.event, entry.date) })
    for (const line of entry.lines) {
      const isCredit = line.base.startsWith('-')
      page.add('line', {
        code: code(line.account), account: text(page.names.account(line.account)), ...(line.currency === report.currency ? {} : { foreign: { kind: 'foreign', value: line.amount, currency: line.currency } as const }),
        ...(isCredit ? { credit: money(negateText(line.base)) } : { debit: money(line.base) }),
      }, { key: rowKey('line', line.account, entry.document ?? entry.event, entry.date, line.currency), drill: toDocument(page, entry.event, { ...entry, docId: entry.document ?? null }) })
    }
  }
  page.add('total', { account: text(page.words('rows.total')), debit: money(report.total), credit: money(report.total) }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 22), page.column('code', 'start', 6), page.column('account', 'start', 36, true), page.column('foreign', 'end', 18), page.column('debit', 'end', 17), page.column('credit', 'end', 17),
  ])
}

function cashFlowIndirect(page: Page, report: CashFlowIndirect): ReportTable {
  const drill = (account: string): ReportRow['drill'] => toLedger(account, report.to, report.from)
  const line = (key: string, word: string, amount: string): void => page.add('line', { account: text(page.words(word)), amount: money(amount) }, { key })
  const accounts = (rows: readonly { account: string; amount: string }[]): void => {
    for (const row of rows) page.add('line', { code: code(row.account), account: text(page.names.account(row.account)), amount: money(row.amount) }, { key: rowKey('account', row.account), drill: drill(row.account) })
  }
  page.add('section', { account: text(page.words('sections.operating')) }, { key: rowKey('section', 'operating') })
  line('profit', 'totals.netProfit', report.netProfit)
  accounts(report.noncash)
  if (!isZero(report.revaluationOfCash)) line('revaluation', 'rows.revaluationOfCash', report.revaluationOfCash)
  accounts(report.operating.rows)
  page.add('subtotal', { account: text(page.words('totals.operating')), amount: money(report.operating.total) }, { key: rowKey('total', 'operating'), sums: 'section' })
  for (const key of ['investing', 'financing'] as const) {
    if (report[key].rows.length === 0) continue
    page.add('section', { account: text(page.words(`sections.${key}`)) }, { key: rowKey('section', key) })
    accounts(report[key].rows)
    page.add('subtotal', { account: text(page.words(`totals.${key}`)), amount: money(report[key].total) }, { key: rowKey('total', key), sums: 'section' })
  }
  page.add('section', { account: text(page.words('sections.cash')) }, { key: rowKey('section', 'cash') })
  if (!isZero(report.exchange)) line('exchange', 'rows.exchangeOnCash', report.exchange)
  page.add('result', { account: text(page.words('totals.netChange')), amount: money(report.netChange) }, { key: 'net', sums: [[rowKey('total', 'operating'), 1], [rowKey('total', 'investing'), 1], [rowKey('total', 'financing'), 1], ['exchange', 1]] })
  page.add('opening', { account: text(page.words('rows.cashOpening')), amount: money(report.opening) }, { key: 'opening' })
  page.add('total', { account: text(page.words('rows.cashClosing')), amount: money(report.closing) }, { key: 'closing', sums: [['opening', 1], ['net', 1]] })
  return page.end({ from: report.from, to: report.to }, [page.column('code', 'start', 6), page.column('account', 'start', 46, true), page.column('amount', 'end', 19)])
}

const equityColumns = ['opening', 'result', 'added', 'taken', 'closing'] as const

function equityChanges(page: Page, report: EquityChanges): ReportTable {
  const cells = (figures: EquityFigures): Record<string, ReportCell> => Object.fromEntries(equityColumns.map((column) => [column, money(figures[column])]))
  for (const row of report.rows) page.add('line', { code: code(row.account), account: text(page.names.account(row.account)), ...cells(row) }, { key: rowKey('account', row.account), drill: toLedger(row.account, report.to, report.from) })
  page.add('line', { account: text(page.words('rows.currentEarnings')), ...cells(report.currentEarnings) }, { key: 'earnings', drill: { to: 'report', name: 'income-statement', arguments: { from: report.from, to: report.to } } })
  page.add('total', { account: text(page.words('rows.total')), ...cells(report.totals) }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [page.column('code', 'start', 6), page.column('account', 'start', 32, true), ...equityColumns.map((column) => page.column(column, 'end', 17))], true)
}

function partyStatement(page: Page, report: PartyStatement): ReportTable {
  for (const { party, accounts } of report.parties) {
    const name = page.names.party(party)
    for (const account of accounts) {
      const { currency } = account
      const amount = (value: string): ReportCell => ({ kind: 'foreign', value, currency })
      page.add('section', { date: text(name ? `${name} · ${party}` : party), document: code(currency) }, { key: rowKey('section', party, currency) })
      page.add('opening', { document: text(page.words('rows.opening')), balance: amount(account.opening) }, { key: rowKey('opening', party, currency) })
      for (const line of account.lines) {
        page.add('line', {
          date: date(line.date), document: page.document(line.event, line), note: text(page.words(`kinds.${line.type.replace('.', '-')}`)), [line.kind === 'document' ? 'documents' : 'payments']: amount(line.amount), balance: amount(line.balance),
        }, { key: rowKey('line', party, currency, line.document ?? line.event, line.kind), drill: toDocument(page, line.event, { ...line, docId: line.document ?? null }) })
      }
      page.add('subtotal', { document: text(page.words('rows.closing')), documents: amount(account.documents), payments: amount(account.payments), balance: amount(account.closing) }, { key: rowKey('closing', party, currency), sums: 'section' })
    }
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 22), page.column('note', 'start', 24, true), page.column('documents', 'end', 18), page.column('payments', 'end', 18), page.column('balance', 'end', 18),
  ])
}

function withPercent(figures: MarginFigures): Record<string, ReportCell> {
  const percent = percentText(figures.margin, figures.revenue)
  return { revenue: money(figures.revenue), cost: money(figures.cost), margin: money(figures.margin), ...(percent === null ? {} : { percent: { kind: 'percent', value: percent } }) }
}

function keyName(page: Page, by: 'month' | 'product' | 'buyer' | 'country', key: string): string {
  if (key === '') return page.words('rows.noKey')
  if (by === 'product') return page.names.product(key) || key
  if (by === 'buyer') return page.names.party(key) || key
  return key
}

function personalAccounts(page: Page, report: PersonalAccounts): ReportTable {
  for (const { account, persons, closing } of report.accounts) {
    const name = page.names.account(account)
    for (const person of persons) {
      const { party } = person
      page.add('section', { date: text(page.names.party(party) || party), document: code(account), note: text(name) }, { key: rowKey('section', account, party) })
      page.add('opening', { note: text(page.words('rows.opening')), balance: money(person.opening) }, { key: rowKey('opening', account, party) })
      for (const line of person.lines) {
        const isTaken = line.amount.startsWith('-')
        page.add('line', {
          date: date(line.date), document: page.document(line.event, line), note: text(page.words(`kinds.${line.type.replace('.', '-')}`)), [isTaken ? 'taken' : 'added']: money(isTaken ? negateText(line.amount) : line.amount), balance: money(line.balance),
        }, { key: rowKey('line', account, party, line.document ?? line.event), drill: toDocument(page, line.event, { ...line, docId: line.document ?? null }) })
      }
      page.add('subtotal', { note: text(page.words('rows.closing')), added: money(person.added), taken: money(person.taken), balance: money(person.closing) }, { key: rowKey('closing', account, party) })
    }
    page.add('total', { date: text(name || account), document: code(account), balance: money(closing) }, { key: rowKey('account', account), drill: toLedger(account, report.to, report.from) })
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 22), page.column('note', 'start', 24, true), page.column('added', 'end', 17), page.column('taken', 'end', 17), page.column('balance', 'end', 17),
  ])
}

function grossMargin(page: Page, report: GrossMargin): ReportTable {
  for (const row of report.rows) {
    const drill: ReportRow['drill'] = report.by === 'product' ? { to: 'report', name: 'stock-card', arguments: { product: row.key, from: report.from, to: report.to } } : report.by === 'buyer' && row.key !== '' ? { to: 'report', name: 'party-statement', arguments: { party: row.key, from: report.from, to: report.to } } : undefined
    page.add('line', { code: code(row.key), name: text(keyName(page, report.by, row.key)), quantity: quantity(row.quantity), ...withPercent(row) }, { key: rowKey('key', row.key), ...(drill === undefined ? {} : { drill }) })
  }
  page.add('total', { name: text(page.words('rows.total')), ...withPercent(report.totals) }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [
    page.column('code', 'start', 12), { ...page.column('name', 'start', 32, true), heading: page.words(`by.${report.by}`) }, page.column('quantity', 'end', 10), page.column('revenue', 'end', 17), page.column('cost', 'end', 17), page.column('margin', 'end', 17),
    page.column('percent', 'end', 8),
  ])
}

function incomeBy(page: Page, report: IncomeBy): ReportTable {
  const ids = report.columns.map((column) => `at/${column}`)
  const cells = (figures: ColumnAmounts): Record<string, ReportCell> => ({ ...Object.fromEntries(ids.map((id, place) => [id, money(figures.amounts[place] ?? '0.00')])), total: money(figures.total) })
  const group = (key: 'income' | 'costOfSales' | 'expenses' | 'other' | 'tax', rows: ColumnGroup): void => {
    if (rows.rows.length === 0 && key !== 'income') return
    page.add('section', { account: text(page.words(`sections.${key}`)) }, { key: rowKey('section', key) })
    for (const row of rows.rows) page.add('line', { code: code(row.account), account: text(page.names.account(row.account)), ...cells(row) }, { key: rowKey('account', row.account), drill: toLedger(row.account, report.to, report.from) })
    page.add('subtotal', { account: text(page.words(`totals.${key}`)), ...cells(rows) }, { key: rowKey('total', key), sums: 'section' })
  }
  const result = (kind: 'result' | 'total', key: string, figures: ColumnAmounts, sums: ReportRow['sums'] & object): void => page.add(kind, { account: text(page.words(`totals.${key}`)), ...cells(figures) }, { key: rowKey('total', key), sums })
  const of = (key: string, sign: 1 | -1 = 1): readonly [string, 1 | -1] => [rowKey('total', key), sign]
  group('income', report.income)
  group('costOfSales', report.costOfSales)
  result('result', 'grossProfit', report.grossProfit, [of('income'), of('costOfSales', -1)])
  group('expenses', report.expenses)
  group('other', report.other)
  result('result', 'profitBeforeTax', report.profitBeforeTax, [of('grossProfit'), of('expenses', -1), of('other')])
  group('tax', report.tax)
  result('total', 'netProfit', report.netProfit, [of('profitBeforeTax'), of('tax', -1)])
  return page.end({ from: report.from, to: report.to }, [
    page.column('code', 'start', 6), page.column('account', 'start', 28, true), ...report.columns.map((column, place): ReportColumn => ({ id: ids[place] ?? '', heading: keyName(page, report.by, column), align: 'end', characters: 15 })), page.column('total', 'end', 17),
  ], true)
}

function stockByWarehouse(page: Page, report: StockByWarehouse): ReportTable {
  for (const { warehouse, rows, total } of report.warehouses) {
    page.add('section', { code: code(warehouse), product: text(page.names.warehouse(warehouse) || page.words('rows.noKey')) }, { key: rowKey('section', warehouse) })
    for (const row of rows) {
      page.add('line', { code: code(row.product), product: text(page.names.product(row.product)), quantity: quantity(row.quantity), value: money(row.value) }, {
        key: rowKey('product', row.product, warehouse), drill: { to: 'report', name: 'stock-card', arguments: { product: row.product, from: `${report.asOf.slice(0, 4)}-01-01`, to: report.asOf } }, ...(isNegative(row.quantity) ? { mark: 'negative' as const } : {}),
      })
    }
    page.add('subtotal', { product: text(page.words('rows.sum')), value: money(total) }, { key: rowKey('total', warehouse), sums: 'section' })
  }
  page.add('total', { product: text(page.words('rows.total')), value: money(report.total) }, { key: 'total', sums: 'page' })
  return page.end({ asOf: report.asOf }, [page.column('code', 'start', 12), page.column('product', 'start', 40, true), page.column('quantity', 'end', 12), page.column('value', 'end', 18)])
}

const ages = ['current', '1-30', '31-60', '61-90', 'over-90'] as const

function agedByCurrency(page: Page, report: AgedByCurrency): ReportTable {
  for (const { currency, rows, ...all } of report.currencies) {
    const cells = (sums: CurrencyAges): Record<string, ReportCell> => ({
      ...Object.fromEntries(sums.buckets.filter(({ open }) => !isZero(open)).map(({ bucket, open }) => [bucket, { kind: 'foreign', value: open, currency } as const])), total: { kind: 'foreign', value: sums.total, currency }, totalBase: money(sums.totalBase),
    })
    page.add('section', { code: code(currency) }, { key: rowKey('section', currency) })
    for (const row of rows) {
      page.add('line', { code: code(row.party), party: text(page.names.party(row.party)), ...cells(row) }, {
        key: rowKey('party', currency, row.party), drill: { to: 'report', name: report.report === 'receivables-by-currency' ? 'aged-receivables' : 'aged-payables', arguments: { party: row.party, asOf: report.asOf } },
      })
    }
    page.add('subtotal', { party: text(page.words('rows.sum')), ...cells(all) }, { key: rowKey('total', currency), sums: 'section' })
  }
  page.add('total', { party: text(page.words('rows.total')), totalBase: money(report.total) }, { key: 'total', sums: 'page' })
  return page.end({ asOf: report.asOf }, [
    page.column('code', 'start', 12), page.column('party', 'start', 26, true), ...ages.map((bucket) => page.column(bucket, 'end', 15)), page.column('total', 'end', 16), page.column('totalBase', 'end', 16),
  ], true)
}

const yearColumns = ['sales', 'cost', 'expenses', 'other', 'profit', 'cash'] as const

function yearOverview(page: Page, report: YearOverview): ReportTable {
  const cells = (figures: YearFigures): Record<string, ReportCell> => Object.fromEntries(yearColumns.map((column) => [column, money(figures[column])]))
  for (const row of report.months) {
    page.add('line', { month: text(row.month), ...cells(row) }, { key: rowKey('month', row.month), drill: { to: 'report', name: 'income-statement', arguments: { from: `${row.month}-01`, to: lastDayOf(row.month) } } })
  }
  const { cash: _cash, ...sums } = cells(report.totals)
  page.add('total', { month: text(page.words('rows.total')), ...sums }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [page.column('month', 'start', 14, true), ...yearColumns.map((column) => page.column(column, 'end', 17))], true)
}
