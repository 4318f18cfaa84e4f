// A PC with its own program folder and one book, through the backend as the page and the command line use it.
import { join } from 'node:path'
import { type Backend, createBackend } from '../src/backend/backend.ts'
import { createSecretStore } from '../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../src/backend/transport/index.ts'
import type { AttentionRow, ContractName, InputOf, OutputOf } from '../src/contract/index.ts'
import { RefusalError } from '../src/core/errors/index.ts'

export class Pc {
  readonly book: string
  readonly #backend: Backend
  readonly #dispatch
  readonly #name: string

  /** @param name  of its user, of its book and of its program folder, within `folder` */
  constructor(folder: string, name: string) {
    this.#name = name
    this.book = join(folder, `${name}.mendunia`)
    const dataFolder = join(folder, `data-${name}`)
    this.#backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
    this.#dispatch = createDispatch(this.#backend)
  }

  async call<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const reply = await this.#dispatch(name, input, { ...ownerSession, author: this.#name })
    if (!reply.ok) throw new RefusalError(...reply.refusals)
    return reply.value as OutputOf<Name>
  }

  refusal<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<string> {
    return this.call(name, input).then(() => 'done', (error: unknown) => (error as RefusalError).refusals[0]?.code ?? String(error))
  }

  async post(...events: readonly object[]): Promise<void> {
    const { results } = await this.call('events.apply', { events: [...events] })
    const others = results.filter(({ status }) => status !== 'posted')
    if (others.length > 0) throw new Error(`not posted: ${JSON.stringify(others)}`)
  }

  async attention(...kinds: readonly string[]): Promise<AttentionRow[]> {
    const { rows } = await this.call('list.page', { list: 'attention', offset: 0, limit: 1000 })
    return (rows as AttentionRow[]).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
  }

  async rows(list: 'parties' | 'products' | 'openItems'): Promise<readonly Record<string, unknown>[]> {
    return (await this.call('list.page', { list, offset: 0, limit: 1000 })).rows as unknown as Record<string, unknown>[]
  }

  async close(): Promise<void> {
    await this.#backend.close()
  }
}
