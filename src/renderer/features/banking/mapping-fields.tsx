import { useTranslation } from 'react-i18next'
import type { BankMapping, TablePreview } from '../../../contract/index.ts'
import { Select } from '../../kit/index.ts'

export type MappingDraft = Partial<Omit<BankMapping, 'text' | 'dates' | 'mark'>> & Pick<BankMapping, 'text' | 'dates' | 'mark'>

const columns = ['date', 'text', 'amount', 'sign', 'credit', 'debit', 'balance', 'reference'] as const
const shownRows = 6

export function isWhole(mapping: MappingDraft): boolean {
  return mapping.date !== undefined && mapping.text.length > 0 && (mapping.amount !== undefined || mapping.credit !== undefined || mapping.debit !== undefined)
}

/** Which column of an unknown table is which: a person says it once, the account remembers it. */
export function MappingFields({ rows, mapping, onChange }: { rows: TablePreview['rows']; mapping: MappingDraft; onChange: (mapping: MappingDraft) => void }) {
  const { t } = useTranslation('banking')
  // The heading is the fullest of the first rows.
  const at = rows.reduce((best, row, index) => (filled(row.cells) > filled(rows[best]?.cells ?? []) ? index : best), 0)
  const headings = (rows[at]?.cells ?? []).filter((cell) => cell.trim() !== '')
  const options = [{ id: '', label: '–' }, ...headings.map((heading) => ({ id: heading, label: heading }))]
  const valueOf = (column: (typeof columns)[number]): string => (column === 'text' ? (mapping.text[0] ?? '') : (mapping[column] ?? ''))
  const set = (column: (typeof columns)[number], heading: string): void => {
    if (column === 'text') return onChange({ ...mapping, text: heading === '' ? [] : [heading] })
    const { [column]: _before, ...rest } = mapping
    onChange({ ...rest, ...(heading === '' ? {} : { [column]: heading }) } as MappingDraft)
  }
  return (
    <div className="stack">
      <p>{t('mapping.say')}</p>
      <div className="form-grid four">
        {columns.map((column) => <Select key={column} label={t(`mapping.${column}`)} value={valueOf(column)} options={options} onChange={(heading) => set(column, heading)} />)}
        <Select label={t('mapping.dates')} value={mapping.dates} options={[{ id: 'dmy', label: '31/12/2026' }, { id: 'mdy', label: '12/31/2026' }, { id: 'ymd', label: '2026-12-31' }]} onChange={(dates) => onChange({ ...mapping, dates: dates as BankMapping['dates'] })} />
        <Select label={t('mapping.mark')} value={mapping.mark} options={[{ id: '.', label: '1,234.50' }, { id: ',', label: '1.234,50' }]} onChange={(mark) => onChange({ ...mapping, mark: mark as BankMapping['mark'] })} />
      </div>
      <div className="bank-preview" tabIndex={0} role="region" aria-label={t('mapping.preview')}>
        <table className="bank-trial"><tbody>{rows.slice(at, at + shownRows).map((row) => <tr key={row.row}>{row.cells.map((cell, index) => <td key={index}>{cell}</td>)}</tr>)}</tbody></table>
      </div>
    </div>
  )
}

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length
