import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListResult, usePreference } from '../client/index.ts'
import { useKept } from './kept.ts'
import { Skeleton } from './pieces.tsx'
import { RefusalList } from './refusal-text.tsx'
import { TableMenu } from './table-menu.tsx'

export interface Column<Row> {
  /** Also the list's own column name where the table can be sorted or exported by it. */
  readonly id: string
  readonly heading: string
  /** CSS track: a number of pixels or `minmax(160px, 2fr)`. */
  readonly width?: number | string
  readonly align?: 'end'
  readonly cell: (row: Row) => ReactNode
  readonly sortable?: boolean
  readonly defaultHidden?: boolean
}

export interface Sort { readonly column: string; readonly descending: boolean }

export interface TableHandle {
  focus(): void
}

export interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly list: ListResult<Row>
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  /** Keys of the chosen rows. Absent: rows cannot be chosen. */
  readonly selection?: ReadonlySet<string>
  readonly onSelectionChange?: (selection: ReadonlySet<string>, rows: readonly Row[]) => void
  readonly sort?: Sort | null
  readonly onSort?: (sort: Sort) => void
  readonly emptyState: ReactNode
  readonly footer?: ReactNode
  /** Under this name the choice of columns is kept; with it the list can be exported. */
  readonly exportName?: string
  /** Takes the focus when it appears, on its first row. */
  readonly autoFocus?: boolean
  readonly onKey?: (event: KeyboardEvent, row: Row | undefined) => void
  /** Tells which row the cursor is on. */
  readonly onCursor?: (row: Row | undefined, index: number) => void
  readonly ref?: Ref<TableHandle>
}

const rowPx = 32
const headPx = 28

