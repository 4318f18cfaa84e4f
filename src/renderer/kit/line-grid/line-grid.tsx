import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Refusal } from '../../../core/errors/index.ts'
import { formatDecimal, type Language } from '../format.ts'
import { CellEditor, withoutIdleZeros } from './cell-editor.tsx'
import type { Column } from './columns.ts'
import { afterArrow, afterEnter, afterTab, type Cell, firstColumn, type GridShape, type Step, within } from './movement.ts'
import { isTable, type PastedLine, readPastedLines } from './paste.ts'
import { parseNumber } from '../parse-number.ts'
import { PickEditor } from './pick-editor.tsx'
import { type BurstState, burstKey, noBurst } from './scanner.ts'
import './line-grid.css'

export interface LineGridProps<Line> {
  readonly label: string
  readonly columns: readonly Column<Line>[]
  readonly lines: readonly Line[]
  readonly language: Language
  /** Said by the list of a pick cell that found nothing. */
  readonly emptyLabel: string
  /** Refusals by row: their cells are marked, their rows carry a sign. */
  readonly refusals: ReadonlyMap<number, readonly Refusal[]>
  /** Text of a refusal for those who cannot see the mark. */
  refusalText(refusal: Refusal): string
  /** Fixed number of lines: no empty one waits at the end, none can be removed (allocations, receipts to invoice). */
  readonly fixed?: boolean
  readonly autoFocus?: boolean
  /** Where the hand begins; else on the empty line, or on the first of a fixed grid. */
  readonly startAt?: Cell
  /** Changes one line; the place after the last makes a new one. @param field for undo */
  onEdit(row: number, change: (line: Line | null) => Line, field: string): void
  onRemove?(row: number): void
  /** Enter on the empty line. */
  onLeave?(): void
  onPaste?(lines: readonly PastedLine[], row: number): void
  /** @returns what to do with a code that is known; null if it is not: then what was typed stays typed and Enter does what it always does */
  onScan?(code: string): Promise<(() => void) | null>
  /** Space on a cell of a fixed grid. */
  onToggle?(row: number): void
  /** A line's own row key where lines have one. */
  rowNote?(line: Line, row: number): ReactNode
}

