import { useSyncExternalStore } from 'react'

// A book that is being filled (the demo) is open in the backend before it is whole: until then the page stays where the
// progress and the way to stop it are.

let isMaking = false
const listeners = new Set<() => void>()

export function setMaking(value: boolean): void {
  isMaking = value
  for (const listener of listeners) listener()
}

export function useMaking(): boolean {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, () => isMaking)
}
