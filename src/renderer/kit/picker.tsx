import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import { Input } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../contract/index.ts'
import { useCall } from '../client/index.ts'
import { Kbd } from './button.tsx'
import { FieldFrame, type FieldProps } from './field.tsx'
import { Floating } from './floating.tsx'
import { type HeldKeys, holdKeys } from './held-keys.ts'
import { useFormat } from './reader.ts'

export interface PickerProps extends FieldProps {
  readonly kinds: readonly ('party' | 'product' | 'account')[]
  readonly value: string | null
  /** What stands in the field for `value`: usually the name. */
  readonly valueLabel?: string | null
  readonly onChange: (code: string | null, hit: SearchHit | null) => void
  /** Makes a new one from what was typed; the last row of the list and Ins do it. */
  readonly onCreate?: (text: string) => void
  /** For a cell of a grid: no code before the name, no arrow. */
  readonly compact?: boolean
  /** Keys that the list does not take for itself while it is closed. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly ref?: Ref<HTMLInputElement>
}

const settleMs = 90
const shownMax = 8

/**
 * Finds a party, a product or an account by any part of its names or its code, while it is typed. Not the library's ComboBox: that
 * one takes its own text for its value and gives it back when it is left, chooses only what is in the list at the moment of Enter,
 * and knows no row that makes something new.
 */
export function Picker({ kinds, value, valueLabel, onChange, onCreate, compact = false, onKeyDown, onBlur, placeholder, ref, ...field }: PickerProps) {
  const { t } = useTranslation('kit')
  const format = useFormat()
  const listId = useId()
  const seat = useRef<HTMLSpanElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [cursor, setCursor] = useState(0)
  const text = useSettled(typed ?? '', settleMs)
  const found = useCall('search.find', { text, kinds: [...kinds], limit: shownMax }, { enabled: isOpen, keepPrevious: true })
  const hits = isOpen ? (found.data ?? []) : []
  const canCreate = onCreate !== undefined
  const rowCount = hits.length + (canCreate ? 1 : 0)
  const at = Math.min(cursor, Math.max(0, rowCount - 1))
  const isStale = (typed ?? '') !== text || found.isFetching
  const pending = useRef<HeldKeys | null>(null)

  const close = (): void => {
    setOpen(false)
    setTyped(null)
    setCursor(0)
  }
  const choose = (index: number): void => {
    const hit = hits[index]
    if (hit) {
      close()
      onChange(hit.code, hit)
    } else if (canCreate) {
      const wish = (typed ?? '').trim()
      close()
      onCreate(wish)
    }
  }
  // Enter before the answer is there (a scanner, a fast hand): the first hit is taken as soon as it arrives, and what was typed
  // meanwhile goes where the choice leads. Where nothing was found nothing is chosen, nor made: a person decides.
  useEffect(() => {
    const held = pending.current
    if (held === null || (isOpen && isStale)) return
    pending.current = null
    if (isOpen && hits.length > 0) {
      choose(0)
      held.release()
    } else held.drop()
  })
  useEffect(() => () => pending.current?.release(), [])
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (field.isReadOnly || field.isDisabled || event.nativeEvent.isComposing) return
    const take = (): void => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.key === 'Insert' && canCreate) {
      take()
      choose(hits.length)
    } else if (isOpen) {
      if (event.key === 'ArrowDown') { take(); setCursor(rowCount === 0 ? 0 : (at + 1) % rowCount) }
      else if (event.key === 'ArrowUp') { take(); setCursor(rowCount === 0 ? 0 : (at - 1 + rowCount) % rowCount) }
      else if (event.key === 'Escape') { take(); close() }
      else if (event.key === 'Enter') {
        take()
        if (isStale) pending.current ??= holdKeys()
        else if (hits.length === 0 && (typed ?? '') === '') close()
        else choose(at)
      } else if (event.key === 'Tab' && !isStale && hits[at] && (typed ?? '') !== '') choose(at)
    } else if (event.key === 'ArrowDown' && (event.altKey || !compact)) {
      take()
      setOpen(true)
    } else if (event.key === 'Delete' && value !== null && typed === null && isWholeSelected(event.currentTarget)) {
      onChange(null, null)
    } else onKeyDown?.(event)
  }
  const shown = typed ?? (value === null ? '' : compact || !value || valueLabel === undefined || valueLabel === null ? (valueLabel ?? value) : `${valueLabel}`)
  const type = (next: string): void => {
    setTyped(next)
    setOpen(true)
    setCursor(0)
    if (next === '' && value !== null) onChange(null, null)
  }
  return (
    <FieldFrame {...field} value={shown} onChange={type} onBlur={() => { if (pending.current === null) close(); onBlur?.() }}>
      <span className={`input picker-seat${compact ? ' compact' : ''}`} ref={seat}>
        {!compact && value !== null && typed === null && <span className="picker-code">{value}</span>}
        <Input
          ref={ref} role="combobox" aria-autocomplete="list" aria-expanded={isOpen} aria-controls={isOpen ? listId : undefined} aria-activedescendant={isOpen && rowCount > 0 ? `${listId}-${at}` : undefined}
          placeholder={placeholder ?? t(`find.${kinds[0] ?? 'party'}`)} onFocus={(event) => event.target.select()} onKeyDown={keyDown} onClick={() => { if (!field.isReadOnly && !field.isDisabled && !compact) setOpen(true) }}
        />
        {!compact && <span className="picker-arrow" aria-hidden="true">▾</span>}
      </span>
      {isOpen && (
        <Floating anchor={seat} onClose={close} className="picker-list-seat">
          <ul className="picker-list" role="listbox" id={listId} aria-label={field.label}>
            {hits.map((hit, index) => (
              <li key={hit.id} id={`${listId}-${index}`} role="option" aria-selected={index === at} className={index === at ? 'on' : ''} onMouseDown={(event) => event.preventDefault()} onMouseMove={() => setCursor(index)} onClick={() => choose(index)}>
                <span className="name"><b>{hit.code}</b> {hit.title}{hit.subtitle !== '' && <small> {hit.subtitle}</small>}</span>
                {hit.stock !== undefined && <span className="stock">{format.quantity(hit.stock)} {hit.unit}</span>}
              </li>
            ))}
            {hits.length === 0 && !isStale && (typed ?? '') !== '' && <li className="none" role="option" aria-selected={false} aria-disabled="true">{t('nothingFound')}</li>}
            {canCreate && (
              <li id={`${listId}-${hits.length}`} role="option" aria-selected={at === hits.length} className={`create${at === hits.length ? ' on' : ''}`} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(hits.length)}>
                <span>+ {(typed ?? '').trim() === '' ? t(`new.${kinds[0] ?? 'party'}`) : t(`newNamed.${kinds[0] ?? 'party'}`, { text: (typed ?? '').trim() })}</span><Kbd keys="Insert" />
              </li>
            )}
          </ul>
        </Floating>
      )}
    </FieldFrame>
  )
}

function isWholeSelected(input: HTMLInputElement): boolean {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length
}

/** A value that follows another after it has been quiet for a moment. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (Object.is(value, settled)) return
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, settled, ms])
  return settled
}
