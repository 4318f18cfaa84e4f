import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useId, useRef } from 'react'
import { Tab, TabList, Tabs as AriaTabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

/** What stands in the footer of a screen that has no own: saved at, last backup. Set by the app. */
export const StandingFooter = createContext<ReactNode>(null)

export interface ScreenTab { readonly id: string; readonly label: string; readonly count?: number }

export interface ScreenProps {
  readonly title: string
  /** Beside the title: a status, a date. */
  readonly subtitle?: ReactNode
  readonly tabs?: readonly ScreenTab[]
  readonly tab?: string
  readonly onTab?: (id: string) => void
  readonly actions?: ReactNode
  readonly aside?: ReactNode
  /** Left part of the 28 px bar; by default when the book was saved. */
  readonly footer?: ReactNode
  /** Right part: the keys that count here. */
  readonly footerEnd?: ReactNode
  readonly children: ReactNode
}

/** The frame of every screen: title, tabs, actions, main part, side part, footer bar. */
export function Screen({ title, subtitle, tabs, tab, onTab, actions, aside, footer, footerEnd, children }: ScreenProps) {
  const { t } = useTranslation('kit')
  const standing = useContext(StandingFooter)
  const content = useRef<HTMLDivElement>(null)
  const main = useRef<HTMLElement>(null)
  const bodyId = useId()
  useEffect(() => {
    // One frame takes the place of another (a document that came, an editor that was posted): its keys work at once, unless a control of
    // its own took the focus already.
    if (document.activeElement === document.body && document.querySelector('dialog[open]') === null) main.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    // What scrolls and holds nothing that takes the focus must take it itself, or the keyboard cannot scroll it.
    const element = content.current
    if (!element) return
    const settle = (): void => {
      // First what costs no layout: a list changes its rows at every turn of the wheel.
      if (element.querySelector('button, input, select, textarea, a[href], [tabindex="0"]') === null && element.scrollHeight > element.clientHeight) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    settle()
    const watch = new MutationObserver(settle)
    watch.observe(element, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [])
  return (
    <div className="screen">
      <main className="screen-main" id="main" tabIndex={-1} ref={main}>
        <header className="screen-head">
          <h1>{title}</h1>
          {subtitle !== undefined && <div className="screen-subtitle">{subtitle}</div>}
          {tabs && <Tabs tabs={tabs} tab={tab} onTab={onTab} label={title} controls={bodyId} />}
          {actions !== undefined && <div className="screen-actions">{actions}</div>}
        </header>
        <div className={aside === undefined ? 'screen-body' : 'screen-body with-aside'} {...(tabs ? { id: bodyId, role: 'tabpanel', 'aria-label': (tabs.find((entry) => entry.id === tab) ?? tabs[0])?.label } : {})}>
          <div className="screen-content" ref={content}>{children}</div>
          {aside !== undefined && <aside className="screen-aside">{aside}</aside>}
        </div>
      </main>
      <footer className="screen-foot"><div>{footer ?? standing}</div><div className="end">{footerEnd ?? t('moreKeys')}</div></footer>
    </div>
  )
}

interface TabsProps {
  readonly tabs: readonly ScreenTab[]
  readonly tab: string | undefined
  readonly onTab: ((id: string) => void) | undefined
  readonly label: string
  /** The element that shows what is chosen. */
  readonly controls?: string
}

/** Views of one screen: arrows move between them, and moving shows. */
export function Tabs({ tabs, tab, onTab, label, controls }: TabsProps) {
  const shown = tabs.find((entry) => entry.id === tab)?.id ?? tabs[0]?.id ?? ''
  // The panel is the screen's own body, which stays where it is when the tab changes: hence not the library's panels.
  return (
    <AriaTabs className="tabs-seat" selectedKey={shown} onSelectionChange={(id) => { if (id !== shown) onTab?.(String(id)) }}>
      <TabList className="tabs" aria-label={label}>
        {tabs.map((entry) => (
          <Tab key={entry.id} id={entry.id} className="tab" render={(attributes) => <div {...(attributes as ComponentProps<'div'>)} aria-controls={attributes['aria-selected'] === true ? controls : undefined} />}>
            {entry.label}{entry.count !== undefined && <i>{entry.count}</i>}
          </Tab>
        ))}
      </TabList>
    </AriaTabs>
  )
}
