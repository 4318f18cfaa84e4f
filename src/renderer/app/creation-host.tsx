import { type ReactNode, useMemo, useState } from 'react'
import { PartyPanel } from '../features/parties/party-panel.tsx'
import { ProductPanel } from '../features/products/product-panel.tsx'
import { type Creation, CreationContext, type Made } from './creation.ts'

interface Wish {
  readonly kind: 'party' | 'product'
  readonly text: string
  readonly resolve: (made: Made | null) => void
}

/** Shows the side panel that a picker asked for, on whatever screen it stands. */
export function CreationHost({ children }: { children: ReactNode }) {
  const [wish, setWish] = useState<Wish | null>(null)
  const creation = useMemo<Creation>(() => {
    const ask = (kind: Wish['kind']) => (text: string) => new Promise<Made | null>((resolve) => setWish({ kind, text, resolve }))
    return { party: ask('party'), product: ask('product') }
  }, [])
  const end = (made: Made | null): void => {
    setWish(null)
    wish?.resolve(made)
  }
  return (
    <CreationContext.Provider value={creation}>
      {children}
      {wish?.kind === 'party' && <PartyPanel text={wish.text} onEnd={end} />}
      {wish?.kind === 'product' && <ProductPanel text={wish.text} onEnd={end} />}
    </CreationContext.Provider>
  )
}
