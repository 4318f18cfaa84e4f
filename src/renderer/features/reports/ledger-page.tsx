import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportCell, ReportDrill, ReportRow, ReportTable } from '../../../core/report-layout/index.ts'
import { currencySign, useFormat } from '../../kit/index.ts'

interface LedgerPageProps {
  readonly table: ReportTable
  readonly label: string
  /** Another period is on its way: what is shown is the one before. */
  readonly isStale: boolean
  readonly onDrill: (drill: ReportDrill) => void
  /** Asks why a figure is what it is. */
  readonly onExplain?: (row: ReportRow, column: string) => void
  /** Inside a panel: as wide as that, and no higher than a third of the window. */
  readonly short?: boolean
  /** Takes the focus when it appears, whoever has it. */
  readonly takesFocus?: boolean
}

const rowPx = 28
/** A digit of the semibold face at 13 px is 7.4 wide, but every fourth character is a narrow separator. */
const characterPx = 7
const flexiblePxMin = 160
const textPxMax = 230
const heights: Readonly<Record<ReportRow['kind'], number>> = { section: 36, line: rowPx, opening: rowPx, subtotal: 30, result: 30, total: 34 }

/**
 * A ruled ledger page of any length: only the rows in sight exist. One stop of the Tab key; arrows, Page, Home and End move over its
 * rows, left and right over the figures of a row. Enter opens what is behind the row, or what the figure consists of; `=` asks it of
 * any figure.
 */
