import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../contract/index.ts'
import { firstDayOf, monthOf } from '../../../core/calendar/index.ts'
import { navigation } from '../../app/navigation.ts'
import { productName, useProducts } from '../../document/index.ts'
import { Card, Skeleton, useFormat, useToday } from '../../kit/index.ts'

const shownMax = 5

/** The goods that earned most this month; a row opens the good, the heading the whole report. */
export function ProfitCard({ profit }: { profit: HomeSummary['profit'] | undefined }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const today = useToday()
  const shown = profit?.products.slice(0, shownMax) ?? []
  const products = useProducts(shown.map((product) => product.code))
  const nameOf = ({ code, name }: { readonly code: string; readonly name: string }): string => {
    const facts = products.get(code)
    return facts ? productName(facts, format.language) : name
  }
  const report = (): void => navigation.go({ screen: 'reports.report', params: { name: 'sales-by-product', from: firstDayOf(monthOf(today)), to: today } })
  return (
    <Card className="home-profit" title={<button type="button" className="home-title" onClick={report}>{t('profit.title')}</button>} end={profit ? `Rp ${format.compact(profit.total)}` : ''}>
      {profit === undefined && <Skeleton rows={4} />}
      {profit?.products.length === 0 && <p className="muted home-none">{t('profit.none')}</p>}
      {profit !== undefined && profit.products.length > 0 && (
        <div className="home-rows">
          <table aria-label={t('profit.title')}>
            <colgroup><col /><col /><col /></colgroup>
            <thead className="for-readers"><tr><th>{t('profit.product')}</th><th>{t('profit.margin')}</th><th>{t('profit.percent')}</th></tr></thead>
            <tbody>
              {shown.map((product) => (
                <tr key={product.code}>
                  <th scope="row"><button type="button" className="home-open" title={nameOf(product)} onClick={() => navigation.go({ screen: 'reports.report', params: { name: 'stock-card', product: product.code, from: firstDayOf(monthOf(today)), to: today } })}><span className="muted">{product.code}</span> {nameOf(product)}</button></th>
                  <td>Rp {format.compact(product.margin)}</td>
                  <td className="muted">{format.decimal(product.percent)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

/** What lies in stock, in one figure. */
export function StockCard({ stock }: { stock: HomeSummary['stock'] | undefined }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const hasGoods = stock !== undefined && (stock.products > 0 || stock.empty > 0)
  return (
    <Card className="home-stock" title={<button type="button" className="home-title" onClick={() => navigation.go({ screen: 'stock.list' })}>{t('stock.title')}</button>}>
      {stock === undefined && <Skeleton rows={2} />}
      {stock !== undefined && !hasGoods && <p className="muted home-none">{t('stock.none')}</p>}
      {hasGoods && (
        <div className="home-stock-line">
          <div className="home-figure">Rp {format.compact(stock.value)}</div>
          <div className="home-note">{t('stock.products', { count: stock.products })}{stock.empty > 0 && <> · <span className="home-warn">⚠ {t('stock.empty', { count: stock.empty })}</span></>}</div>
        </div>
      )}
    </Card>
  )
}
