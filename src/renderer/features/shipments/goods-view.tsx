import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Card, useFormat } from '../../kit/index.ts'
import { FactSections, type Folder } from './fact-field.tsx'
import { lineFacts } from './field-list.ts'

/** The goods with their package numbers, and the facts of the line in hand. */
export function GoodsView({ folder, onPack, without }: { folder: Folder; onPack: () => void; without: readonly string[] }) {
  const { t } = useTranslation('shipments')
  const format = useFormat()
  const { data, figures, findings } = folder.view
  const lines = data.lines ?? []
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, Math.max(0, lines.length - 1))
  const line = lines[at]
  const packs = Array.isArray(line?.packages) ? line.packages.map((_, index) => `lines[${at}].packages[${index}]`) : [`lines[${at}].packages`]
  const rangeOf = (index: number): string => figures.rows.filter((row) => row.line === index).map((row) => (row.from === row.to ? String(row.from) : `${row.from}–${row.to}`)).join(', ')
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(lines.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))))
  }
  return (
    <div className="goods-view">
      <section>
        <ul className="papers-list goods-list" role="listbox" aria-label={t('view.goods')} tabIndex={0} aria-activedescendant={line ? `good-${at}` : undefined} onKeyDown={keyDown}>
          {lines.map((each, index) => (
            <li key={index} id={`good-${index}`} role="option" aria-selected={index === at} onClick={() => setChosen(index)}>
              <span className="paper-name"><b>{each.sku ?? '–'}</b> {each.descriptionId ?? each.descriptionEn ?? ''}{findings.some(({ field }) => field?.startsWith(`lines[${index}]`)) && <span className="bad-mark" title={t('toPutRight', { count: 1, number: '' })}> ⚠</span>}</span>
              <span className="muted paper-number">{each.quantity === undefined ? '' : format.quantity(each.quantity)} {each.unit ?? ''}</span>
              <span className="muted">{rangeOf(index)}</span>
            </li>
          ))}
        </ul>
        <div className="paper-acts">
          <Button onPress={() => { folder.save({ [`lines[${lines.length}]`]: { quantity: '1', countryOrigin: 'ID' } }); setChosen(lines.length) }}>{t('addLine')}</Button>
          {line && <Button variant="danger" onPress={() => folder.save({ [`lines[${at}]`]: null })}>{t('removeLine')}</Button>}
          <Button keys="Alt+K" onPress={onPack}>{t('action.pack')}</Button>
        </div>
        {without.length > 0 && <p className="muted">{t('withoutPackages', { list: without.join(', ') })}</p>}
        <Card title={t('totals')}>
          <dl className="totals-list">
            <dt>{t('total.packages')}</dt><dd>{format.decimal(String(figures.packages))}</dd><dt>{t('total.net')}</dt><dd>{format.decimal(figures.netKg)} kg</dd><dt>{t('total.gross')}</dt><dd>{format.decimal(figures.grossKg)} kg</dd>
            <dt>{t('total.volume')}</dt><dd>{format.decimal(figures.cbm)} m³</dd><dt>FOB</dt><dd>{format.money(figures.fob, data.currency ?? 'IDR')}</dd><dt>{t('total.freight')}</dt><dd>{figures.freight === null ? '–' : format.money(figures.freight, data.currency ?? 'IDR')}</dd>
            <dt>{t('total.insurance')}</dt><dd>{figures.insurance === null ? '–' : format.money(figures.insurance, data.currency ?? 'IDR')}</dd><dt>{t('total.invoice')}</dt><dd><b>{format.money(figures.total, data.currency ?? 'IDR')}</b></dd>
          </dl>
        </Card>
      </section>
      {line && <div className="goods-facts" key={at}>{packs.map((path, index) => <FactSections key={path} sections={lineFacts(at, path)} folder={folder} exclude={index === 0 ? [] : ['good']} />)}</div>}
    </div>
  )
}
