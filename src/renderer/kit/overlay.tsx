import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Button as AriaButton, Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

export interface OverlayProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** The row of buttons at the end. */
  readonly actions?: ReactNode
  readonly size?: 'narrow' | 'wide'
}

/** Asks before what cannot be undone. */
export function Dialog(props: OverlayProps) {
  return <Overlay {...props} kind="dialog" />
}

/** A side panel: makes something new without leaving what one was doing. */
export function Panel(props: OverlayProps) {
  return <Overlay {...props} kind="panel" />
}

/** A press beside a dialog closes it; beside a panel it does not, because much may have been typed there. */
function Overlay({ size = 'narrow', kind, ...props }: OverlayProps & { kind: 'dialog' | 'panel' }) {
  const frame = useRef<HTMLElement>(null)
  return (
    <ModalOverlay className="veil" isOpen isDismissable={kind === 'dialog'} onOpenChange={(isOpen) => { if (!isOpen) props.onClose() }}>
      <Modal className={`overlay ${kind} ${size}`}>
        <AriaDialog ref={frame} className="overlay-frame" render={(attributes) => <dialog {...(attributes as ComponentProps<'dialog'>)} open />}><Contents {...props} frame={frame} /></AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

const firstControls = '[autofocus], .overlay-body :is(input:not([type=hidden]), button.select), .overlay-actions .main, .overlay-actions button'

function Contents({ title, onClose, children, actions, frame }: Omit<OverlayProps, 'size'> & { frame: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('kit')
  useEffect(() => {
    // What asked for the focus itself keeps it.
    const inside = frame.current?.contains(document.activeElement) ?? false
    const wished = frame.current?.querySelector<HTMLElement>('[autofocus]')
    if (!inside || wished) (wished ?? frame.current?.querySelector<HTMLElement>(firstControls))?.focus()
  }, [frame])
  return (
    <>
      <header className="overlay-head"><Heading slot="title">{title}</Heading><AriaButton className="button quiet close" aria-label={t('close')} onPress={onClose}>×</AriaButton></header>
      <div className="overlay-body">{children}</div>
      {actions !== undefined && <footer className="overlay-actions">{actions}</footer>}
    </>
  )
}
