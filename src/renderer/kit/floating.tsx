import type { ReactNode, RefObject } from 'react'
import { Popover } from 'react-aria-components'

interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
  /** Which edge of the anchor it keeps to. */
  readonly align?: 'start' | 'end'
  readonly className?: string
}

/** What floats beside its anchor while the focus stays where it is: below where there is room, otherwise above. */
export function Floating({ anchor, onClose, children, align = 'start', className = '' }: FloatingProps) {
  return <Popover isNonModal isOpen onOpenChange={(isOpen) => { if (!isOpen) onClose() }} triggerRef={anchor} placement={`bottom ${align}`} offset={4} className={`floating ${className}`}>{children}</Popover>
}
