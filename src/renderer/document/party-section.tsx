import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../core/errors/index.ts'
import { useActions } from '../app/actions.ts'
import { useCreation } from '../app/creation.ts'
import { useList } from '../client/index.ts'
import { Card, partyNames, Picker, useFormat, useLanguage } from '../kit/index.ts'
import { isZero, sumOf } from './figures.ts'
import { useParty } from './master-facts.ts'

export interface PartySectionProps {
  readonly code: string
  readonly title: string
  readonly label: string
  readonly side: 'receivable' | 'payable'
  readonly error: Refusal | null
  readonly autoFocus?: boolean
  /** Where the hand goes when the party is picked: on to the lines. */
  readonly thenLines?: boolean
  readonly children?: ReactNode
  onPick(code: string): void
}

/** After the panel that made something new has closed and given the focus back. */
function whenUncovered(act: () => void): void {
  requestAnimationFrame(() => (document.querySelector('dialog[open]') === null ? setTimeout(act) : whenUncovered(act)))
}

/** Whom a document is for, as it stands on the paper: picked with F2, with the address and what is open. */
export function PartySection({ code, title, label, side, error, autoFocus, thenLines, onPick, children }: PartySectionProps) {
  const { t } = useTranslation('documents')
  const creation = useCreation()
  const party = useParty(code)
  const language = useLanguage()
  const names = party ? partyNames(party, language) : null
  const input = useRef<HTMLInputElement>(null)
  useActions([{ id: 'document.party', labelKey: 'documents:changeParty', keys: ['F2'], isQuiet: true, run: () => { input.current?.focus(); input.current?.select() } }])
  const address = party?.address ?? []
  const take = (picked: string) => {
    onPick(picked)
    if (thenLines && picked !== '') whenUncovered(() => document.querySelector<HTMLElement>('.line-grid-input')?.focus())
  }
  return (
    <Card title={title} end={t('change')} className="party-section">
      <Picker ref={input} kinds={['party']} label={label} hideLabel value={code === '' ? null : code} valueLabel={names ? names[0] : null} error={error} autoFocus={autoFocus}
        onChange={(picked) => take(picked ?? '')}
        onCreate={(text) => void creation.party(text).then((made) => { if (made) take(made.code) })} />
      <div className="party-lines">
        {names && names[1] !== '' && <div className="party-other">{names[1]}</div>}
        {address.slice(0, party?.nameZh ? 1 : 2).map((row, index) => <div key={index} className="quiet">{row}</div>)}
        <div className="quiet small">
          {party?.uscc ? `USCC ${party.uscc}` : party?.taxId ? `NPWP ${party.taxId}` : ''}
          {code !== '' && <OpenNote party={code} side={side} lead={Boolean(party?.uscc || party?.taxId)} />}
        </div>
      </div>
      {children}
    </Card>
  )
}

function OpenNote({ party, side, lead }: { party: string; side: 'receivable' | 'payable'; lead: boolean }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const items = useList('openItems', { filter: { party, side } })
  const open = items.sums.filter((sum) => !isZero(sumOf([sum.open])))
  if (open.length === 0) return null
  const amounts = open.map((sum) => format.money(sum.open, sum.currency)).join(' + ')
  return <>{lead ? ' · ' : ''}{t(side === 'receivable' ? 'overdueNote' : 'payableNote', { open: amounts })}</>
}
