import { type KeyboardEvent, useRef } from 'react'

/** Runs the newest version of an act once a field that is left by the same key has given its value on: dates are read at Enter. */
export function useAfterTyping(act: () => Promise<void>): { run: () => void; onKeyDown: (event: KeyboardEvent) => void } {
  const newest = useRef(act)
  newest.current = act
  const run = (): void => void setTimeout(() => void newest.current())
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    run()
  }
  return { run, onKeyDown }
}
