import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentView } from '../../contract/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { call } from '../client/index.ts'
import { Card, currencySign, formatHs, useFormat, useLanguage } from '../kit/index.ts'
import { amountInWords } from './amount-words.ts'
import { currencyOfAccount, useAccounts } from './account-source.ts'
import { type DraftLine, listOf, textOf } from './event-fields.ts'
import { isZero } from './figures.ts'
import { accountName, goodsText, type ProductFacts, useMasters, useProducts } from './master-facts.ts'

const lists = ['lines', 'accounts', 'receivables', 'payables', 'stock', 'allocations', 'deposits', 'advances', 'consume', 'produce', 'withheld', 'expenses', 'members', 'persons'] as const
const columns = ['invoice', 'receipt', 'deposit', 'advance', 'line', 'customer', 'supplier', 'party', 'date', 'dueDate', 'hsCode', 'warehouse', 'quantity', 'counted', 'unitPrice', 'unitCost', 'discountPercent', 'currency', 'rate', 'amount', 'value', 'base', 'certificate', 'debit', 'credit'] as const
const figures: ReadonlySet<string> = new Set(['line', 'quantity', 'counted', 'unitPrice', 'unitCost', 'discountPercent', 'rate', 'amount', 'value', 'base', 'debit', 'credit'])

/** The related documents by the ids of their events, which is how lines name them. */
export function useRelated(document: DocumentView | undefined): ReadonlyMap<string, DocumentView> {
  const results = useQueries({ queries: (document?.related ?? []).slice(0, 20).map((other) => ({ queryKey: ['document.get', { id: other.id }], queryFn: () => call('document.get', { id: other.id }), meta: { topics: ['ledger'] } })) })
  return new Map(results.flatMap((result) => (result.data ? [[result.data.eventId, result.data] as const] : [])))
}

/** Lines that only name a line of another document (credit notes, returns, invoices of receipts) are shown with that line's good. */
export function withGoods(line: DraftLine, event: BusinessEvent, related: ReadonlyMap<string, DocumentView>): DraftLine {
  if (typeof line['line'] !== 'number' || textOf(line, 'product') !== '') return line
  const source = related.get(textOf(line, 'receipt') || textOf(event, 'invoice') || textOf(event, 'receipt'))
  const original = source ? listOf(source.event, 'lines')[line['line'] - 1] : undefined
  if (!original) return line
  const { line: _place, receipt: _receipt, ...rest } = line
  return { product: textOf(original, 'product'), account: textOf(original, 'account'), description: textOf(original, 'description'), unit: textOf(original, 'unit'), ...rest }
}

