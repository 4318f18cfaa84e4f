import { useTranslation } from 'react-i18next'
import type { BankLineRow, BankProposal } from '../../../contract/index.ts'
import { Button, Card, DateText, Money, Skeleton, Tag, useFormat, useLanguage } from '../../kit/index.ts'

interface ProposalCardProps {
  readonly line: BankLineRow
  readonly proposals: readonly BankProposal[]
  readonly isPending: boolean
  readonly chosen: number
  readonly onChoose: (index: number) => void
  readonly onConfirm: () => void
  readonly onByHand: () => void
  readonly onIgnore: () => void
  readonly onUndo: () => void
}

const tones = { certain: 'ok', likely: 'accent', possible: 'draft' } as const

/** The line in hand, and what it may be, the surest first. */
export function ProposalCard({ line, proposals, isPending, chosen, onChoose, onConfirm, onByHand, onIgnore, onUndo }: ProposalCardProps) {
  const { t } = useTranslation('banking')
  return (
    <Card title={<DateText date={line.date} />} end={<Money value={line.amount} currency={line.currency} />}>
      {line.counterparty !== null && <p className="bank-party">{line.counterparty}</p>}
      <p className="bank-text">{line.text}</p>
      {line.status === 'open' && isPending && <Skeleton rows={3} />}
      {line.status === 'open' && !isPending && (
        <>
          {proposals.length === 0 && <p className="muted">{t('noProposal')}</p>}
          <div className="bank-proposals" role="radiogroup" aria-label={t('proposals')}>
            {proposals.map((proposal, index) => (
              <button key={proposal.key} type="button" role="radio" aria-checked={index === chosen} className="bank-proposal" onClick={() => onChoose(index)}>
                <span className="bank-proposal-head"><b>{index + 1} · {t(`does.${whatOf(proposal)}`)}</b><Tag tone={tones[proposal.certainty]}>{t(`certainty.${proposal.certainty}`)}</Tag></span>
                <Reason proposal={proposal} />
                <Parts proposal={proposal} currency={line.currency} />
              </button>
            ))}
          </div>
        </>
      )}
      <div className="bank-acts">
        {line.status === 'open' && <Button variant={proposals.length > 0 ? 'main' : 'plain'} keys="Enter" isDisabled={proposals.length === 0} disabledReason={t('noProposal')} onPress={onConfirm}>{t('confirm')}</Button>}
        {line.status === 'open' && <Button keys="M" onPress={onByHand}>{t('action.byHand')}</Button>}
        {line.status !== 'matched' && <Button variant="quiet" keys="X" onPress={onIgnore}>{t(line.status === 'ignored' ? 'unignore' : 'action.ignore')}</Button>}
        {line.status === 'matched' && <Button keys="U" onPress={onUndo}>{t('action.undo')}</Button>}
      </div>
    </Card>
  )
}

function whatOf(proposal: BankProposal): 'link' | 'receive' | 'send' | 'deposit' | 'expense' | 'income' | 'transfer' | 'several' {
  if (proposal.events.length === 0) return 'link'
  if (proposal.events.length > 1) return 'several'
  switch (proposal.events[0]?.event) {
    case 'payment.receive': return 'receive'
    case 'payment.send': return 'send'
    case 'deposit.receive': return 'deposit'
    case 'transfer.post': return 'transfer'
    case 'journal.post': return 'income'
    default: return 'expense'
  }
}

function Reason({ proposal }: { proposal: BankProposal }) {
  const { t } = useTranslation('banking')
  const format = useFormat()
  const accountName = useAccountName(proposal)
  const translate = t as unknown as (key: string, params: Record<string, string>) => string
  const shown = Object.fromEntries(Object.entries(proposal.params).map(([name, value]) => [name, name === 'date' ? format.date(value) : name === 'account' ? accountName(value) : readable(value, format.amount)]))
  return <span className="bank-reason">{translate(`reason.${proposal.reason}`, shown)}</span>
}

/** `6101 Beban gaji`; a party's code stays as it is. */
function useAccountName(proposal: BankProposal): (code: string) => string {
  const language = useLanguage()
  return (code) => (proposal.accounts[code] === undefined ? code : `${code} ${proposal.accounts[code][language]}`)
}

/** `12500.00 IDR` as the reader writes amounts. */
function readable(value: string, amount: (value: string, currency: string) => string): string {
  const parts = /^(-?[0-9]+(?:\.[0-9]+)?) ([A-Z]{3})$/.exec(value)
  return parts ? `${parts[2]} ${amount(parts[1] ?? '', parts[2] ?? '')}` : value
}

/** What would be posted: whom, which invoices, what the bank kept. */
function Parts({ proposal, currency }: { proposal: BankProposal; currency: string }) {
  const { t } = useTranslation('banking')
  const format = useFormat()
  const language = useLanguage()
  const accountName = useAccountName(proposal)
  const rows = proposal.events.flatMap((event, at): { key: string; label: string; value: string }[] => {
    const allocations = (event['allocations'] ?? []) as readonly { invoice: string; amount: string }[]
    const lines = (event['lines'] ?? []) as readonly { account: string; amount?: string; credit?: string }[]
    const charge = event['bankCharge']
    return [
      ...allocations.map((row, index) => ({ key: `${at}a${index}`, label: proposal.numbers[row.invoice] ?? row.invoice, value: format.amount(row.amount, currency) })),
      ...lines.filter((row) => row.amount !== undefined || row.credit !== undefined).map((row, index) => ({ key: `${at}l${index}`, label: accountName(row.account), value: format.amount(row.amount ?? row.credit ?? '0', row.amount === undefined ? 'IDR' : currency) })),
      ...(typeof charge === 'string' ? [{ key: `${at}c`, label: t('charge'), value: format.amount(charge, currency) }] : []),
      ...(event.event === 'transfer.post' ? [{ key: `${at}t`, label: `${accountName(String(event['from']))} → ${accountName(String(event['to']))}`, value: format.amount(String(event['toAmount']), currency) }] : []),
    ]
  })
  return (
    <>
      {proposal.party !== null && <span className="bank-of" lang={language}>{proposal.party.name}</span>}
      {rows.map((row) => <span key={row.key} className="bank-part"><span>{row.label}</span><span className="n">{row.value}</span></span>)}
      {proposal.otherLine !== null && <span className="bank-reason">{proposal.otherLine.text}</span>}
    </>
  )
}
