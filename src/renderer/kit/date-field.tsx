import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { Button as AriaButton, Input } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { addDays, daysInMonth, addMonths, monthOf } from '../../core/calendar/index.ts'
import { type Refusal, refuse } from '../../core/errors/index.ts'
import { CalendarPopover } from './calendar-popover.tsx'
import { FieldFrame, type FieldProps } from './field.tsx'
import { formatDate } from './format.ts'
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
  const shown = typed ?? (value === null ? '' : language === 'zh' ? value : formatDate(value, language))
  return (
    <FieldFrame {...field} error={field.error ?? wrong} value={shown} onChange={setTyped} onBlur={() => { settle(); onBlur?.() }}>
      <span className="input date-seat" ref={seat}>
        <Input ref={ref} onFocus={(event) => event.target.select()} onKeyDown={onKeyDown} placeholder={placeholder ?? t('datePlaceholder')} />
        <AriaButton className="date-open" slot={null} excludeFromTabOrder preventFocusOnPress aria-label={t('openCalendar')} aria-expanded={isOpen} isDisabled={(field.isDisabled ?? false) || (field.isReadOnly ?? false)} onPress={() => { settle(); setOpen(true) }}>▾</AriaButton>
      </span>
      <CalendarPopover anchor={seat} isOpen={isOpen} onOpenChange={setOpen} value={value} today={today} onChoose={(date) => { move(date); setOpen(false) }} />
    </FieldFrame>
  )
}

function sameDay(date: string, months: number): string {
  const month = addMonths(monthOf(date), months)
  const day = Math.min(Number(date.slice(8)), daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))))
  return `${month}-${String(day).padStart(2, '0')}`
}
