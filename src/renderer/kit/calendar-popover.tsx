import { type CalendarDate, parseDate } from '@internationalized/date'
import type { ComponentProps, RefObject } from 'react'
import { Button as AriaButton, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, Dialog as AriaDialog, Heading, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatDate } from './format.ts'
import { useLanguage } from './reader.ts'

interface CalendarPopoverProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly value: string | null
  readonly today: string
  readonly onChoose: (date: string) => void
}

/** A month, week by week from Monday: arrows move by days and weeks, Page Up and Down by months, Enter chooses, Esc leaves. */
export function CalendarPopover({ anchor, isOpen, onOpenChange, value, today, onChoose }: CalendarPopoverProps) {
  const { t } = useTranslation('kit')
  const language = useLanguage()
  return (
    <Popover className="floating" triggerRef={anchor} isOpen={isOpen} onOpenChange={onOpenChange} placement="bottom start" offset={4}>
      <AriaDialog className="calendar" aria-label={t('openCalendar')}>
        <Calendar aria-label={t('openCalendar')} autoFocus firstDayOfWeek="mon" value={value === null ? null : parseDate(value)} defaultFocusedValue={parseDate(value ?? today)} onChange={(date) => onChoose(date.toString())}>
          <header className="calendar-head">
            <AriaButton slot="previous" aria-label={t('previousMonth')}>‹</AriaButton>
            <Heading />
            <AriaButton slot="next" aria-label={t('nextMonth')}>›</AriaButton>
          </header>
          <CalendarGrid weekdayStyle={language === 'zh' ? 'narrow' : 'short'}>
            <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <Day date={date} isToday={date.toString() === today} />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </AriaDialog>
    </Popover>
  )
}

/** Read out as the page writes dates: the library's own words know no Indonesian. */
function Day({ date, isToday }: { date: CalendarDate; isToday: boolean }) {
  const language = useLanguage()
  return (
    <CalendarCell
      date={date} className={isToday ? 'day today' : 'day'}
      render={(attributes) => <div {...(attributes as ComponentProps<'div'>)} aria-label={formatDate(date.toString(), language, 'long')} aria-current={isToday ? 'date' : undefined} />}
    />
  )
}
