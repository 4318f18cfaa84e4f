// A backend for the transports' own tests: it notes what reaches it and answers as told.
import type { BackendEvent, ContractName, Reply } from '../../contract/index.ts'
import type { BackendCore, Session } from './dispatch.ts'

export interface FakeBackend extends BackendCore {
  readonly calls: { name: ContractName; input: unknown; session: Session }[]
  readonly listeners: Set<(event: BackendEvent) => void>
  emit(event: BackendEvent): void
}

export function fakeBackend(answer: (name: ContractName, input: unknown) => Promise<Reply<unknown>> | Reply<unknown> = () => ({ ok: true, value: null })): FakeBackend {
  const calls: FakeBackend['calls'] = []
  const listeners = new Set<(event: BackendEvent) => void>()
  return {
    calls,
    listeners,
    call: (name, input, session) => {
      calls.push({ name, input, session })
      return answer(name, input)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    close: () => {},
  }
}
