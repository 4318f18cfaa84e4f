import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { amountInWords, isZero, type TypedTotals } from '../../document/index.ts'
import { currencySign, useFormat } from '../../kit/index.ts'

interface TotalsProps {
  readonly totals: TypedTotals
  readonly currency: string
  readonly incoterm?: string
  /** The field of the discount of the whole. */
  readonly children?: ReactNode
}

/** Sums of a document as it is typed; the discount of the whole is typed among them. */
export function InvoiceTotals({ totals, currency, incoterm, children }: TotalsProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  return (
    <dl className="totals">
      <div><dt>{t('subtotal')}</dt><dd>{format.amount(totals.subtotal, currency)}</dd></div>
      {children && <div><dt>{t('discount')}</dt><dd>{children}</dd></div>}
      {!isZero(totals.vat) && <div><dt>{t('vat')}</dt><dd>{format.amount(totals.vat, currency)}</dd></div>}
      <div className="grand"><dt>{`${t('total')} ${incoterm ?? ''}`.trim()}</dt><dd>{currencySign(currency)} {format.amount(totals.total, currency)}</dd></div>
    </dl>
  )
}

InvoiceTotals.Words = function Words({ total, currency }: { total: string; currency: string }) {
  const { t } = useTranslation('documents')
  const { language } = useFormat()
  const words = amountInWords(total, currency, language, { major: t(`currency.${currency}.major` as 'currency.USD.major'), minor: t(`currency.${currency}.minor` as 'currency.USD.minor') })
  return <p className="quiet in-words">{words === '' ? '' : t('inWords', { words })}</p>
}
