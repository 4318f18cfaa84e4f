import { useSyncExternalStore } from 'react'

/** Where the person is: a screen, the thing it shows, and what it remembers (tab, filter, what a new document starts from). */
export interface Place {
  readonly screen: string
  readonly id?: string
  readonly params?: Readonly<Record<string, string>>
}

export const homePlace: Place = { screen: 'home' }

/** `#/sales.invoice/<id>?tab=papers`: a place as the address shows it. */
export function hashOf(place: Place): string {
  const query = new URLSearchParams(place.params).toString()
  return `#/${place.screen}${place.id === undefined ? '' : `/${encodeURIComponent(place.id)}`}${query === '' ? '' : `?${query}`}`
}

/** @returns null for an address that names no screen */
export function placeOf(hash: string): Place | null {
  const parts = /^#\/([A-Za-z]+(?:\.[A-Za-z]+)*)(?:\/([^?]+))?(?:\?(.*))?$/.exec(hash)
  if (!parts?.[1]) return null
  const params = Object.fromEntries(new URLSearchParams(parts[3] ?? ''))
  let id: string | undefined
  try {
    id = parts[2] === undefined ? undefined : decodeURIComponent(parts[2])
  } catch {
    return null
  }
  return { screen: parts[1], ...(id === undefined ? {} : { id }), ...(Object.keys(params).length > 0 ? { params } : {}) }
}

const isSame = (a: Place, b: Place): boolean => hashOf(a) === hashOf(b)

let place: Place = typeof location === 'undefined' ? homePlace : (placeOf(location.hash) ?? homePlace)
let depth = 0
const listeners = new Set<() => void>()

function arrive(next: Place): void {
  place = next
  for (const listener of listeners) listener()
}

export const navigation = {
  get place(): Place {
    return place
  },
  go(next: Place): void {
    if (isSame(place, next)) return
    depth += 1
    history.pushState({ depth }, '', hashOf(next))
    arrive(next)
  },
  /** Changes where one is without a step back to it: another tab, the id that a new draft got. */
  replace(next: Place): void {
    history.replaceState({ depth }, '', hashOf(next))
    arrive(next)
  },
  /** One step back; from the first place to `fallback`. */
  back(fallback: Place = homePlace): void {
    if (depth > 0) history.back()
    else if (!isSame(place, fallback)) navigation.replace(fallback)
  },
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', (event) => {
    depth = (event.state as { depth?: number } | null)?.depth ?? 0
    arrive(placeOf(location.hash) ?? homePlace)
  })
}

export function usePlace(): Place {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, () => place)
}

/** `{ place, go, replace, back }` */
export function useNavigation() {
  return { place: usePlace(), go: navigation.go, replace: navigation.replace, back: navigation.back }
}
