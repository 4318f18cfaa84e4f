import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaxRuleView } from '../../../contract/index.ts'
import { useActions } from '../../app/actions.ts'
import { arrayList, useCall } from '../../client/index.ts'
import { Checkbox, type Column, DateText, Empty, RefusalList, Table, Tag, useFormat } from '../../kit/index.ts'
import { TaxScreen } from './tax-screen.tsx'

const amounts: ReadonlySet<string> = new Set(['ppn.threshold', 'pphFinal.limit', 'pphFinal.freePerson', 'stampDuty.above', 'stampDuty.value'])

/** The rates and limits that the program knows, with their validity and source. */
export function RulesScreen() {
  const { t } = useTranslation('tax')
  const format = useFormat()
  const [isAll, setAll] = useState(false)
  const { data, refusals } = useCall('tax.rules', {})
  const rows = data?.filter((rule) => isAll || rule.isNow)
  useActions([{ id: 'tax.allRules', labelKey: 'tax:rules.all', keys: ['B'], run: () => setAll(!isAll) }])
  const valueOf = (rule: TaxRuleView): string => (amounts.has(rule.code) ? format.money(rule.value, 'IDR') : rule.value.includes('/') ? rule.value : `${format.decimal(rule.value)} %`)
  const columns: readonly Column<TaxRuleView>[] = [
    { id: 'code', heading: t('rules.what'), width: 'minmax(240px, 2fr)', cell: (rule) => t(`rule.${rule.code.replace('.', '_')}` as 'rule.ppn_rate') },
    { id: 'value', heading: t('rules.value'), width: 170, align: 'end', cell: valueOf },
    { id: 'from', heading: t('rules.from'), width: 130, cell: (rule) => <DateText date={rule.from} /> },
    { id: 'to', heading: t('rules.to'), width: 130, cell: (rule) => (rule.to === null ? <span className="muted">{t('rules.open')}</span> : <DateText date={rule.to} />) },
    { id: 'source', heading: t('calendar.source'), width: 'minmax(240px, 3fr)', cell: (rule) => <>{rule.source}{rule.verify && <> <Tag tone="warn">{t('rules.verify')}</Tag></>}</> },
  ]
  return (
    <TaxScreen tab="rules" footer={t('rules.count', { count: rows?.length ?? 0 })} footerEnd={t('rules.keys')}>
      <div className="list-tools tax-tools"><Checkbox label={t('rules.all')} value={isAll} onChange={setAll} /></div>
      <RefusalList refusals={refusals} />
      <Table label={t('tab.rules')} columns={columns} list={arrayList(`tax.rules ${isAll}`, rows)} rowKey={(rule) => `${rule.code} ${rule.from}`} autoFocus emptyState={<Empty text={t('rules.empty')} />} />
    </TaxScreen>
  )
}
