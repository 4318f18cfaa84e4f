import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, daysInMonth, firstDayOf, addMonths, monthOf, dayNumber } from '../../core/calendar/index.ts'
import { type Refusal, refuse } from '../../core/errors/index.ts'
import { FieldFrame, type FieldProps } from './field.tsx'
import { Floating } from './floating.tsx'
import { formatDate, formatMonth } from './format.ts'
import { parseDate } from './parse-date.ts'
import { useReader } from './reader.ts'

export interface DateFieldProps extends FieldProps {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  /** What `+7` counts from; default today. */
  readonly today?: string
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** A date as people type it. Arrows move it by a day, Page Up and Down by a month, Alt+Down opens a calendar. */
export function DateField({ value, onChange, today: base, onBlur, placeholder, ref, ...field }: DateFieldProps) {
  const { t } = useTranslation('kit')
  const { language, today: readerToday } = useReader()
  const today = base ?? readerToday
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Refusal | null>(null)
  const [isOpen, setOpen] = useState(false)
  const seat = useRef<HTMLSpanElement>(null)

  const settle = (): string | null => {
    if (typed === null) return value
    const text = typed.trim()
    if (text === '') {
      setTyped(null)
      setWrong(null)
      if (value !== null) onChange(null)
      return null
    }
    const date = parseDate(text, today, language)
    if (date === null) {
      setWrong(refuse('DATE_INVALID', { text }))
      return value
    }
    setTyped(null)
    setWrong(null)
    if (date !== value) onChange(date)
    return date
  }
  const move = (date: string): void => {
    setTyped(null)
    setWrong(null)
    onChange(date)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (field.isReadOnly || field.isDisabled) return
    if (event.key === 'ArrowDown' && event.altKey) {
      event.preventDefault()
      settle()
      setOpen(true)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      move(addDays(settle() ?? today, event.key === 'ArrowUp' ? 1 : -1))
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      move(sameDay(settle() ?? today, event.key === 'PageUp' ? 1 : -1))
    } else if (event.key === 'Enter') settle()
  }
  const close = (): void => {
    setOpen(false)
    seat.current?.querySelector('input')?.focus()
  }
  return (
    <FieldFrame {...field} error={field.error ?? wrong}>
      {(control) => (
        <span className="input date-seat" ref={seat}>
          <input
            {...control} ref={ref} type="text" value={typed ?? (value === null ? '' : language === 'zh' ? value : formatDate(value, language))} onChange={(event) => setTyped(event.target.value)} onFocus={(event) => event.target.select()}
            onBlur={() => { settle(); onBlur?.() }} onKeyDown={onKeyDown} placeholder={placeholder ?? t('datePlaceholder')} disabled={field.isDisabled} readOnly={field.isReadOnly} autoFocus={field.autoFocus} required={field.isRequired} autoComplete="off"
          />
          <button type="button" tabIndex={-1} className="date-open" aria-label={t('openCalendar')} aria-expanded={isOpen} disabled={field.isDisabled || field.isReadOnly} onMouseDown={(event) => event.preventDefault()} onClick={() => setOpen(!isOpen)}>▾</button>
          {isOpen && <Floating anchor={seat}><Calendar value={value ?? today} today={today} onChoose={(date) => { move(date); close() }} onClose={close} /></Floating>}
        </span>
      )}
    </FieldFrame>
  )
}

function sameDay(date: string, months: number): string {
  const month = addMonths(monthOf(date), months)
  const day = Math.min(Number(date.slice(8)), daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))))
  return `${month}-${String(day).padStart(2, '0')}`
}

interface CalendarProps {
  readonly value: string
  readonly today: string
  readonly onChoose: (date: string) => void
  readonly onClose: () => void
}

/** A month, week by week from Monday. */
function Calendar({ value, today, onChoose, onClose }: CalendarProps) {
  const { t } = useTranslation('kit')
  const { language } = useReader()
  const [cursor, setCursor] = useState(value)
  const month = monthOf(cursor)
  const first = firstDayOf(month)
  // 1970-01-01 was a Thursday: (days + 3) mod 7 counts from Monday.
  const start = addDays(first, -((dayNumber(first) + 3) % 7))
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_unused, day) => addDays(start, week * 7 + day)))
  const keys: Record<string, () => string> = {
    ArrowLeft: () => addDays(cursor, -1), ArrowRight: () => addDays(cursor, 1), ArrowUp: () => addDays(cursor, -7), ArrowDown: () => addDays(cursor, 7),
    PageUp: () => sameDay(cursor, -1), PageDown: () => sameDay(cursor, 1), Home: () => first, End: () => `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))).padStart(2, '0')}`,
  }
  return (
    <div
      className="calendar" role="dialog" aria-label={t('openCalendar')} tabIndex={-1} ref={(element) => { if (element && !element.contains(document.activeElement)) element.focus() }}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) onClose() }}
      onKeyDown={(event) => {
        const next = keys[event.key]
        if (next) setCursor(next())
        else if (event.key === 'Enter' || event.key === ' ') onChoose(cursor)
        else if (event.key === 'Escape') onClose()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className="calendar-head">
        <button type="button" tabIndex={-1} aria-label={t('previousMonth')} onClick={() => setCursor(sameDay(cursor, -1))}>‹</button>
        <strong aria-live="polite">{formatMonth(month, language)}</strong>
        <button type="button" tabIndex={-1} aria-label={t('nextMonth')} onClick={() => setCursor(sameDay(cursor, 1))}>›</button>
      </div>
      <table>
        <thead><tr>{weeks[0]?.map((date, index) => <th key={index} scope="col">{formatDate(date, language, 'long').replace(/^.*星期/, '').slice(0, language === 'zh' ? 1 : 3)}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>{week.map((date) => (
              <td key={date}><button type="button" tabIndex={-1} className={`${date === cursor ? 'on' : ''}${date === today ? ' today' : ''}${monthOf(date) === month ? '' : ' outside'}`} aria-label={formatDate(date, language, 'long')} aria-current={date === today ? 'date' : undefined} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(date)}>{Number(date.slice(8))}</button></td>
            ))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
