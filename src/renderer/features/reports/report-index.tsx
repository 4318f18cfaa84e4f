import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportName } from '../../../contract/index.ts'
import { navigation } from '../../app/navigation.ts'
import { usePreference } from '../../client/index.ts'
import { Card, Screen, useToday } from '../../kit/index.ts'
import { PeriodBar } from './period-bar.tsx'
import { type PeriodChoice, periodOf } from './period.ts'
import './reports.css'

const groups: readonly { readonly id: 'statements' | 'ledgers' | 'people' | 'goods' | 'tax'; readonly reports: readonly ReportName[] }[] = [
  { id: 'statements', reports: ['balance-sheet', 'income-statement', 'income-by', 'cash-flow', 'cash-flow-indirect', 'equity-changes', 'year-overview'] },
  { id: 'people', reports: ['aged-receivables', 'aged-payables', 'receivables-by-currency', 'payables-by-currency', 'party-statement', 'personal-accounts'] },
  { id: 'goods', reports: ['sales-by-product', 'gross-margin', 'stock-valuation', 'stock-by-warehouse', 'stock-card'] },
  { id: 'ledgers', reports: ['trial-balance', 'general-ledger', 'journal'] },
  { id: 'tax', reports: ['vat-summary', 'final-tax', 'withholding', 'export-proceeds'] },
]

/** All reports, in the words of those who need them. Arrows move over them, Enter opens, the period stays from report to report. */
export function ReportIndex() {
  const { t } = useTranslation('reports')
  const today = useToday()
  const [choice, setChoice] = usePreference<PeriodChoice>('reports.period', { kind: 'thisMonth' })
  const list = useRef<HTMLDivElement>(null)
  const buttons = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.report-entry') ?? [])]
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'main') buttons()[0]?.focus({ preventScroll: true })
  }, [])
  const open = (name: ReportName): void => navigation.go({ screen: 'reports.report', params: { name } })
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }
    const next = to[event.key]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    all[Math.max(0, Math.min(all.length - 1, next))]?.focus()
  }
  return (
    <Screen title={t('title')} actions={<PeriodBar period={periodOf(choice, today)} usesAsOf={false} onChange={setChoice} />} footerEnd={t('indexHint')}>
      <div className="report-index" ref={list} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <Card key={group.id} title={t(`groups.${group.id}`)}>
            {group.id === 'tax' && (
              <button type="button" className="report-entry" onClick={() => navigation.go({ screen: 'tax.calendar' })}>
                <span>{t('taxDoor')}<small>{t('taxDoorNote')}</small></span><span aria-hidden="true" className="muted">›</span>
              </button>
            )}
            {group.reports.map((name) => (
              <button key={name} type="button" className="report-entry" onClick={() => open(name)}>
                <span>{t(`titles.${name}`)}<small>{t(`about.${name}`)}</small></span><span aria-hidden="true" className="muted">›</span>
              </button>
            ))}
          </Card>
        ))}
      </div>
    </Screen>
  )
}
