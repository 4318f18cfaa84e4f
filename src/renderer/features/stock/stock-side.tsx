import { useTranslation } from 'react-i18next'
import type { ProductRow } from '../../../contract/index.ts'
import type { ReportTable } from '../../../core/report-layout/index.ts'
import { navigation } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall } from '../../client/index.ts'
import { productName, useProducts } from '../../document/index.ts'
import { Button, Card, DateText, Money, Quantity, RefusalList, Skeleton, useFormat, useToday } from '../../kit/index.ts'
import { cardSpan, isNegative, isZero, stockCardPlace, type Valuation } from './stock-words.ts'

const shownMax = 8

/** Where a good lies, what it is worth and what moved last. */
export function StockSide({ row }: { row: ProductRow | undefined }) {
  const { t } = useTranslation('stock')
  if (row === undefined) return <Card title={t('side.title')}><p className="muted">{t('side.choose')}</p></Card>
  return <Places key={row.code} row={row} />
}

function Places({ row }: { row: ProductRow }) {
  const { t } = useTranslation('stock')
  const today = useToday()
  const format = useFormat()
  const facts = useProducts([row.code]).get(row.code)
  const valuation = useCall('report.run', { name: 'stock-valuation', arguments: { asOf: today, product: row.code } })
  const card = useCall('report.table', { name: 'stock-card', arguments: { ...cardSpan(today), product: row.code }, language: format.language })
  const warehouses = (valuation.data as unknown as Valuation | undefined)?.rows.find((entry) => entry.product === row.code)?.warehouses ?? []
  return (
    <>
      <Card title={row.code}>
        <p className="stock-name">{facts ? productName(facts, format.language) : row.name}</p>
        <table className="stock-places" aria-label={t('side.title')}>
          <tbody>
            {warehouses.map((entry) => <tr key={entry.warehouse}><th scope="row">{entry.warehouse}</th><td className={isNegative(entry.quantity) ? 'stock-bad' : ''}><Quantity value={entry.quantity} unit={row.unit} /></td></tr>)}
            <tr className="total"><th scope="row">{t('side.total')}</th><td><Quantity value={row.quantity} unit={row.unit} /></td></tr>
            <tr><th scope="row">{t('columns.value')}</th><td><Money value={row.value} currency="IDR" dashZero /></td></tr>
            {row.salePrice !== null && <tr><th scope="row">{t('columns.price')}</th><td><Money value={row.salePrice} currency={row.saleCurrency ?? 'IDR'} dashZero /></td></tr>}
          </tbody>
        </table>
        <RefusalList refusals={valuation.refusals} />
      </Card>
      <Card title={t('side.last')}>
        {card.data === undefined ? <Skeleton rows={4} /> : <Movements table={card.data} />}
        <Button keys="Enter" onPress={() => navigation.go(stockCardPlace(row.code, today))}>{t('side.card')}</Button>
      </Card>
    </>
  )
}

function Movements({ table }: { table: ReportTable }) {
  const { t } = useTranslation('stock')
  const format = useFormat()
  const lines = table.rows.filter((row) => row.kind === 'line').slice(-shownMax).toReversed()
  if (lines.length === 0) return <p className="muted">{t('side.none')}</p>
  return (
    <table className="stock-places stock-moves" aria-label={t('side.last')}>
      <tbody>
        {lines.map((line, index) => {
          const { date, document, in: into, out } = line.cells
          const moved = into?.kind === 'quantity' && !isZero(into.value) ? `+${format.quantity(into.value)}` : out?.kind === 'quantity' ? `−${format.quantity(out.value)}` : '–'
          const drill = line.drill
          return (
            <tr key={index}>
              <td className="muted">{date?.kind === 'date' && <DateText date={date.value} form="short" />}</td>
              <th scope="row">{drill?.to === 'document' ? <button type="button" className="stock-open" onClick={() => openDocument(drill.id)}>{document?.kind === 'text' ? document.text : ''}</button> : null}</th>
              <td>{moved}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
