// The border of the backend: every call of every transport passes here and nowhere else. It checks name, input and role, and turns
// whatever happens inside into a reply of the closed form.
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { type BackendEvent, contract, type ContractName, type Reply, type Role } from '../../contract/index.ts'
import { type Refusal, RefusalError, refuse } from '../../core/errors/index.ts'

/** On whose behalf a call is made. */
export interface Session {
  readonly role: Role
  /** Written into documents as their author. */
  readonly author: string
  /** File of the book that is meant; calls are refused while another one is open. Without it, whichever is. */
  readonly book?: string | undefined
}

/** Until a book has users there is one implicit owner. */
export const ownerSession: Session = { role: 'owner', author: 'owner' }

/** What the transports know of the backend. */
export interface BackendCore {
  /** Runs a call whose input has passed its schema. May throw RefusalError. */
  call(name: ContractName, input: unknown, session: Session): Promise<Reply<unknown>> | Reply<unknown>
  subscribe(listener: (event: BackendEvent) => void): () => void
  close(): Promise<void> | void
}

export type Dispatch = (name: unknown, input: unknown, session: Session) => Promise<Reply<unknown>>

/** More problems than this in one input help nobody. */
const issuesMax = 20

/**
 * @param log receives what the caller must not see: the facts of an unexpected error, under the reference that the reply names
 * @returns a function that always answers, whatever it is given
 */
export function createDispatch(backend: Pick<BackendCore, 'call'>, log: (line: string, error: unknown) => void = logToStandardError): Dispatch {
  return async (name, input, session) => {
    try {
      if (!isContractName(name)) return refused(refuse('UNKNOWN_COMMAND', { name: typeof name === 'string' ? name.slice(0, 100) : typeof name }))
      const entry = contract[name]
      const allowed: readonly Role[] | 'anyone' = entry.role
      if (allowed !== 'anyone' && !allowed.includes(session.role)) return refused(refuse('ROLE_FORBIDDEN', { role: session.role }))
      const parsed = v.safeParse(entry.input as v.GenericSchema<unknown, unknown>, input, { abortPipeEarly: true })
      if (!parsed.success) return { ok: false, refusals: parsed.issues.slice(0, issuesMax).map(refusalOf) }
      return await backend.call(name, parsed.output, session)
    } catch (error) {
      if (error instanceof RefusalError) return { ok: false, refusals: error.refusals }
      const reference = randomUUID().slice(0, 8)
      log(`INTERNAL ${reference} in ${typeof name === 'string' ? name.slice(0, 100) : typeof name}`, error)
      return refused(refuse('INTERNAL', { reference }))
    }
  }
}

export function isContractName(name: unknown): name is ContractName {
  return typeof name === 'string' && Object.hasOwn(contract, name)
}

const refused = (refusal: Refusal): Reply<never> => ({ ok: false, refusals: [refusal] })

function refusalOf(issue: v.BaseIssue<unknown>): Refusal {
  const path = v.getDotPath(issue)
  const detail = issue.message.slice(0, 200)
  return path === null ? refuse('INPUT_INVALID', { detail }) : refuse('INPUT_INVALID', { detail }, path.slice(0, 200))
}

function logToStandardError(line: string, error: unknown): void {
  console.error(line, error)
}
