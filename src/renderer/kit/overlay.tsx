import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export interface OverlayProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** The row of buttons at the end. */
  readonly actions?: ReactNode
  readonly size?: 'narrow' | 'wide'
}

function Overlay({ title, onClose, children, actions, size = 'narrow', kind }: OverlayProps & { kind: 'dialog' | 'panel' }) {
  const { t } = useTranslation('kit')
  const titleId = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = box.current
    const before = document.activeElement as HTMLElement | null
    if (element && !element.open) element.showModal()
    const wanted = element?.querySelector<HTMLElement>('[autofocus], .overlay-body input:not([type=hidden]), .overlay-body select, .overlay-actions .main, .overlay-actions button')
    wanted?.focus()
    return () => {
      element?.close()
      before?.focus()
    }
  }, [])
  return (
    <dialog
      ref={box} className={`overlay ${kind} ${size}`} aria-labelledby={titleId}
      onCancel={(event) => { event.preventDefault(); if (event.target === event.currentTarget) onClose() }}
      onMouseDown={(event) => { if (event.target === event.currentTarget && kind === 'dialog') onClose() }}
    >
      <div className="overlay-frame">
        <header className="overlay-head"><h2 id={titleId}>{title}</h2><button type="button" className="button quiet close" aria-label={t('close')} onClick={onClose}>×</button></header>
        <div className="overlay-body">{children}</div>
        {actions !== undefined && <footer className="overlay-actions">{actions}</footer>}
      </div>
    </dialog>
  )
}

/** Asks before what cannot be undone. */
export function Dialog(props: OverlayProps) {
  return <Overlay {...props} kind="dialog" />
}

/** A side panel: makes something new without leaving what one was doing. */
export function Panel(props: OverlayProps) {
  return <Overlay {...props} kind="panel" />
}
