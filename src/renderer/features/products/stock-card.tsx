import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../core/calendar/index.ts'
import { openTarget } from '../../app/targets.ts'
import { call, useCall } from '../../client/index.ts'
import { DateField, DateText, Empty, Money, Quantity, RefusalList, Skeleton, useToday } from '../../kit/index.ts'

interface StockCardReport {
  readonly products: readonly {
    readonly product: string
    readonly openingQuantity: string
    readonly openingValue: string
    readonly lines: readonly { readonly date: string; readonly event: string; readonly warehouse: string; readonly quantity: string; readonly value: string; readonly balanceQuantity: string; readonly balanceValue: string }[]
    readonly closingQuantity: string
    readonly closingValue: string
  }[]
}

/** The report names a movement by its event; the search knows the document. */
async function openEvent(event: string): Promise<void> {
  const hits = await call('search.find', { text: event, kinds: ['document'], limit: 1 })
  const hit = hits[0]
  if (hit) openTarget(hit)
}

const shownDays = 90

/** Every movement of the product in a time, with what was there after it. */
export function StockCard({ code, unit }: { code: string; unit: string }) {
  const { t } = useTranslation('products')
  const today = useToday()
  const [from, setFrom] = useState<string | null>(addDays(today, -shownDays))
  const [to, setTo] = useState<string | null>(today)
  const report = useCall('report.run', { name: 'stock-card', arguments: { from: from ?? today, to: to ?? today, product: code } }, { keepPrevious: true, enabled: from !== null && to !== null })
  const card = (report.data as unknown as StockCardReport | undefined)?.products.find((entry) => entry.product === code)
  return (
    <>
      <div className="list-tools dates"><DateField label={t('stockCard.from')} value={from} onChange={setFrom} /><DateField label={t('stockCard.to')} value={to} onChange={setTo} /></div>
      <RefusalList refusals={report.refusals} />
      {report.isPending ? <Skeleton rows={10} /> : !card ? <Empty text={t('stockCard.empty')} /> : (
        <table className="plain" aria-label={t('tab.card')}>
          <thead><tr><th scope="col">{t('stockCard.date')}</th><th scope="col">{t('stockCard.event')}</th><th scope="col">{t('stockCard.warehouse')}</th><th scope="col" className="n">{t('stockCard.quantity')}</th><th scope="col" className="n">{t('stockCard.value')}</th><th scope="col" className="n">{t('stockCard.balance')}</th><th scope="col" className="n">{t('stockCard.balanceValue')}</th></tr></thead>
          <tbody>
            <tr><td colSpan={5} className="muted">{t('stockCard.opening')}</td><td className="n"><Quantity value={card.openingQuantity} unit={unit} /></td><td className="n"><Money value={card.openingValue} currency="IDR" bare /></td></tr>
            {card.lines.map((line, index) => (
              <tr key={index}>
                <td><DateText date={line.date} /></td><td><button type="button" className="link" onClick={() => void openEvent(line.event)}>{line.event}</button></td><td>{line.warehouse}</td><td className="n"><Quantity value={line.quantity} /></td><td className="n"><Money value={line.value} currency="IDR" bare dashZero /></td>
                <td className="n"><Quantity value={line.balanceQuantity} /></td><td className="n"><Money value={line.balanceValue} currency="IDR" bare dashZero /></td>
              </tr>
            ))}
            <tr className="total"><td colSpan={5}>{t('stockCard.closing')}</td><td className="n"><Quantity value={card.closingQuantity} unit={unit} /></td><td className="n"><Money value={card.closingValue} currency="IDR" bare /></td></tr>
          </tbody>
        </table>
      )}
    </>
  )
}