/** The editable lines of a document: one cell is typed into, the others are as they will stand on the paper. */
export function LineGrid<Line>(props: LineGridProps<Line>) {
  const { columns, lines, language } = props
  const [active, setActive] = useState<Cell>(props.startAt ?? { row: props.fixed ? 0 : lines.length, column: 0 })
  const [hasFocus, setHasFocus] = useState(props.autoFocus ?? false)
  const [turn, setTurn] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const burst = useRef<{ state: BurstState; element: HTMLInputElement | null; before: string }>({ state: noBurst, element: null, before: '' })
  const noteId = useId()
  /** Rows for which what a pick fills in is still on its way: Enter passes those cells as if they were filled. */
  const filling = useRef(new Map<number, number>())

  const shape = useMemo((): GridShape => ({
    lines: props.fixed ? Math.max(0, lines.length - 1) : lines.length,
    columns: columns.length,
    enterable: (column) => columns[column]?.kind !== 'figure',
    pauses: ({ row, column }) => {
      const line = lines[row]
      const at = columns[column]
      return line === undefined || !((at?.passWhenFilled && (at.value(line) !== '' || (filling.current.get(row) ?? 0) > 0)) || at?.passes?.(line))
    },
  }), [columns, lines, props.fixed])
  const here = within(shape, active)

  const go = useCallback((cell: Cell) => {
    setHasFocus(true)
    setActive(cell)
    setTurn((old) => old + 1)
  }, [])

  const latest = useRef(shape)
  latest.current = shape

  // Where a refusal puts the hand: on the cell that it is about, or the first one of the row that can be typed into.
  useEffect(() => {
    const element = grid.current
    const onWanted = (event: Event): void => {
      const { row, column } = (event as CustomEvent<Cell>).detail
      go({ row, column: latest.current.enterable(column) ? column : firstColumn(latest.current) })
    }
    element?.addEventListener('cellwanted', onWanted)
    return () => element?.removeEventListener('cellwanted', onWanted)
  }, [go])

  // After a removal by undo the active row may be gone.
  useEffect(() => {
    if (active.row !== here.row || active.column !== here.column) setActive(here)
  }, [active, here])

  function take(step: Step): void {
    if (step.kind === 'cell') return go(step.cell)
    leave(step.forward)
  }

  function leave(forward: boolean): void {
    setHasFocus(false)
    if (forward && props.onLeave) return props.onLeave()
    moveFocusOut(grid.current, forward)
  }

  /** Enter in a fixed grid walks down its last column and out at the end. */
  function enter(): void {
    if (!props.fixed) return take(afterEnter(shape, here))
    const step = afterEnter({ ...shape, lines: lines.length }, here)
    take(step.kind === 'cell' && step.cell.row >= lines.length ? { kind: 'leave', forward: true } : step)
  }

  function tab(forward: boolean): void {
    if (!props.fixed) return take(afterTab(shape, here, forward))
    const step = afterTab({ ...shape, lines: lines.length }, here, forward)
    take(step.kind === 'cell' && step.cell.row >= lines.length ? { kind: 'leave', forward: true } : step)
  }

  function copyAbove(): void {
    const column = columns[here.column]
    const above = lines[here.row - 1]
    if (!column || column.kind === 'figure' || above === undefined) return
    const value = column.value(above)
    if (column.kind === 'pick') void column.source.onPick(here.row, { id: value, label: '' })
    else props.onEdit(here.row, (line) => column.write(line ?? ({} as Line), value), `${here.row}.${column.id}`)
    enter()
  }

  function remove(): void {
    if (props.fixed || here.row >= lines.length) return
    props.onRemove?.(here.row)
    go({ row: here.row, column: firstColumn(shape) })
  }

  /** Before the cell sees the key: the burst of a code that is known is taken out of the cell that it was typed into. */
  function onKeyDownCapture(event: KeyboardEvent<HTMLDivElement>): void {
    if (!props.onScan || event.ctrlKey || event.altKey || event.metaKey) return
    const element = event.target instanceof HTMLInputElement ? event.target : null
    const step = burstKey(burst.current.state, event.key, event.timeStamp)
    if (step.begins) burst.current = { state: step.state, element, before: element?.value ?? '' }
    else burst.current.state = step.state
    if (step.scanned === null) return
    event.preventDefault()
    event.stopPropagation()
    const { element: typedInto, before } = burst.current
    const cell = here
    const isWaiting = !props.fixed && cell.row >= lines.length
    void props.onScan(step.scanned).then((take) => {
      if (take === null) {
        if (typedInto?.isConnected) typedInto.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
        return
      }
      // First the cell as it was, then the line: the scan must not be taken for an edit of the cell.
      if (typedInto?.isConnected) putBack(typedInto, before)
      take()
      setTimeout(() => go(isWaiting ? { row: latest.current.lines, column: firstColumn(latest.current) } : cell))
    })
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const done = () => { event.preventDefault(); event.stopPropagation() }
    const input = event.target instanceof HTMLInputElement ? event.target : null
    if (event.ctrlKey || event.metaKey) {
      // With Shift a key is the whole document's: Ctrl+Shift+Delete throws the draft away, not the line.
      if (event.shiftKey) return
      if (event.key.toLowerCase() === 'd') { done(); copyAbove() }
      if (event.key === 'Delete') { done(); remove() }
      return
    }
    if (event.altKey) return
    if (event.key === 'Enter') { done(); event.shiftKey ? tab(false) : enter() }
    else if (event.key === 'Tab') { done(); tab(!event.shiftKey) }
    else if (event.key === 'ArrowUp') { done(); go(afterArrow(shape, here, 'up')) }
    else if (event.key === 'ArrowDown') { done(); go(afterArrow(shape, here, 'down')) }
    else if (event.key === 'ArrowLeft' && caretAt(input, 'start')) { done(); go(afterArrow(shape, here, 'left')) }
    else if (event.key === 'ArrowRight' && caretAt(input, 'end')) { done(); go(afterArrow(shape, here, 'right')) }
    else if (event.key === ' ' && props.onToggle && props.fixed) { done(); props.onToggle(here.row) }
  }

  function onPaste(event: ClipboardEvent<HTMLDivElement>): void {
    const text = event.clipboardData.getData('text/plain')
    if (!props.onPaste || !isTable(text)) return
    event.preventDefault()
    const rows = readPastedLines(text, (figure) => {
      const reading = parseNumber(figure, language)
      return reading.ok ? reading.value : null
    })
    props.onPaste(rows, here.row)
  }

  function onBlur(event: FocusEvent<HTMLDivElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setHasFocus(false)
  }

  const template = `28px ${columns.map((column) => column.width).join(' ')}`
  const rows = props.fixed ? lines.length : lines.length + 1
  const click = useCallback((row: number, column: number) => {
    if (latest.current.enterable(column)) go({ row, column })
  }, [go])

  return (
    <div ref={grid} className="line-grid" role="grid" aria-label={props.label} aria-rowcount={rows + 1} aria-colcount={columns.length + 1}
      onKeyDownCapture={onKeyDownCapture} onKeyDown={onKeyDown} onPaste={onPaste} onBlur={onBlur}>
      <div role="row" className="line-grid-row line-grid-head" style={{ gridTemplateColumns: template }}>
        <div role="columnheader" className="line-grid-cell" data-align="end">#</div>
        {columns.map((column) => <div key={column.id} role="columnheader" className="line-grid-cell" data-align={column.align}>{column.heading}</div>)}
      </div>
      {Array.from({ length: rows }, (_, row) => {
        const line = lines[row] ?? null
        const refusals = props.refusals.get(row)
        if (row !== here.row) {
          return <Row key={row} row={row} line={line} columns={columns as readonly Column<unknown>[]} template={template} language={language} refusals={refusals} onClick={click} />
        }
        return (
          <ActiveRow key={row} row={row} column={here.column} line={line} columns={columns} template={template} language={language} refusals={refusals} noteId={noteId}
            turn={turn} hasFocus={hasFocus} emptyLabel={props.emptyLabel} refusalText={props.refusalText} onClick={click} onFocus={() => setHasFocus(true)}
            onWrite={(column, value) => props.onEdit(row, (old) => column.write(old ?? ({} as Line), value), `${row}.${column.id}`)}
            onPicked={(filled) => {
              if (filled) {
                const count = (by: number): void => { filling.current.set(row, (filling.current.get(row) ?? 0) + by) }
                count(1)
                void filled.finally(() => count(-1))
              }
              // What the pick fills in (name, unit, price) is still on its way: the cells that it fills are passed.
              const next = columns.findIndex((column, index) => index > here.column && column.kind !== 'figure' && !column.passWhenFilled)
              go(next < 0 ? { row: row + 1, column: firstColumn(shape) } : { row, column: next })
            }} />
        )
      })}
    </div>
  )
}