export function LedgerPage({ table, label, isStale, onDrill, onExplain, short = false, takesFocus = false }: LedgerPageProps) {
  const { t } = useTranslation('reports')
  const pageId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(() => Math.max(0, table.rows.findIndex((row) => row.drill !== undefined)))
  const [figure, setFigure] = useState<string | null>(null)
  const used = useMemo(() => table.columns.filter((column) => table.rows.some((row) => row.kind !== 'section' && row.cells[column.id] !== undefined)), [table])
  const places = useMemo(() => (table.rows.some((row) => Object.values(row.cells).some((cell) => cell.kind === 'money' && /\.\d*[1-9]/.test(cell.value))) ? 2 : 0), [table])
  const at = Math.min(cursor, table.rows.length - 1)
  const virtual = useVirtualizer({ count: table.rows.length, getScrollElement: () => scroller.current, estimateSize: (index) => heights[table.rows[index]?.kind ?? 'line'], overscan: 16 })
  const { measure } = virtual
  useEffect(() => measure(), [measure, table])
  useEffect(() => {
    if (takesFocus || document.activeElement === document.body || document.activeElement?.id === 'main') grid.current?.focus({ preventScroll: true })
  }, [takesFocus])

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(table.rows.length - 1, index))
    setCursor(next)
    virtual.scrollToIndex(next)
  }
  const figuresOf = (row: ReportRow | undefined): string[] => (row?.key === undefined || onExplain === undefined ? [] : used.filter((column) => isFigure(row.cells[column.id])).map((column) => column.id))
  const figures = figuresOf(table.rows[at])
  // The figure stays chosen while one walks down a column; where a row has none there, the row itself is.
  const chosen = figure !== null && figures.includes(figure) ? figure : null
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx * 10) / rowPx) - 2)
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: table.rows.length - 1 }
    const next = to[event.key]
    if (next !== undefined) moveTo(next)
    else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && figures.length > 0) {
      const place = chosen === null ? (event.key === 'ArrowRight' ? 0 : -1) : figures.indexOf(chosen) + (event.key === 'ArrowRight' ? 1 : -1)
      setFigure(figures[Math.min(place, figures.length - 1)] ?? null)
    } else if (event.key === '=' && figures.length > 0) {
      const row = table.rows[at]
      const asked = chosen ?? figures.at(-1)
      if (row && asked !== undefined) onExplain?.(row, asked)
    } else if (event.key === 'Enter') {
      const row = table.rows[at]
      if (row && (chosen !== null || (row.drill === undefined && figures.length > 0))) onExplain?.(row, chosen ?? figures.at(-1) ?? '')
      else if (row?.drill) onDrill(row.drill)
    } else return
    event.preventDefault()
  }
  // Figures get the room that the longest of them needs, since a cut figure is a wrong one. A narrow statement keeps its columns
  // together as on paper instead of running over the whole screen.
  const widths = useMemo(() => used.map((column) => Math.round(table.rows.reduce((most, row) => (row.kind === 'section' ? most : Math.max(most, charactersOf(row.cells[column.id], places))), column.heading.length) * characterPx) + 17), [used, table, places])
  const tracks = used.map((column, index) => (column.flexible ? `minmax(${Math.min(widths[index] ?? 0, flexiblePxMin)}px, 1fr)` : `${column.align === 'end' ? (widths[index] ?? 0) : Math.min(widths[index] ?? 0, textPxMax)}px`)).join(' ')
  const widest = used.reduce((sum, column, index) => sum + (column.flexible ? Math.max(280, Math.min(widths[index] ?? 0, 420)) : (widths[index] ?? 0) + 12), 40)
  const style = { '--tracks': tracks, ...(short ? {} : { maxWidth: `${Math.max(600, Math.round(widest))}px` }) } as CSSProperties
  return (
    <div className={short ? 'ledger-scroll short' : 'ledger-scroll'} ref={scroller} aria-busy={isStale || undefined}>
      <div
        className={`ledger-page${isStale ? ' stale' : ''}`} style={style} role="grid" ref={grid} tabIndex={0} aria-label={label} aria-rowcount={table.rows.length + 1} aria-colcount={used.length} aria-activedescendant={chosen === null ? `${pageId}-${at}` : `${pageId}-${at}-${chosen}`}
        onKeyDown={onKeyDown}
      >
        <div className="ledger-head" role="row" aria-rowindex={1}>{used.map((column) => <div key={column.id} role="columnheader" className={column.align === 'end' ? 'end' : ''}>{column.heading}</div>)}</div>
        <div role="rowgroup" className="ledger-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = table.rows[item.index]
            if (row === undefined) return null
            return (
              <div
                key={item.key} id={`${pageId}-${item.index}`} role="row" aria-rowindex={item.index + 2} className={`ledger-row ${row.kind}${item.index === at ? ' at' : ''}${row.drill ? ' opens' : ''}`} style={{ transform: `translateY(${item.start}px)`, height: item.size }}
                onClick={(event) => {
                  grid.current?.focus({ preventScroll: true })
                  setCursor(item.index)
                  if (window.getSelection()?.isCollapsed === false) return
                  const asked = (event.target as HTMLElement).closest<HTMLElement>('[data-figure]')?.dataset['figure']
                  if (asked !== undefined) {
                    setFigure(asked)
                    onExplain?.(row, asked)
                  } else if (row.drill) onDrill(row.drill)
                }}
              >
                {row.kind === 'section'
                  ? <div role="gridcell" aria-colspan={used.length} className="ledger-section"><Section row={row} columns={table.columns.map((column) => column.id)} /></div>
                  : used.map((column) => (
                    <div
                      key={column.id} id={`${pageId}-${item.index}-${column.id}`} role="gridcell" className={`${column.align === 'end' ? 'end' : ''} ${row.cells[column.id]?.kind ?? 'none'}${item.index === at && chosen === column.id ? ' chosen' : ''}`}
                      data-figure={onExplain !== undefined && row.key !== undefined && isFigure(row.cells[column.id]) ? column.id : undefined}
                    >
                      <Cell cell={row.cells[column.id]} places={places} />
                      {row.mark !== undefined && isMarked(column.id, row.mark) && <span className="ledger-mark" role="img" aria-label={t(`mark.${row.mark}`)} title={t(`mark.${row.mark}`)}> ⚠</span>}
                    </div>
                  ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

const isFigure = (cell: ReportCell | undefined): boolean => cell?.kind === 'money' || cell?.kind === 'foreign' || cell?.kind === 'quantity' || cell?.kind === 'percent'

/** How many characters a cell takes, separators and currency included. */
function charactersOf(cell: ReportCell | undefined, places: number): number {
  const grouped = (value: string): number => {
    const whole = (value.split('.')[0] ?? '').length
    return whole + Math.floor((whole - 1) / 3)
  }
  if (cell === undefined) return 0
  switch (cell.kind) {
    case 'text': return cell.text.length
    // Capitals are wider than figures.
    case 'code': return Math.ceil(cell.text.length * (/[A-Z]/.test(cell.text) ? 1.3 : 1))
    case 'date': return 11
    case 'money': return grouped(cell.value) + (places > 0 ? places + 1 : 0)
    case 'foreign': return grouped(cell.value) + 7
    case 'quantity': return cell.value.length + Math.floor(cell.value.length / 4) + 2
    case 'count':
    case 'percent': return cell.value.length + 3
  }
}

const isMarked = (column: string, mark: 'overdue' | 'negative'): boolean => (mark === 'overdue' ? column === 'days' : column === 'quantity' || column === 'balanceQuantity')

/** A heading runs over all columns: its code small, its name in full. */
function Section({ row, columns }: { row: ReportRow; columns: readonly string[] }) {
  return <>{columns.map((column) => row.cells[column]).map((cell, index) => (cell !== undefined && 'text' in cell && cell.text !== '' ? <span key={index} className={cell.kind}>{cell.text}</span> : null))}</>
}

function Cell({ cell, places }: { cell: ReportCell | undefined; places: number }) {
  const format = useFormat()
  if (cell === undefined) return null
  switch (cell.kind) {
    case 'text':
    case 'code': return <span title={cell.text}>{cell.text}</span>
    case 'date': return <time dateTime={cell.value}>{format.language === 'zh' ? cell.value : format.date(cell.value)}</time>
    case 'money': return /[1-9]/.test(cell.value) ? <>{places === 0 ? format.amount(cell.value, 'IDR') : format.decimal(cell.value, places)}</> : <span className="nothing">–</span>
    case 'foreign': return <><span className="currency">{currencySign(cell.currency)}</span>{format.amount(cell.value, cell.currency)}</>
    case 'quantity': return /[1-9]/.test(cell.value) ? <>{format.quantity(cell.value)}</> : <span className="nothing">–</span>
    case 'count': return <>{cell.value}</>
    case 'percent': return <>{format.decimal(cell.value, 1)}%</>
  }
}