/** A list of any length of which only the rows in sight exist. Arrows, Page, Home, End move; Space and Shift choose; Enter opens. */
export function Table<Row>({ label, columns, list, rowKey, onOpen, selection, onSelectionChange, sort, onSort, emptyState, footer, exportName, autoFocus = false, onKey, onCursor, ref }: TableProps<Row>) {
  const { t } = useTranslation('kit')
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useKept(`cursor.${exportName ?? label}.${JSON.stringify(list.params)}`, 0)
  const anchor = useRef(0)
  const [hidden, setHidden] = usePreference<Record<string, boolean>>(`columns.${exportName ?? ''}`, {})
  const shown = columns.filter((column) => !(hidden[column.id] ?? column.defaultHidden ?? false))
  const tracks = shown.map((column) => (typeof column.width === 'number' ? `${column.width}px` : (column.width ?? 'minmax(96px, 1fr)'))).join(' ')
  const at = Math.min(cursor, Math.max(0, list.total - 1))
  const virtual = useVirtualizer({ count: list.total, getScrollElement: () => scroller.current, estimateSize: () => rowPx, overscan: 12, scrollPaddingEnd: headPx })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { ensure } = list
  useEffect(() => { ensure(first, last) }, [ensure, first, last])
  useImperativeHandle(ref, () => ({ focus: () => grid.current?.focus({ preventScroll: true }) }))
  const isThere = !list.isLoading
  useEffect(() => {
    // Back from a document: the row that was in hand is in sight again.
    if (isThere && at > 0) virtual.scrollToIndex(at)
  }, [isThere])
  const mayFocus = autoFocus && !list.isLoading && list.total > 0
  useEffect(() => {
    // Only when nothing else was chosen meanwhile: focus never moves away from a hand.
    if (mayFocus && (document.activeElement === document.body || document.activeElement?.id === 'main')) grid.current?.focus({ preventScroll: true })
  }, [mayFocus])
  // A sorted or filtered list begins at its top again.
  const paramsKey = JSON.stringify(list.params)
  const lastParams = useRef(paramsKey)
  if (lastParams.current !== paramsKey) {
    lastParams.current = paramsKey
    anchor.current = 0
    if (cursor !== 0) setCursor(0)
  }
  const cursorRow = list.rows(at)
  const cursorKey = cursorRow === undefined ? null : rowKey(cursorRow)
  useEffect(() => { onCursor?.(cursorRow, at) }, [cursorKey, at])

  const choose = (from: number, to: number, keep: boolean): void => {
    if (!onSelectionChange) return
    const keys = new Set(keep ? selection : [])
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const row = list.rows(index)
      if (row !== undefined) keys.add(rowKey(row))
    }
    tellSelection(keys)
  }
  const tellSelection = (keys: ReadonlySet<string>): void => {
    const rows: Row[] = []
    for (let index = 0; index < list.total && rows.length < keys.size; index++) {
      const row = list.rows(index)
      if (row !== undefined && keys.has(rowKey(row))) rows.push(row)
    }
    onSelectionChange?.(keys, rows)
  }
  const toggle = (index: number): void => {
    const row = list.rows(index)
    if (row === undefined || !onSelectionChange) return
    const keys = new Set(selection)
    const key = rowKey(row)
    if (!keys.delete(key)) keys.add(key)
    anchor.current = index
    tellSelection(keys)
  }
  const moveTo = (index: number, extend: boolean): void => {
    const next = Math.max(0, Math.min(list.total - 1, index))
    setCursor(next)
    virtual.scrollToIndex(next)
    if (extend) choose(anchor.current, next, false)
    else anchor.current = next
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx * 10) / rowPx) - 2)
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: list.total - 1 }
    const target = steps[event.key]
    if (target !== undefined && !event.altKey && !event.ctrlKey) moveTo(target, event.shiftKey)
    else if (event.key === ' ') toggle(at)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.altKey) {
      if (cursorRow !== undefined) onOpen?.(cursorRow)
    } else if (event.key === 'a' && event.ctrlKey && onSelectionChange) choose(0, list.total - 1, true)
    else if (event.key === 'Escape' && selection && selection.size > 0) {
      onSelectionChange?.(new Set(), [])
      event.stopPropagation()
    } else return onKey?.(event, cursorRow)
    event.preventDefault()
  }
  const style = { '--tracks': tracks } as CSSProperties
  const isEmpty = !list.isLoading && list.total === 0 && list.refusals.length === 0
  return (
    <div className="table-seat" style={style}>
      <RefusalList refusals={list.refusals} />
      <div className="table-scroll" ref={scroller} role="presentation">
        <div
          className="table" role="grid" ref={grid} id={gridId} tabIndex={list.total > 0 ? 0 : -1} aria-label={label} aria-rowcount={list.total + 1} aria-colcount={shown.length} aria-multiselectable={onSelectionChange ? true : undefined}
          aria-busy={list.isLoading || undefined} aria-activedescendant={list.total > 0 && at >= first && at <= last ? `${gridId}-${at}` : undefined} onKeyDown={onKeyDown}
        >
          <div className="table-head" role="row" aria-rowindex={1}>
            {shown.map((column) => {
              const isSorted = sort?.column === column.id
              return (
                <div key={column.id} role="columnheader" className={column.align === 'end' ? 'end' : ''} aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
                  {column.sortable && onSort
                    ? <button type="button" onClick={() => onSort({ column: column.id, descending: isSorted ? !sort.descending : false })}>{column.heading}<span aria-hidden="true">{isSorted ? (sort.descending ? ' ↓' : ' ↑') : ''}</span></button>
                    : column.heading}
                </div>
              )
            })}
          </div>
          <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = list.rows(item.index)
              const isChosen = row !== undefined && (selection?.has(rowKey(row)) ?? false)
              return (
                <div
                  key={item.key} id={`${gridId}-${item.index}`} role="row" aria-rowindex={item.index + 2} aria-selected={onSelectionChange ? isChosen : undefined} style={{ transform: `translateY(${item.start}px)` }}
                  className={`table-row${item.index === at ? ' at' : ''}${isChosen ? ' chosen' : ''}`}
                  onClick={(event) => {
                    grid.current?.focus({ preventScroll: true })
                    setCursor(item.index)
                    if (event.shiftKey) choose(anchor.current, item.index, false)
                    else if (event.ctrlKey || event.metaKey) toggle(item.index)
                    else {
                      anchor.current = item.index
                      if (row !== undefined && onOpen && window.getSelection()?.isCollapsed !== false) onOpen(row)
                    }
                  }}
                >
                  {shown.map((column) => <div key={column.id} role="gridcell" className={column.align === 'end' ? 'end' : ''}>{row === undefined ? <span className="pending" /> : column.cell(row)}</div>)}
                </div>
              )
            })}
          </div>
        </div>
        {list.isLoading && <Skeleton rows={14} />}
        {isEmpty && <div className="table-empty">{emptyState}</div>}
      </div>
      {exportName !== undefined && <TableMenu label={t('tableMenu')} columns={columns} hidden={hidden} onHidden={setHidden} list={list} shown={shown} />}
      {footer}
    </div>
  )
}
