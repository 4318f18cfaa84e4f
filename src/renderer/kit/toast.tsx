import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

interface Saying {
  readonly id: number
  readonly text: string
  readonly undo: (() => void) | undefined
}

const shownMs = 6000
let sayings: readonly Saying[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: readonly Saying[]): void {
  sayings = next
  for (const listener of listeners) listener()
}

function say(text: string, undo?: () => void): void {
  change([...sayings.slice(-2), { id: nextId++, text, undo }])
}

/** Short news that needs no answer, with an act that takes it back. */
export function useToast(): { say: (text: string, undo?: () => void) => void } {
  return toasts
}
const toasts = { say }

/** The place where news is shown and read out; once in the app. */
export function ToastRegion() {
  const { t } = useTranslation('kit')
  const shown = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, () => sayings)
  useEffect(() => {
    if (shown.length === 0) return
    const timer = setTimeout(() => change(sayings.slice(1)), shownMs)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    // Above dialogs as well: the library makes everything else behind one deaf.
    <div className="toasts" role="status" aria-live="polite" data-react-aria-top-layer="true">
      {shown.map((saying) => (
        <div key={saying.id} className="toast">
          <span>{saying.text}</span>
          {saying.undo && <Button variant="quiet" onPress={() => { saying.undo?.(); change(sayings.filter((other) => other !== saying)) }}>{t('undo')}</Button>}
        </div>
      ))}
    </div>
  )
}
