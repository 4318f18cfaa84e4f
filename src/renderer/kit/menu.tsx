import type { ReactNode } from 'react'
import { Button as AriaButton, Header, Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { Kbd } from './button.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly keys?: string
  /** A check mark: an item that is on or off. The menu stays open when it is chosen. */
  readonly isOn?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

type Entry = MenuItem | { readonly heading: string }

interface MenuProps {
  readonly label: string
  readonly items: readonly Entry[]
  readonly children: ReactNode
  readonly className?: string
}

/** A button that opens a menu: arrows, Home, End, letters; Esc gives the focus back. */
export function Menu({ label, items, children, className = 'button quiet' }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className={className} aria-label={label}>{children}</AriaButton>
      <Popover className="floating" placement="bottom end" offset={4}>
        <AriaMenu className="menu" aria-label={label}>{sectionsOf(items).map((section) => <Section key={section.items[0]?.id} {...section} />)}</AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

interface SectionProps { readonly heading: string | null; readonly items: readonly MenuItem[] }

/** What stands under one heading; items with and without a check mark are never in one section. */
function sectionsOf(entries: readonly Entry[]): readonly SectionProps[] {
  const sections: { heading: string | null; items: MenuItem[] }[] = []
  for (const entry of entries) {
    const last = sections.at(-1)
    if ('heading' in entry) sections.push({ heading: entry.heading, items: [] })
    else if (last && (last.items.length === 0 || (last.items[0]?.isOn === undefined) === (entry.isOn === undefined))) last.items.push(entry)
    else sections.push({ heading: null, items: [entry] })
  }
  return sections.filter((section) => section.items.length > 0)
}

function Section({ heading, items }: SectionProps) {
  const checks = items[0]?.isOn !== undefined
  return (
    <MenuSection {...(checks ? { selectionMode: 'multiple' as const, selectedKeys: items.filter((item) => item.isOn).map((item) => item.id) } : {})} {...(heading === null ? { 'aria-label': items[0]?.label ?? '' } : {})}>
      {heading !== null && <Header className="menu-heading">{heading}</Header>}
      {items.map((item) => (
        <AriaMenuItem key={item.id} id={item.id} textValue={item.label} isDisabled={item.isDisabled ?? false} shouldCloseOnSelect={!checks} onAction={item.run} className="menu-item">
          <span className="check" aria-hidden="true">{item.isOn ? '✓' : ''}</span>{item.label}{item.keys !== undefined && <Kbd keys={item.keys} />}
        </AriaMenuItem>
      ))}
    </MenuSection>
  )
}
