import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentStatus, DocumentView } from '../../contract/index.ts'
import { ActionButton, useActionLabel } from '../app/action-button.tsx'
import { contextNow, useActions, type Action } from '../app/actions.ts'
import { navigation } from '../app/navigation.ts'
import { useCall } from '../client/index.ts'
import { Card, DateText, langOf, Menu, Money, partyNames, RefusalList, Screen, Skeleton, Tag, type Tone, useFormat, useLanguage } from '../kit/index.ts'
import { PaperPreview } from '../kit/preview/index.ts'
import { currencyOfAccount, useAccounts } from './account-source.ts'
import { PlainLedger } from './booking-panel.tsx'
import { listOf, textOf } from './event-fields.ts'
import { isZero } from './figures.ts'
import { useParty } from './master-facts.ts'
import { PostedLines } from './posted-lines.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'
import { copyScreen, placeOfDocument, reversible } from './screens.ts'
import './document.css'

const tones: Record<DocumentStatus, Tone> = { draft: 'draft', posted: 'accent', partlyPaid: 'accent', paid: 'ok', overdue: 'bad', reversed: 'draft', void: 'draft' }

export function StatusTag({ status, daysOverdue }: { status: DocumentStatus; daysOverdue?: number }) {
  const { t } = useTranslation('documents')
  if (status === 'overdue' && daysOverdue !== undefined) return <Tag tone="bad">{t('status.overdueDays', { count: daysOverdue })}</Tag>
  if ((status === 'posted' || status === 'partlyPaid') && daysOverdue !== undefined && daysOverdue > -4 && daysOverdue <= 0) return <Tag tone="warn">{daysOverdue === 0 ? t('status.dueToday') : t('status.dueDays', { count: -daysOverdue })}</Tag>
  return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>
}

/** What was posted: as on the paper on the left, what it did to the books on the right. Nothing here can be changed, only taken back. */
export function PostedDocument({ id }: { id: string }) {
  const { t } = useTranslation('documents')
  const { data, refusals } = useCall('document.get', { id }, { keepPrevious: true })
  if (refusals.length > 0) return <Screen title={t('document')}><RefusalList refusals={refusals} /></Screen>
  if (!data) return <Screen title={t('document')}><Skeleton rows={12} /></Screen>
  return <Posted document={data} />
}