interface RowProps<Line> {
  readonly row: number
  readonly line: Line | null
  readonly columns: readonly Column<Line>[]
  readonly template: string
  readonly language: Language
  readonly refusals: readonly Refusal[] | undefined
  onClick(row: number, column: number): void
}

function shownValue<Line>(column: Column<Line>, line: Line | null, row: number, language: Language): ReactNode {
  if (line === null) return ''
  if (column.show) return column.show(line, row)
  const value = column.value(line)
  return column.kind === 'decimal' && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? formatDecimal(withoutIdleZeros(value), language, column.shown ?? 0) : value
}

const wrongFields = (refusals: readonly Refusal[] | undefined): ReadonlySet<string> => new Set((refusals ?? []).map((refusal) => refusal.field?.split('.')[2] ?? ''))

const Row = memo(function Row({ row, line, columns, template, language, refusals, onClick }: RowProps<unknown>) {
  const wrong = wrongFields(refusals)
  return (
    <div role="row" aria-rowindex={row + 2} className="line-grid-row" data-wrong={refusals ? true : undefined} style={{ gridTemplateColumns: template }}>
      <div role="rowheader" className="line-grid-cell line-grid-number" data-align="end">{refusals ? '⚠' : row + 1}</div>
      {columns.map((column, index) => (
        <div key={column.id} role="gridcell" className="line-grid-cell" data-column={index} data-align={column.align} data-wrong={wrong.has(column.field ?? column.id) || undefined}
          onMouseDown={(event) => { event.preventDefault(); onClick(row, index) }}>
          {shownValue(column, line, row, language)}
        </div>
      ))}
    </div>
  )
})

