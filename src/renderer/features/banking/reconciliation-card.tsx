import { useTranslation } from 'react-i18next'
import { openDocument } from '../../app/targets.ts'
import { useCall } from '../../client/index.ts'
import { Card, DateText, Money, RefusalList, Skeleton, Tag } from '../../kit/index.ts'

const shownMax = 6

/** From the book's balance to the bank's, with everything that stands between them. */
export function ReconciliationCard({ account }: { account: string }) {
  const { t } = useTranslation('banking')
  const result = useCall('bank.reconciliation', { account }, { keepPrevious: true })
  const found = result.data
  if (found === undefined) return <Card title={t('reconciliation.title')}>{result.refusals.length > 0 ? <RefusalList refusals={result.refusals} /> : <Skeleton rows={5} />}</Card>
  const money = (value: string) => <Money value={value} currency={found.currency} />
  const isEven = found.difference !== null && !/[1-9]/.test(found.difference)
  const isDone = isEven && found.openLines.count === 0 && found.unmatched.length === 0
  return (
    <Card title={t('reconciliation.title')} end={<DateText date={found.asOf} />}>
      <dl className="sum bank-sum">
        <dt>{t('reconciliation.book')}</dt><dd className="n">{money(found.book)}</dd>
        <dt>{t('reconciliation.open', { count: found.openLines.count })}</dt><dd className="n">{money(found.openLines.amount)}</dd>
        <dt>{t('reconciliation.unmatched', { count: found.unmatched.length })}</dt><dd className="n">{money(negated(found.unmatchedAmount))}</dd>
        {found.difference !== null && !isEven && <><dt>{t('reconciliation.difference')}</dt><dd className="n">{money(found.difference)}</dd></>}
        <dt className="t">{t('reconciliation.bank')}</dt><dd className="n t">{found.statement === null ? '–' : money(found.statement.balance)}</dd>
      </dl>
      <p role="status">{isDone ? <Tag tone="ok">{t('reconciliation.even')}</Tag> : isEven ? <Tag tone="accent">{t('reconciliation.explained')}</Tag> : <Tag tone="warn">{t('reconciliation.uneven')}</Tag>}</p>
      {found.unmatched.length > 0 && (
        <>
          <p className="muted">{t('reconciliation.unmatchedList')}</p>
          <ul className="bank-unmatched">
            {found.unmatched.slice(0, shownMax).map((row) => (
              <li key={`${row.docId} ${row.amount}`}><button type="button" onClick={() => openDocument(row.docId)}>{row.number}</button> <span className="muted">{row.partyName}</span><Money value={row.amount} currency={found.currency} bare /></li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

const negated = (value: string): string => (value.startsWith('-') ? value.slice(1) : /[1-9]/.test(value) ? `-${value}` : value)