function Posted({ document }: { document: DocumentView }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const label = useActionLabel()
  const [open, setOpen] = useState<'paper' | 'reverse' | null>(null)
  const { event, type } = document
  const isOpen = document.open !== null && !isZero(document.open.amount)
  const isLive = document.status !== 'reversed' && document.status !== 'void'
  const copies = copyScreen(type)
  /** The invoice that a credit note takes from. */
  const source = type === 'sales.creditNote' ? document.related.find((other) => other.type === 'sales.invoice') : undefined
  const hasPaper = ['sales.invoice', 'sales.order', 'sales.deliver', 'sales.creditNote', 'payment.receive', 'deposit.receive'].includes(type)

  const actions: Action[] = [
    { id: 'posted.paper', labelKey: 'documents:print', keys: ['Ctrl+P', 'Alt+P'], when: () => hasPaper, run: () => setOpen('paper') },
    { id: 'posted.receive', labelKey: 'documents:receivePayment', keys: ['Ctrl+B'], when: () => type === 'sales.invoice' && isOpen && isLive, run: () => navigation.go({ screen: 'payments.receive', params: { invoice: document.id } }) },
    { id: 'posted.send', labelKey: 'documents:payInvoice', keys: ['Ctrl+B'], when: () => type === 'purchase.invoice' && isOpen && isLive, run: () => navigation.go({ screen: 'payments.send', params: { invoice: document.id } }) },
    { id: 'posted.invoice', labelKey: 'documents:makeInvoice', keys: ['Ctrl+I'], when: () => type === 'sales.order', run: () => navigation.go({ screen: 'sales.invoice', params: { order: document.id } }) },
    { id: 'posted.deliver', labelKey: 'documents:deliver', keys: ['Ctrl+D'], when: () => type === 'sales.order', run: () => navigation.go({ screen: 'sales.delivery', params: { order: document.id } }) },
    { id: 'posted.invoiceDelivery', labelKey: 'documents:makeInvoice', keys: ['Ctrl+I'], when: () => type === 'sales.deliver' && isLive, run: () => navigation.go({ screen: 'sales.invoice', params: { delivery: document.id } }) },
    { id: 'posted.return', labelKey: 'documents:returnGoods', keys: ['Ctrl+Shift+K'], when: () => (type === 'purchase.receive' || type === 'purchase.invoice') && isLive, run: () => navigation.go({ screen: 'purchases.return', params: { source: document.id } }) },
    { id: 'posted.landed', labelKey: 'documents:addLandedCost', keys: ['Ctrl+L', 'Alt+Shift+L'], when: () => (type === 'purchase.receive' || type === 'purchase.invoice') && isLive, run: () => navigation.go({ screen: 'purchases.landedCost', params: { receipt: document.id } }) },
    { id: 'posted.billing', labelKey: 'documents:invoiceReceipt', keys: ['Ctrl+I'], when: () => type === 'purchase.receive' && isLive, run: () => navigation.go({ screen: 'purchases.invoice', params: { receipt: document.id } }) },
    { id: 'posted.credit', labelKey: 'documents:makeCreditNote', keys: ['Ctrl+Shift+K'], when: () => type === 'sales.invoice' && isLive, run: () => navigation.go({ screen: 'sales.creditNote', params: { invoice: document.id } }) },
    { id: 'posted.use', labelKey: 'documents:useCredit', keys: ['Ctrl+B'], when: () => type === 'sales.creditNote' && isOpen && isLive, run: () => navigation.go({ screen: 'payments.receive', params: { party: textOf(event, 'customer') } }) },
    { id: 'posted.source', labelKey: 'documents:openInvoice', keys: ['Ctrl+I'], when: () => source !== undefined, run: () => { if (source) navigation.go(placeOfDocument(source.type, source.id)) } },
    { id: 'posted.copy', labelKey: 'documents:copy', keys: ['Ctrl+Shift+C'], when: () => copies !== undefined, run: () => navigation.go({ screen: copies ?? '', params: { copy: document.id } }) },
    { id: 'posted.reverse', labelKey: 'documents:reverse', keys: ['Ctrl+Shift+R'], when: () => reversible.has(type) && isLive, run: () => setOpen('reverse') },
  ]
  useActions(actions)
  const offered = actions.filter((action) => action.when?.({ place: navigation.place, typing: false }) ?? true)
  const paper = offered.find((action) => action.id === 'posted.paper')
  const main = offered.find((action) => ['posted.receive', 'posted.send', 'posted.use', 'posted.source', 'posted.invoice', 'posted.invoiceDelivery', 'posted.billing'].includes(action.id))
  const others = offered.filter((action) => action !== main && action !== paper)

  return (
    <>
      <Screen title={document.number ?? t(`type.${type}`)}
        subtitle={<><StatusTag status={document.status} /><span className="quiet saved-at">{document.number === null ? '' : `${t(`type.${type}`)} · `}<DateText date={document.date} /></span></>}
        actions={(
          <>
            {others.length > 0 && <Menu label={t('moreActs')} className="button plain" items={others.map((action) => ({ id: action.id, label: label(action), keys: action.keys?.[0], run: () => action.run(contextNow()) }))}>{t('moreActs')} ▾</Menu>}
            {paper && <ActionButton action={paper} />}
            {main && <ActionButton action={main} variant="main" />}
          </>
        )}
        footer={t('postedBy', { author: document.author, device: document.device, date: format.date(document.postedAt.slice(0, 10)), time: format.time(document.postedAt) })}
        footerEnd={[...(paper ? [t('postedPaper')] : []), ...(offered.some((action) => action.id === 'posted.reverse') ? [t('postedReverse')] : []), t('postedBack')].join(' · ')}>
        <div className="document-columns">
          <div className="document-main">
            <div className="document-head">
              <PartyCard code={textOf(event, 'customer') || textOf(event, 'supplier') || textOf(event, 'party')} name={document.partyName} title={t(type === 'payment.receive' || type === 'deposit.receive' || (event['supplier'] !== undefined && type !== 'payment.send') ? 'from' : 'to')} />
              <TermsCard document={document} />
            </div>
            <PostedLines document={document} />
          </div>
          <div className="document-side">
            {document.open && type !== 'opening.post' && (
              <Card title={t('openAmount')} end={<DateText date={document.open.dueDate} form="short" />}>
                <p className="booking-profit"><Money value={document.open.amount} currency={document.open.currency} /></p>
              </Card>
            )}
            {document.ledger.length > 0 && <Card title={t('booked')} className="booking"><PlainLedger lines={document.ledger} showDates /></Card>}
            {document.movements.length > 0 && (
              <Card title={t('movements')} className="booking">
                <table className="ledger-table"><tbody>
                  {document.movements.map((movement, index) => (
                    <tr key={index}><td>{movement.product} <span className="quiet">{movement.warehouse}</span></td><td className="figure">{format.quantity(movement.quantity)}</td><td className="figure"><Money value={movement.value} currency="IDR" dashZero /></td></tr>
                  ))}
                </tbody></table>
              </Card>
            )}
            {document.related.length > 0 && (
              <Card title={t('related')}>
                <ul className="related-list">
                  {document.related.map((other) => (
                    <li key={`${other.direction}${other.id}`}>
                      <button type="button" className="related-link" onClick={() => navigation.go(placeOfDocument(other.type, other.id))}>
                        <span>{other.number ?? t(`type.${other.type}`)}</span>
                        <small>{other.number === null ? '' : t(`type.${other.type}`)} · <DateText date={other.date} form="short" /></small>
                      </button>
                      <Money value={other.amount} currency={other.currency} dashZero />
                    </li>
                  ))}
                </ul>
              </Card>
            )}
          </div>
        </div>
      </Screen>
      {open === 'paper' && <PaperPreview id={document.id} onClose={() => setOpen(null)} />}
      {open === 'reverse' && <ReverseDialog document={document} onClose={() => setOpen(null)} />}
    </>
  )
}