interface ActiveRowProps<Line> extends RowProps<Line> {
  readonly column: number
  readonly turn: number
  readonly hasFocus: boolean
  readonly noteId: string
  readonly emptyLabel: string
  refusalText(refusal: Refusal): string
  onFocus(): void
  onWrite(column: Exclude<Column<Line>, { kind: 'figure' }>, value: string): void
  onPicked(filling: void | Promise<void>): void
}

function ActiveRow<Line>(props: ActiveRowProps<Line>) {
  const { row, line, columns, refusals, language } = props
  const wrong = wrongFields(refusals)
  const edited = columns[props.column]
  // A filled cell takes the room of its neighbours only while the hand is in it: otherwise the line is read as it will stand on the paper.
  const span = edited?.kind === 'pick' && (props.hasFocus || line === null || edited.value(line) === '') ? edited.source.span ?? 1 : 1
  return (
    <div role="row" aria-rowindex={row + 2} className="line-grid-row line-grid-active" data-wrong={refusals ? true : undefined} style={{ gridTemplateColumns: props.template }}>
      <div role="rowheader" className="line-grid-cell line-grid-number" data-align="end">{refusals ? '⚠' : row + 1}</div>
      {columns.map((column, index) => {
        if (index > props.column && index < props.column + span) return null
        const isWrong = wrong.has(column.field ?? column.id)
        if (index !== props.column || column.kind === 'figure') {
          return (
            <div key={column.id} role="gridcell" className="line-grid-cell" data-column={index} data-align={column.align} data-wrong={isWrong || undefined}
              onMouseDown={(event) => { event.preventDefault(); props.onClick(row, index) }}>
              {shownValue(column, line, row, language)}
            </div>
          )
        }
        const shared = {
          line, row, language, isWrong, label: `${column.heading}, ${row + 1}`, describedBy: refusals ? props.noteId : undefined, takesFocus: props.hasFocus,
          onWrite: (value: string) => props.onWrite(column, value), onFocus: props.onFocus,
        }
        return (
          <div key={column.id} role="gridcell" className="line-grid-cell line-grid-edited" data-column={index} data-wrong={isWrong || undefined} style={{ gridColumn: `span ${span}` }}>
            {column.kind === 'pick'
              ? <PickEditor key={`${props.turn}.${row}.${index}`} {...shared} column={column} emptyLabel={props.emptyLabel} onPicked={props.onPicked} />
              : <CellEditor key={`${props.turn}.${row}.${index}`} {...shared} column={column} />}
          </div>
        )
      })}
      {refusals && <span id={props.noteId} hidden>{refusals.map(props.refusalText).join(' ')}</span>}
    </div>
  )
}

function caretAt(input: HTMLInputElement | null, side: 'start' | 'end'): boolean {
  if (!input) return true
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  if (whole) return true
  if (input.selectionStart !== input.selectionEnd) return false
  return side === 'start' ? input.selectionStart === 0 : input.selectionEnd === input.value.length
}

/** Sets an input's text as if typed, so that React sees it. */
function putBack(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The control after (or before) the grid in the order of the page. */
function moveFocusOut(grid: HTMLElement | null, forward: boolean): void {
  if (!grid) return
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, [tabindex="0"]')].filter((element) => element.tabIndex >= 0 && element.offsetParent !== null && !grid.contains(element))
  const after = all.find((element) => grid.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
  const before = all.filter((element) => grid.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING).at(-1)
  // Where nothing follows the lines, the screen begins anew: nobody is caught in a grid.
  ;((forward ? after : before) ?? (forward ? all[0] : all.at(-1)))?.focus()
}
