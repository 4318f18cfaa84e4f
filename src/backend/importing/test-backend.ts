import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractName, InputOf, OutputOf } from '../../contract/index.ts'
import { RefusalError } from '../../core/errors/index.ts'
import { createBackend } from '../backend.ts'
import { createSecretStore } from '../process/index.ts'
import { createDispatch, ownerSession } from '../transport/index.ts'

export const samplesFolder = join(import.meta.dirname, '../../../test/fixtures/samples')
export const sample = (name: string): { file: string } => ({ file: join(samplesFolder, name) })
export const content = (text: string, name = 'table.csv'): { name: string; base64: string } => ({ name, base64: Buffer.from(text, 'utf8').toString('base64') })

export interface TestBackend {
  readonly folder: string
  call<N extends ContractName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** The codes that a call is refused with. */
  codes<N extends ContractName>(name: N, input: InputOf<N>): Promise<string[]>
  close(): Promise<void>
}

/** A backend with a new book in a folder of its own, for tests. */
export async function testBackend(chart: 'default' | 'exporter' = 'default'): Promise<TestBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-importing-'))
  const backend = createBackend({ dataFolder: join(folder, 'data'), secrets: createSecretStore(join(folder, 'data')) })
  const dispatch = createDispatch(backend)
  const test: TestBackend = {
    folder,
    call: async (name, input) => {
      const reply = await dispatch(name, input, ownerSession)
      if (!reply.ok) throw new RefusalError(...reply.refusals)
      return reply.value as never
    },
    codes: async (name, input) => {
      const reply = await dispatch(name, input, ownerSession)
      return reply.ok ? [] : reply.refusals.map((refusal) => refusal.code)
    },
    close: async () => {
      await backend.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await test.call('book.create', { file: join(folder, 'books.mendunia'), company: { name: 'CV Laras Nusantara Contoh' }, chart })
  return test
}
