import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { formatDecimal, type Language } from '../format.ts'
import { parseNumber } from '../parse-number.ts'
import type { Column } from './columns.ts'

export interface EditorProps<Line> {
  readonly column: Exclude<Column<Line>, { kind: 'figure' }>
  readonly line: Line | null
  readonly row: number
  readonly language: Language
  readonly label: string
  readonly isWrong: boolean
  readonly describedBy: string | undefined
  /** Takes the focus when it appears: true while the hand is in the grid. */
  readonly takesFocus: boolean
  onWrite(value: string): void
  onFocus(): void
}

/** Text of a value as it is edited: figures in the reader's spelling. */
export function editText(value: string, kind: string, language: Language, shown = 0): string {
  if (kind !== 'decimal' || !/^-?[0-9]+(\.[0-9]+)?$/.test(value)) return value
  const plain = withoutIdleZeros(value)
  return formatDecimal(plain, language, plain.includes('.') ? shown : 0)
}

/** `1500.00` is 1500 to a hand that types. */
export function withoutIdleZeros(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value
}

/**
 * Reads what was typed into a figure's cell. What cannot be read is kept as it is: the draft loses nothing, and the refusal
 * that it gets says what is wrong.
 */
export function readFigure(text: string, language: Language, places: number): string {
  if (text.trim() === '') return ''
  const reading = parseNumber(text, language, places)
  return reading.ok ? reading.value : text.trim()
}

/** `5 %` is 5 where a percentage is asked. */
export const withoutPercent = (text: string): string => text.replace(/\s*[%％]\s*$/, '')

/** The one cell of the grid that is being typed into: text or a figure. */
export function CellEditor<Line>(props: EditorProps<Line>) {
  const { column, line, language } = props
  const value = line === null ? '' : column.value(line)
  const shown = column.kind === 'decimal' ? column.shown : undefined
  const [text, setText] = useState(() => editText(value, column.kind, language, shown))
  const written = useRef(value)
  const entered = useRef(value)
  const input = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    if (!props.takesFocus) return
    input.current?.focus({ preventScroll: false })
    input.current?.select()
  }, [props.takesFocus])

  // Undo, a scan or a picked good changed the value from outside: show that.
  useEffect(() => {
    if (value === written.current) return
    written.current = value
    setText(editText(value, column.kind, language, shown))
  }, [value, column.kind, language, shown])

  function write(next: string): void {
    setText(next)
    const canonical = column.kind === 'decimal' ? readFigure(column.percent ? withoutPercent(next) : next, language, column.places) : next
    written.current = canonical
    props.onWrite(canonical)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && written.current !== entered.current) {
      event.preventDefault()
      event.stopPropagation()
      write(editText(entered.current, column.kind, language, shown))
    }
  }

  return (
    <input
      ref={input} className="line-grid-input" value={text} aria-label={props.label} aria-invalid={props.isWrong || undefined} aria-describedby={props.describedBy}
      data-align={column.align} inputMode={column.kind === 'decimal' ? 'decimal' : undefined} autoComplete="off" spellCheck={false} placeholder={column.placeholder}
      onChange={(event) => write(event.target.value)} onKeyDown={onKeyDown} onFocus={props.onFocus}
      onBlur={() => setText(editText(written.current, column.kind, language, shown))}
    />
  )
}
