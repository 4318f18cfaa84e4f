import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Kbd } from './button.tsx'
import { Floating } from './floating.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly keys?: string
  /** A check mark: an item that is on or off. The menu stays open when it is chosen. */
  readonly isOn?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

interface MenuProps {
  readonly label: string
  readonly items: readonly (MenuItem | { readonly heading: string })[]
  readonly children: ReactNode
  readonly className?: string
}

/** A button that opens a menu: arrows, Home, End, letters; Esc gives the focus back. */
export function Menu({ label, items, children, className = 'button quiet' }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const seat = useRef<HTMLSpanElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const entries = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  useEffect(() => {
    if (isOpen) entries()[0]?.focus()
  }, [isOpen])
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const all = entries()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }
    if (event.key === 'Escape' || event.key === 'Tab') close()
    else if (to[event.key] !== undefined) all[((to[event.key] ?? 0) + all.length) % all.length]?.focus()
    else if (event.key.length === 1) {
      const next = [...all.slice(at + 1), ...all].find((entry) => entry.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))
      if (!next || event.key === ' ') return
      next.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="menu-seat" ref={seat} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false) }}>
      <button
        ref={button} type="button" className={className} aria-label={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => { if (event.key === 'ArrowDown') { event.preventDefault(); setOpen(true) } }}
      >{children}</button>
      {isOpen && (
        <Floating anchor={seat} align="end">
          <div className="menu" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
            {items.map((item) => 'heading' in item ? <div key={item.heading} className="menu-heading" role="presentation">{item.heading}</div> : (
              <button
                key={item.id} type="button" tabIndex={-1} role={item.isOn === undefined ? 'menuitem' : 'menuitemcheckbox'} aria-checked={item.isOn} aria-disabled={item.isDisabled || undefined}
                onClick={() => {
                  if (item.isDisabled) return
                  if (item.isOn === undefined) close()
                  item.run()
                }}
              ><span className="check" aria-hidden="true">{item.isOn ? '✓' : ''}</span>{item.label}{item.keys !== undefined && <Kbd keys={item.keys} />}</button>
            ))}
          </div>
        </Floating>
      )}
    </span>
  )
}