function PartyCard({ code, name, title }: { code: string; name: string | null; title: string }) {
  const party = useParty(code)
  const [first, second] = partyNames(party ?? { name: name ?? code, nameZh: null }, useLanguage())
  if (code === '') return null
  return (
    <Card title={title} end={code}>
      <div className="party-name" {...langOf(first === party?.nameZh)}>{first}</div>
      {second !== '' && <div {...langOf(second === party?.nameZh)}>{second}</div>}
      {party?.address.map((row, index) => <div key={index} className="quiet">{row}</div>)}
      {(party?.uscc || party?.taxId) && <div className="quiet small">{party.uscc ? `USCC ${party.uscc}` : `NPWP ${party.taxId}`}</div>}
    </Card>
  )
}

function TermsCard({ document }: { document: DocumentView }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const language = useLanguage()
  const { event } = document
  const { type } = document
  const text = (field: string) => textOf(event, field)
  const accounts = useAccounts()
  const { t: inNames } = useTranslation('lending')
  // What is written off is named in the invoice's currency, not in the account's.
  const currency = text('currency') || (type === 'receivable.writeOff' ? (document.ledger.find((line) => line.currency !== 'IDR')?.currency ?? 'IDR') : currencyOfAccount(accounts.byCode.get(text('account'))))
  const rows: [string, string][] = [[t('field.date'), format.date(document.date)]]
  if (document.type !== 'opening.post' && (document.open?.dueDate ?? text('dueDate'))) rows.push([t('field.dueDate'), format.date(document.open?.dueDate ?? text('dueDate'))])
  if (text('paymentTerm')) rows.push([t('field.paymentTerm'), text('paymentTerm')])
  if (text('incoterm')) rows.push([t('field.incoterm'), `${text('incoterm')} ${text('incotermPlace')}`])
  if (document.totals?.rate && document.totals.currency !== 'IDR') rows.push([t('field.rate'), `Rp ${format.decimal(document.totals.rate)} / ${document.totals.currency}`])
  if (text('tax') && text('tax') !== 'none') rows.push([t('field.tax'), t(`tax.${text('tax') as 'ppn12' | 'export0'}`)])
  if (text('account')) rows.push([t('field.account'), `${text('account')} ${accounts.nameOf(text('account'), language)}`])
  for (const field of ['from', 'to'] as const) if (text(field)) rows.push([t(`field.${field}`), type === 'transfer.post' ? `${text(field)} ${accounts.nameOf(text(field), language)}` : text(field)])
  if (text('fromAmount')) rows.push([t('field.amount'), format.money(text('fromAmount'), currencyOfAccount(accounts.byCode.get(text('from'))))])
  if (text('toAmount') && text('toAmount') !== text('fromAmount')) rows.push([t('field.toAmount'), format.money(text('toAmount'), currencyOfAccount(accounts.byCode.get(text('to'))))])
  if (text('asset')) rows.push([t('field.asset'), text('asset')], [t('field.cost'), format.money(text('cost'), 'IDR')])
  if (text('period')) rows.push([t('field.period'), format.month(text('period'), 'long')])
  if (event['year'] !== undefined) rows.push([t('field.year'), String(event['year'])])
  if (type === 'savings.receive' || type === 'savings.withdraw') rows.push([inNames('field.savingsKind'), inNames(`kinds.${text('kind') as 'term'}`)])
  for (const field of ['principal', 'interest', 'reserve', 'funds'] as const) if (text(field)) rows.push([t(`field.${field}`), format.money(text(field), 'IDR')])
  for (const field of ['liability', 'receivable', 'interestAccount'] as const) if (text(field)) rows.push([t(`field.${field}`), `${text(field)} ${accounts.nameOf(text(field), language)}`])
  if (text('reason')) rows.push([t('field.reason'), text('reason')])
  if (text('labour')) rows.push([t('field.labour'), format.money(text('labour'), 'IDR')])
  if (text('overhead')) rows.push([t('field.overhead'), format.money(text('overhead'), 'IDR')])
  if (text('note')) rows.push([t('field.note'), text('note')])
  if (listOf(event, 'lines').length === 0 && text('amount')) rows.push([t('field.amount'), format.money(text('amount'), currency)])
  if (text('bankCharge')) rows.push([t('field.bankCharge'), format.money(text('bankCharge'), currency)])
  return (
    <Card title={t('terms')}>
      <dl className="facts" lang={language === 'zh' ? 'zh-Hans' : language}>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </Card>
  )
}
