import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'

interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly children: ReactNode
  /** Which edge of the anchor it keeps to. */
  readonly align?: 'start' | 'end'
  /** At least as wide as the anchor. */
  readonly matchWidth?: boolean
  readonly className?: string
}

const gapPx = 4

/**
 * What floats above the page beside its anchor: in the top layer, so that no card or dialog cuts it off; below the anchor where
 * there is room, otherwise above.
 */
export function Floating({ anchor, children, align = 'start', matchWidth = false, className = '' }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.showPopover?.()
    const place = (): void => {
      const at = anchor.current?.getBoundingClientRect()
      if (!at) return
      if (matchWidth) element.style.minWidth = `${at.width}px`
      const height = element.offsetHeight
      const below = window.innerHeight - at.bottom - gapPx
      const goesUp = height > below && at.top > below
      const width = element.offsetWidth
      const left = align === 'end' ? at.right - width : at.left
      element.style.left = `${Math.max(gapPx, Math.min(left, window.innerWidth - width - gapPx))}px`
      element.style.top = goesUp ? `${Math.max(gapPx, at.top - height - gapPx)}px` : `${at.bottom + gapPx}px`
      element.style.maxHeight = `${Math.max(120, (goesUp ? at.top : below) - 2 * gapPx)}px`
    }
    place()
    const watch = new ResizeObserver(place)
    watch.observe(element)
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
    return () => {
      watch.disconnect()
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('resize', place)
    }
  }, [anchor, align, matchWidth])
  return <div ref={box} popover="manual" className={`floating ${className}`}>{children}</div>
}
