import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerLineView } from '../../contract/index.ts'
import { currencySign } from '../kit/index.ts'
import { useFormat } from '../kit/index.ts'
import { difference, isNegative, isZero, negated, sumOf } from './figures.ts'
import { accountName } from './master-facts.ts'
import type { LivePreview } from './use-preview.ts'
import './document.css'

/**
 * The two halves of an exchange pair say nothing to a reader who wants to know what happens: an account whose lines cancel out in
 * base currency over several currencies is left out here (the posted document shows every line).
 */
export function withoutExchangePairs(lines: readonly LedgerLineView[]): readonly LedgerLineView[] {
  const byAccount = new Map<string, LedgerLineView[]>()
  for (const line of lines) byAccount.set(`${line.date} ${line.account}`, [...(byAccount.get(`${line.date} ${line.account}`) ?? []), line])
  const pairs = new Set([...byAccount].filter(([, own]) => own.length > 1 && isZero(sumOf(own.map((line) => line.base))) && new Set(own.map((line) => line.currency)).size > 1).map(([key]) => key))
  return lines.filter((line) => !pairs.has(`${line.date} ${line.account}`))
}

/** The lines that say what happens; the halves of exchange pairs, which only a bookkeeper asks for, come when they are wanted. */
export function PlainLedger({ lines, showDates }: { lines: readonly LedgerLineView[]; showDates?: boolean }) {
  const { t } = useTranslation('documents')
  const [isWhole, setWhole] = useState(false)
  const plain = withoutExchangePairs(lines)
  return (
    <>
      <LedgerTable lines={isWhole ? lines : plain} {...(showDates ? { showDates } : {})} />
      {plain.length < lines.length && <button type="button" className="related-link all-lines" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{t(isWhole ? 'fewerLines' : 'allLines', { count: lines.length })}</button>}
    </>
  )
}

/** Journal lines with D and K as a bookkeeper writes them, debits first. */
export function LedgerTable({ lines, showDates }: { lines: readonly LedgerLineView[]; showDates?: boolean }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const dated = showDates && new Set(lines.map((line) => line.date)).size > 1
  const ordered = dated ? lines : [...lines].sort((a, b) => Number(isNegative(a.base)) - Number(isNegative(b.base)))
  return (
    <table className="ledger-table">
      <tbody>
        {ordered.map((line, index) => {
          const figure = isZero(line.amount) ? { value: line.base, currency: 'IDR' } : { value: line.amount, currency: line.currency }
          const isCredit = isNegative(isZero(line.amount) ? line.base : line.amount)
          return (
            <tr key={index}>
              {dated && <td className="quiet">{format.date(line.date, 'short')}</td>}
              <td title={`${line.account} ${accountName(line.accountName, format.language)}`}>
                <span className="side" aria-label={isCredit ? t('credit') : t('debit')}>{isCredit ? t('creditShort') : t('debitShort')}</span> {showDates && <span className="quiet">{line.account} </span>}{accountName(line.accountName, format.language)}
              </td>
              <td className="figure"><span className="currency">{currencySign(figure.currency)}</span>{format.amount(isCredit ? negated(figure.value) : figure.value, figure.currency)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Beside a document that is being typed: the journal lines and stock movements that posting it would make. */
export function BookingPanel({ live, showProfit }: { live: LivePreview; showProfit?: boolean }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const preview = live.preview
  const ledger = withoutExchangePairs(preview?.ledger ?? [])
  const isHindered = live.refusals.some((refusal) => refusal.code !== 'FIELD_MISSING' && refusal.code !== 'LINES_EMPTY' && refusal.code !== 'UNBALANCED')
  const isBalanced = ledger.length > 0 && isZero(sumOf((preview?.ledger ?? []).map((line) => line.base)))
  return (
    <section className="booking card" aria-label={t('willBook')} data-pending={live.pending || undefined}>
      <div className="booking-inner">
      <h2 className="card-title"><span>{t('willBook')}</span>{isBalanced && <span className="tag ok">✓ {t('balanced')}</span>}</h2>
      {ledger.length > 0 ? <PlainLedger lines={preview?.ledger ?? []} {...(new Set(ledger.map((line) => line.date)).size > 1 ? { showDates: true } : {})} /> : <p className="quiet booking-empty">{isHindered ? t('willBookHindered') : t(preview !== null && live.refusals.length === 0 ? 'willBookNothing' : 'willBookEmpty')}</p>}
      {preview !== null && preview.stock.length > 0 && (
        <>
          <h2 className="card-title">{t('stockAfter')}</h2>
          <table className="ledger-table">
            <tbody>
              {preview.stock.map((row) => (
                <tr key={`${row.product} ${row.warehouse ?? ''}`} className={isNegative(row.after) ? 'is-short' : ''}>
                  <td>{row.product}{row.warehouse !== undefined && <span className="quiet"> {row.warehouse}</span>}</td>
                  <td className="figure">{isNegative(row.after) && <span aria-label={t('stockShort')}>⚠ </span>}{format.quantity(row.before)} → {format.quantity(row.after)} <span className="quiet">{row.unit}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {preview?.recosted && (
        <p className="recosted" role="status"><span aria-hidden="true">⚠ </span>{t(isNegative(preview.recosted.amount) ? 'recostedLess' : 'recostedMore', {
          count: preview.recosted.documents, amount: format.money(isNegative(preview.recosted.amount) ? negated(preview.recosted.amount) : preview.recosted.amount, 'IDR'),
        })}</p>
      )}
      {showProfit && preview?.grossProfit && (
        <>
          <h2 className="card-title">{t('grossProfit')}</h2>
          <p className="booking-profit">{format.money(preview.grossProfit.amount, 'IDR')} <small>{format.decimal(preview.grossProfit.percent)}%</small></p>
        </>
      )}
      </div>
    </section>
  )
}

/** Debits less credits of a ledger in base currency, for a sign that says whether it balances. */
export function imbalance(lines: readonly LedgerLineView[]): string {
  return difference(sumOf(lines.filter((line) => !isNegative(line.base)).map((line) => line.base)), negated(sumOf(lines.filter((line) => isNegative(line.base)).map((line) => line.base))))
}
