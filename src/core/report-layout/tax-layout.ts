import { isZero, percentText } from './figures.ts'
import { Page, code, date, money, text, toDocument } from './page.ts'
import { rowKey } from './row-key.ts'
import type { ReportCell, ReportRow, ReportTable } from './report-table.ts'
import type { ExportProceeds, FinalTax, TaxReportJson, WithholdingList } from './tax-report-json.ts'

/** The lists of the tax office as ledger pages. */
export function layOutTax(page: Page, report: TaxReportJson): ReportTable {
  switch (report.report) {
    case 'final-tax': return finalTax(page, report)
    case 'withholding': return withholding(page, report)
    case 'export-proceeds': return exportProceeds(page, report)
  }
}

function finalTax(page: Page, report: FinalTax): ReportTable {
  for (const row of report.rows) {
    page.add('line', {
      month: text(row.month), turnover: money(row.turnover), cumulative: money(row.cumulative), taxable: money(row.taxable), percent: { kind: 'percent', value: row.rate }, tax: money(row.tax), paid: money(row.paid),
      open: money(row.open), ...(row.dueDate === null ? {} : { dueDate: date(row.dueDate) }), state: text(row.ntpn === '' ? page.words(`rows.${row.event === null ? 'notPosted' : isZero(row.open) ? 'paid' : 'posted'}`) : `NTPN ${row.ntpn}`),
    }, {
      key: rowKey('month', row.month),
      drill: row.event === null || row.documentId === null ? { to: 'report', name: 'general-ledger', arguments: { from: row.firstDay, to: row.lastDay } } : toDocument(page, row.event, { docId: row.documentId }),
    })
  }
  const { turnover, taxable, tax, paid, open } = report.totals
  page.add('total', { month: text(page.words('rows.total')), turnover: money(turnover), taxable: money(taxable), tax: money(tax), paid: money(paid), open: money(open) }, { key: 'total', sums: 'page' })
  return page.end({ from: report.from, to: report.to }, [
    page.column('month', 'start', 9), page.column('turnover', 'end', 18), page.column('cumulative', 'end', 18), page.column('taxable', 'end', 18), page.column('percent', 'end', 7), page.column('tax', 'end', 14),
    page.column('paid', 'end', 14), page.column('open', 'end', 14), page.column('dueDate', 'start', 12), page.column('state', 'start', 22, true),
  ], true)
}

function withholding(page: Page, report: WithholdingList): ReportTable {
  for (const side of ['byUs', 'fromUs'] as const) {
    page.add('section', { document: text(page.words(`sections.${side}`)) }, { key: rowKey('section', side) })
    for (const row of report.rows.filter((each) => each.side === side)) {
      const percent = isZero(row.base) ? null : percentText(row.tax, row.base)
      page.add('line', {
        date: date(row.date), document: page.document(row.event, row), party: text(page.names.party(row.party) || row.party), taxId: text(row.taxId), account: text(page.names.account(row.account) || row.account),
        certificate: text(row.certificate), base: money(row.base), ...(percent === null ? {} : { percent: { kind: 'percent', value: percent } as const }), tax: money(row.tax),
      }, { key: rowKey('line', row.documentId, row.account, row.certificate), drill: toDocument(page, row.event, { ...row, docId: row.documentId }) })
    }
    page.add('subtotal', { document: text(page.words(`totals.${side}`)), tax: money(report.totals[side]) }, { key: rowKey('total', side), sums: 'section' })
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('date', 'start', 12), page.column('document', 'start', 20), page.column('party', 'start', 24, true), page.column('taxId', 'start', 18), page.column('account', 'start', 22), page.column('certificate', 'start', 16),
    page.column('base', 'end', 16), page.column('percent', 'end', 7), page.column('tax', 'end', 15),
  ], true)
}

function exportProceeds(page: Page, report: ExportProceeds): ReportTable {
  const foreign = (value: string, currency: string): ReportCell => ({ kind: 'foreign', value, currency })
  for (const row of report.rows) {
    const state = page.words(`proceeds.${row.status}`)
    const mark: Pick<ReportRow, 'mark'> = row.status === 'late' ? { mark: 'overdue' } : {}
    page.add('line', {
      pebNo: code(row.pebNo), pebDate: date(row.pebDate ?? row.date), document: page.document(row.event, row), party: text(page.names.party(row.party) || row.party), incoterm: code(row.incoterm), fob: foreign(row.fob, row.currency),
      dueDate: date(row.dueDate), received: foreign(row.received, row.currency), ...(row.receivedDate === null ? {} : { receivedDate: date(row.receivedDate) }), difference: foreign(row.difference, row.currency),
      state: text(row.reason === null ? state : `${state}: ${page.words(`reasons.${row.reason}`)}`),
    }, { key: rowKey('document', row.documentId), drill: toDocument(page, row.event, { ...row, docId: row.documentId }), ...mark })
  }
  for (const { currency, fob, received, difference } of report.byCurrency) {
    page.add('total', { party: text(page.words('rows.total')), fob: foreign(fob, currency), received: foreign(received, currency), difference: foreign(difference, currency) }, { key: rowKey('total', currency) })
  }
  return page.end({ from: report.from, to: report.to }, [
    page.column('pebNo', 'start', 12), page.column('pebDate', 'start', 12), page.column('document', 'start', 18), page.column('party', 'start', 20, true), page.column('incoterm', 'start', 6), page.column('fob', 'end', 17),
    page.column('dueDate', 'start', 12), page.column('received', 'end', 17), page.column('receivedDate', 'start', 12), page.column('difference', 'end', 16), page.column('state', 'start', 20),
  ], true)
}
