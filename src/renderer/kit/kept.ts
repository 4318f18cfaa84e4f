import { useCallback, useState } from 'react'

// What a list looked like when it was left: its search, the row in hand. For as long as the page is open, and only for the
// book that is open.

const kept = new Map<string, unknown>()

/** State that outlives its screen: back from a document, the list is as it was. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : initial))
  const set = useCallback((next: T) => {
    kept.set(key, next)
    setValue(next)
  }, [key])
  return [value, set]
}

/** Another book: nothing is kept of the lists of the last one. */
export function forgetKept(): void {
  kept.clear()
}
