import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
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
      <main className="screen-main" id="main" tabIndex={-1}>
        <header className="screen-head">
          <h1>{title}</h1>
          {subtitle !== undefined && <div className="screen-subtitle">{subtitle}</div>}
          {tabs && <Tabs tabs={tabs} tab={tab} onTab={onTab} label={title} />}
          {actions !== undefined && <div className="screen-actions">{actions}</div>}
        </header>
        <div className={aside === undefined ? 'screen-body' : 'screen-body with-aside'}>
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
}

/** Views of one screen: arrows move between them, and moving shows. */
export function Tabs({ tabs, tab, onTab, label }: TabsProps) {
  const at = Math.max(0, tabs.findIndex((entry) => entry.id === tab))
  return (
    <div
      className="tabs" role="tablist" aria-label={label}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        if (step === 0) return
        event.preventDefault()
        const next = (at + step + tabs.length) % tabs.length
        onTab?.(tabs[next]?.id ?? '')
        ;(event.currentTarget.children[next] as HTMLElement | undefined)?.focus()
      }}
    >
      {tabs.map((entry, index) => (
        <button key={entry.id} type="button" role="tab" aria-selected={index === at} tabIndex={index === at ? 0 : -1} onClick={() => onTab?.(entry.id)}>
          {entry.label}{entry.count !== undefined && <i>{entry.count}</i>}
        </button>
      ))}
    </div>
  )
}
