import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { accountSource, type DraftLine, type Editor, EventLines, textOf, useAccounts, withField, withLine } from '../../document/index.ts'
import { useFormat } from '../../kit/index.ts'
import type { Column } from '../../kit/line-grid/index.ts'

/** Rows of withheld tax: on which account, how much, and the number of its slip. */
export function Withheld({ editor, currency, onChanged }: { editor: Editor; currency: string; onChanged(field: string, change: (event: BusinessEvent) => BusinessEvent): void }) {
  const { t } = useTranslation('payments')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const accounts = useAccounts()
  const isAllowed = (code: string): boolean => {
    const account = accounts.byCode.get(code)
    return account !== undefined && !account.control && !account.cash
  }
  const columns: readonly Column<DraftLine>[] = [
    {
      id: 'account', kind: 'pick', heading: d('field.account'), width: '86px', placeholder: t('expense.placeholder'), value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
      source: accountSource((row, option) => onChanged(`withheld.${row}.account`, (now) => withLine(now, 'withheld', row, (line) => withField(line, 'account', option.id))), 2, isAllowed),
    },
    { id: 'name', kind: 'figure', heading: t('expense.accountName'), width: 'minmax(140px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => accounts.nameOf(textOf(line, 'account'), format.language) },
    { id: 'amount', kind: 'decimal', heading: `${t('withheld')} ${currency}`, width: '150px', align: 'end', places: 3, shown: currency === 'IDR' ? 0 : 2, field: 'amount', value: (line) => textOf(line, 'amount'), write: (line, value) => withField(line, 'amount', value) },
    { id: 'base', kind: 'decimal', heading: t('withheldBase'), width: '140px', align: 'end', places: 3, shown: currency === 'IDR' ? 0 : 2, field: 'base', value: (line) => textOf(line, 'base'), write: (line, value) => withField(line, 'base', value), passes: () => true },
    { id: 'certificate', kind: 'text', heading: t('certificate'), width: 'minmax(120px, 1fr)', value: (line) => textOf(line, 'certificate'), write: (line, value) => withField(line, 'certificate', value) },
  ]
  return <div className="withheld"><EventLines editor={editor} list="withheld" label={t('withheld')} columns={columns} onWrite={onChanged} /></div>
}
