import { createContext, useContext } from 'react'

/** Makes master data in a side panel without leaving the screen; resolves to what was made, null if the person let it be. */
export interface Creation {
  party(text: string): Promise<Made | null>
  product(text: string): Promise<Made | null>
}

export interface Made {
  readonly code: string
  readonly name: string
}

const nothing: Creation = { party: () => Promise.resolve(null), product: () => Promise.resolve(null) }

/** The app gives the panels: a feature does not know another one. */
export const CreationContext = createContext<Creation>(nothing)

export const useCreation = (): Creation => useContext(CreationContext)
