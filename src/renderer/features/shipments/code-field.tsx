import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Input } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReferenceName } from '../../../contract/index.ts'
import { call, useCall } from '../../client/index.ts'
import { FieldFrame, type FieldProps, Floating, useLanguage, useSettled } from '../../kit/index.ts'

interface CodeFieldProps extends FieldProps {
  readonly list: ReferenceName
  readonly value: string
  /** A code of the list, or what was typed: the rules say where it is none. */
  readonly onChange: (value: string) => void
}

/** A code from an offline list, found by code or by any word of its names in three languages; the owner's own choices stand first. */
export function CodeField({ list, value, onChange, ...field }: CodeFieldProps) {
  const { t } = useTranslation(['kit', 'shipments'])
  const language = useLanguage()
  const listId = useId()
  const seat = useRef<HTMLSpanElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [cursor, setCursor] = useState(0)
  const text = useSettled(typed ?? '', 60)
  const found = useCall('reference.find', { list, text, limit: 8 }, { enabled: isOpen, keepPrevious: true })
  const rows = isOpen ? (found.data ?? []) : []
  const named = useCall('reference.find', { list, text: value, limit: 1 }, { enabled: value !== '' })
  const name = named.data?.[0]?.code === value ? named.data[0].name[language] : ''
  const at = Math.min(cursor, Math.max(0, rows.length - 1))
  const isStale = (typed ?? '') !== text || found.isFetching
  const close = (): void => {
    setOpen(false)
    setTyped(null)
    setCursor(0)
  }
  const take = (code: string): void => {
    close()
    if (code !== value) onChange(code)
  }
  // Whoever goes on before the answer is there gets what the list would have offered first; a term of payment may be anybody's own words.
  const leave = (wish: string): void => {
    const row = rows[at]
    if (wish === '' || list === 'paymentTerms') take(wish)
    else if (row && !isStale) take(row.code)
    else {
      close()
      call('reference.find', { list, text: wish, limit: 1 }).then(([first]) => take(first?.code ?? wish), () => take(wish))
    }
  }
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const own = (): void => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      own()
      setCursor(rows.length === 0 ? 0 : (at + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length)
    } else if (isOpen && event.key === 'Escape') {
      own()
      close()
    } else if (isOpen && event.key === 'Enter' && typed !== null) {
      own()
      const row = rows[at]
      take(row && !isStale ? row.code : typed.trim())
    } else if (!isOpen && event.key === 'ArrowDown') {
      own()
      setOpen(true)
    }
  }
  return (
    <FieldFrame
      {...field} value={typed ?? value} onChange={(next) => { setTyped(next); setOpen(true); setCursor(0) }}
      onBlur={() => {
        if (typed !== null) leave(typed.trim())
        else close()
      }}
    >
      <span className="input picker-seat" ref={seat}>
        <Input role="combobox" aria-autocomplete="list" aria-expanded={isOpen} aria-controls={isOpen ? listId : undefined} aria-activedescendant={isOpen && rows.length > 0 ? `${listId}-${at}` : undefined} onFocus={(event) => event.target.select()} onKeyDown={keyDown} />
        {typed === null && name !== '' && name !== value && <span className="code-name" title={name}>{name}</span>}
      </span>
      {isOpen && (
        <Floating anchor={seat} onClose={close} className="picker-list-seat">
          <ul className="picker-list" role="listbox" id={listId} aria-label={field.label}>
            {rows.map((row, index) => (
              <li key={row.code} id={`${listId}-${index}`} role="option" aria-selected={index === at} className={index === at ? 'on' : ''} onMouseDown={(event) => event.preventDefault()} onMouseMove={() => setCursor(index)} onClick={() => take(row.code)}>
                <span className="name"><b>{row.code}</b> {row.name[language]}</span>{row.own && <span className="stock">{t('shipments:own')}</span>}
              </li>
            ))}
            {rows.length === 0 && !isStale && <li className="none" role="option" aria-selected={false} aria-disabled="true">{t('kit:nothingFound')}</li>}
          </ul>
        </Floating>
      )}
    </FieldFrame>
  )
}
