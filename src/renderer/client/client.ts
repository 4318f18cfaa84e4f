import { QueryClient } from '@tanstack/react-query'
import type { BackendEvent, ContractName, InputOf, OutputOf, Topic } from '../../contract/index.ts'
import { RefusalError } from '../../core/errors/index.ts'
import { connection } from './connection.ts'

/**
 * Asks the backend.
 * @throws RefusalError with every refusal of the answer
 */
export async function call<N extends ContractName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const reply = await connection().call(name, input)
  if (!reply.ok) throw new RefusalError(...reply.refusals)
  return reply.value as OutputOf<N>
}

/** @returns a function that ends the subscription */
export function subscribe(listener: (event: BackendEvent) => void): () => void {
  return connection().onEvent(listener)
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The backend says what changed; nothing is read again by the clock or by a window coming to the front.
    queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Reads again whatever depends on one of these topics. */
export function refresh(topics: readonly Topic[]): void {
  void queryClient.invalidateQueries({
    predicate: (query) => {
      const own = query.meta?.topics as readonly Topic[] | undefined
      return own !== undefined && own.some((topic) => topics.includes(topic))
    },
  })
}

/** Drops every answer about a book: what is read next is of the book that is open then. */
export function forgetBook(): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' && query.queryKey[0] !== 'preferences.get' })
}

/** Keeps the queries live for as long as the page runs. */
export function keepLive(): () => void {
  return subscribe((event) => {
    if (event.event === 'changed') refresh(event.topics)
    if (event.event === 'backend' && event.state === 'ready') void queryClient.invalidateQueries()
    if (event.event === 'sync') queryClient.setQueryData(['sync.status', {}], event.status)
  })
}
