import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { type HeldKeys, holdKeys } from '../held-keys.ts'
import type { EditorProps } from './cell-editor.tsx'
import type { Column, PickOption } from './columns.ts'

interface PickProps<Line> extends Omit<EditorProps<Line>, 'column'> {
  readonly column: Extract<Column<Line>, { kind: 'pick' }>
  readonly emptyLabel: string
  /** The hand wants to go on after something was picked. @param filling  until then what the pick fills in is on its way */
  onPicked(filling: void | Promise<void>): void
}

const rowHeight = 32
const rowsShown = 8

/** A cell whose value is picked from a list that answers while one types; the list stands under the cell and never moves it. */
export function PickEditor<Line>(props: PickProps<Line>) {
  const { column, line, row } = props
  const value = line === null ? '' : column.value(line)
  const [text, setText] = useState(value)
  const [options, setOptions] = useState<readonly PickOption[] | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const asked = useRef(0)
  /** The turn that the list in sight answers: what was typed since has no list yet. */
  const answered = useRef(0)
  /** Enter was pressed before the answer came: the first match is taken when it does, and what was typed meanwhile is typed after it. */
  const takeFirst = useRef<HeldKeys | null>(null)
  useEffect(() => () => takeFirst.current?.drop(), [])
  const known = useRef(value)

  useLayoutEffect(() => {
    if (!props.takesFocus) return
    input.current?.focus({ preventScroll: false })
    input.current?.select()
  }, [props.takesFocus])

  useEffect(() => {
    if (value === known.current) return
    known.current = value
    setText(value)
    setOpen(false)
  }, [value])

  async function ask(next: string): Promise<void> {
    const turn = ++asked.current
    setOptions((old) => old)
    let found: readonly PickOption[]
    try {
      found = await column.source.find(next.trim(), row)
    } catch {
      found = []
    }
    if (turn !== asked.current) return
    answered.current = turn
    setOptions(found)
    setAt(0)
    const held = takeFirst.current
    if (held === null) return
    takeFirst.current = null
    if (found[0]) {
      pick(found[0])
      held.release()
    } else held.drop()
  }

  function pick(option: PickOption): void {
    asked.current += 1
    known.current = option.id
    setText(option.id)
    setOpen(false)
    setOptions(null)
    props.onPicked(column.source.onPick(row, option))
  }

  function letGo(): void {
    takeFirst.current?.drop()
    takeFirst.current = null
  }

  function type(next: string): void {
    setText(next)
    letGo()
    if (next.trim() === '') {
      asked.current += 1
      setOpen(false)
      setOptions(null)
      if (value !== '') {
        known.current = ''
        props.onWrite('')
      }
      return
    }
    setOpen(true)
    void ask(next)
  }

  const createLabel = column.source.createLabel
  const offersNew = createLabel !== undefined && text.trim() !== ''
  const count = (options?.length ?? 0) + (offersNew ? 1 : 0)

  function create(): void {
    setOpen(false)
    void column.source.onCreate?.(text.trim(), row).then((isMade) => { if (isMade) whenUncovered(props.onPicked) })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const stop = () => { event.preventDefault(); event.stopPropagation() }
    if (isOpen) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        stop()
        if (count > 0) setAt((old) => (old + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
        return
      }
      if (event.key === 'Escape') {
        stop()
        asked.current += 1
        letGo()
        setOpen(false)
        setText(value)
        return
      }
      if ((event.key === 'Enter' && !event.ctrlKey) || (event.key === 'Tab' && !event.shiftKey)) {
        const isOld = answered.current !== asked.current
        const option = isOld ? undefined : options?.[at]
        if (option) { stop(); pick(option) } else if (isOld || options === null) { stop(); takeFirst.current ??= holdKeys() } else if (event.key === 'Enter') {
          stop()
          if (offersNew) create()
        }
        return
      }
      if (event.key === 'Insert') {
        stop()
        if (offersNew) create()
        return
      }
    } else if ((event.key === 'ArrowDown' && event.altKey) || event.key === 'F2' || (event.key === ' ' && text === '')) {
      stop()
      setOpen(true)
      void ask('')
    } else if (event.key === 'Insert' && createLabel && !event.ctrlKey && !event.shiftKey) {
      stop()
      create()
    }
  }

  /** What was typed without picking stays in the line: the refusal it gets names it, and nothing is lost. */
  function onBlur(): void {
    setOpen(false)
    if (text.trim() !== '' && text !== value) {
      const exact = options?.find((option) => option.id.toLowerCase() === text.trim().toLowerCase())
      if (exact) {
        known.current = exact.id
        void column.source.onPick(row, exact)
      } else {
        known.current = text.trim()
        props.onWrite(text.trim())
      }
    }
  }

  return (
    <>
      <input
        ref={input} className="line-grid-input" role="combobox" aria-expanded={isOpen} aria-controls={isOpen ? listId : undefined} aria-autocomplete="list" value={text}
        aria-activedescendant={isOpen && count > 0 ? `${listId}-${at}` : undefined} aria-label={props.label} aria-invalid={props.isWrong || undefined} aria-describedby={props.describedBy}
        autoComplete="off" spellCheck={false} placeholder={column.placeholder}
        onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} onFocus={props.onFocus} onBlur={onBlur}
      />
      {isOpen && options !== null && (
        <PickList anchor={input} id={listId} options={options} at={at} emptyLabel={props.emptyLabel} {...(offersNew ? { newLabel: createLabel(text.trim()) } : {})}
          onPick={pick} onCreate={create} />
      )}
    </>
  )
}

/** After the panel that made something new has closed and given the focus back. */
function whenUncovered(act: () => void): void {
  requestAnimationFrame(() => (document.querySelector('dialog[open]') === null ? setTimeout(act) : whenUncovered(act)))
}

interface ListProps {
  readonly anchor: React.RefObject<HTMLInputElement | null>
  readonly id: string
  readonly options: readonly PickOption[]
  readonly at: number
  readonly emptyLabel: string
  readonly newLabel?: string
  onPick(option: PickOption): void
  onCreate(): void
}

function PickList({ anchor, id, options, at, emptyLabel, newLabel, onPick, onCreate }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top?: number; bottom?: number; width: number }>({ left: -9999, top: 0, width: 440 })

  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect()
    if (!box) return
    const room = Math.min(rowsShown, options.length + 1) * rowHeight + 8
    const left = Math.min(box.left, window.innerWidth - 448)
    const width = Math.max(220, Math.min(440, Math.max(box.width, 440)))
    setPlace(box.bottom + room < window.innerHeight - 8 ? { left, top: box.bottom + 4, width } : { left, bottom: window.innerHeight - box.top + 4, width })
  }, [anchor, options.length])

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  return createPortal(
    <div ref={list} id={id} role="listbox" aria-label={anchor.current?.getAttribute('aria-label') ?? undefined} className="pick-list" style={place}>
      {options.map((option, index) => (
        <div key={option.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className="pick-option" onMouseDown={(event) => { event.preventDefault(); onPick(option) }}>
          <span><b>{option.id}</b> {option.label}</span>
          <span className="pick-note">{option.note}</span>
        </div>
      ))}
      {options.length === 0 && newLabel === undefined && <div className="pick-option pick-empty">{emptyLabel}</div>}
      {newLabel !== undefined && (
        <div id={`${id}-${options.length}`} role="option" aria-selected={at === options.length} className="pick-option pick-new" onMouseDown={(event) => { event.preventDefault(); onCreate() }}>
          <span>+ {newLabel}</span>
          <kbd>Ins</kbd>
        </div>
      )}
    </div>,
    document.body,
  )
}