/** The lines of any posted document, with the columns that they have. */
export function PostedLines({ document }: { document: DocumentView }) {
  const { t } = useTranslation('documents')
  const language = useLanguage()
  const format = useFormat()
  const totals = document.totals
  const related = useRelated(document)
  const shown = lists.map((list) => ({ list, lines: listOf(document.event, list).map((line) => withGoods(line, document.event, related)) })).filter(({ lines }) => lines.length > 0)
  const all = shown.flatMap(({ lines }) => lines)
  const products = useProducts(all.map((line) => textOf(line, 'product')))
  const accounts = useMasters('account', all.map((line) => textOf(line, 'account')))
  const chart = useAccounts().byCode
  /** A line's own currency, else that of its account (a journal), else the document's or that of the cash it moved. */
  const currencyOf = (line: DraftLine): string => {
    if (textOf(line, 'currency') !== '') return textOf(line, 'currency')
    const own = chart.get(textOf(line, 'account'))
    if (own !== undefined && document.type === 'journal.post') return currencyOfAccount(own)
    return totals?.currency ?? (textOf(document.event, 'currency') || document.open?.currency || currencyOfAccount(chart.get(textOf(document.event, 'account'))))
  }
  // References are ids of events; the number that people know them by is with the related documents.
  const numbers = new Map([...related].map(([id, other]) => [id, other.number]))
  if (shown.length === 0) return null

  return (
    <Card className="posted-lines">
      {shown.map(({ list, lines }) => {
        const present = columns.filter((column) => lines.some((line) => textOf(line, column) !== '' || typeof line[column] === 'number'))
        const hasProduct = lines.some((line) => textOf(line, 'product') !== '')
        const hasAccount = lines.some((line) => textOf(line, 'account') !== '')
        const hasNet = list === 'lines' && totals !== null
        return (
          <table key={list} className="lines-table">
            {list !== 'lines' && <caption>{t(`list.${list}`)}</caption>}
            <thead>
              <tr>
                <th className="figure">#</th>
                {(hasProduct || hasAccount) && <th>{hasProduct ? t('field.product') : t('field.account')}</th>}
                {present.map((column) => <th key={column} className={figures.has(column) ? 'figure' : ''}>{t(`field.${column}`)}</th>)}
                {hasNet && <th className="figure">{t('field.net')} {totals.currency}</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={index}>
                  <td className="figure quiet">{index + 1}</td>
                  {(hasProduct || hasAccount) && <td><b>{textOf(line, 'product') || textOf(line, 'account')}</b> {describe(line, products.get(textOf(line, 'product')), accounts.get(textOf(line, 'account'))?.fields['name'], language)}</td>}
                  {present.map((column) => (
                    <td key={column} className={figures.has(column) ? 'figure' : ''}>
                      {shownText(line, column, format, numbers, column === 'value' ? 'IDR' : currencyOf(line))}{column === 'quantity' && <span className="quiet"> {textOf(line, 'unit') || products.get(textOf(line, 'product'))?.unit}</span>}
                    </td>
                  ))}
                  {hasNet && <td className="figure">{totals.lines[index] ? format.amount(totals.lines[index], totals.currency) : '–'}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
      {totals && (
        <div className="document-foot">
          <p className="quiet in-words">{amountInWords(totals.total, totals.currency, language, { major: t(`currency.${totals.currency}.major` as 'currency.USD.major'), minor: t(`currency.${totals.currency}.minor` as 'currency.USD.minor') })}</p>
          <TotalsTable subtotal={totals.gross} discount={totals.discount} vat={totals.vat} total={totals.total} currency={totals.currency} />
        </div>
      )}
    </Card>
  )
}

function describe(line: DraftLine, product: ProductFacts | undefined, account: unknown, language: 'id' | 'en' | 'zh'): string {
  return goodsText(textOf(line, 'description'), product, language) || accountName(account, language)
}

const isAmount = (column: string) => column === 'amount' || column === 'debit' || column === 'credit' || column === 'value'

function shownText(line: DraftLine, column: string, format: ReturnType<typeof useFormat>, numbers: ReadonlyMap<string, string | null>, currency: string): string {
  const value = line[column]
  if (typeof value === 'number') return String(value)
  const text = textOf(line, column)
  if (text === '') return ''
  if (column === 'date' || column === 'dueDate') return format.date(text, 'short')
  if (column === 'hsCode') return formatHs(text)
  if (column === 'quantity' || column === 'counted') return format.quantity(text)
  if (column === 'unitPrice') return format.decimal(text, text.includes('.') ? 2 : 0)
  if (isAmount(column)) return format.amount(text, currency)
  if (figures.has(column)) return format.decimal(text)
  return numbers.get(text) ?? text
}

export interface TotalsProps {
  readonly subtotal: string
  readonly discount: string
  readonly vat: string
  readonly total: string
  readonly currency: string
  readonly totalLabel?: string
}

/** Sums under the lines, as they stand on the paper. */
export function TotalsTable({ subtotal, discount, vat, total, currency, totalLabel }: TotalsProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  return (
    <dl className="totals">
      <div><dt>{t('subtotal')}</dt><dd>{format.amount(subtotal, currency)}</dd></div>
      {!isZero(discount) && <div><dt>{t('discount')}</dt><dd>{`−${format.amount(discount, currency)}`}</dd></div>}
      {!isZero(vat) && <div><dt>{t('vat')}</dt><dd>{format.amount(vat, currency)}</dd></div>}
      <div className="grand"><dt>{totalLabel ?? t('total')}</dt><dd>{currencySign(currency)} {format.amount(total, currency)}</dd></div>
    </dl>
  )
}
