// What both sides of the adapter's bench do, and what is asked of ours.
export interface SideFigures {
  /** Milliseconds by piece of work. */
  ms: Record<string, number>
  /** Milliseconds of processor time, all threads: what is left of a figure when others use the machine too. */
  cpuMs: Record<string, number>
  /** Largest resident size of the process. */
  peakBytes: number
}

export const documentCount = 20_000
export const putCount = 1_000
export const readCount = 10_000
/** Documents that go to the server and back: it is the slow side. */
export const onLine = 4_000

export interface Aim {
  readonly work: string
  readonly what: string
  /** How many times as fast as LevelDB's adapter. */
  readonly times: number
}

export const aims: readonly Aim[] = [
  { work: 'bulkDocs', what: `bulkDocs of ${documentCount} documents`, times: 3 },
  { work: 'puts', what: `${putCount} single puts, one after the other`, times: 1 },
  { work: 'putsAtOnce', what: `${putCount} single puts, under way at once`, times: 1 },
  { work: 'gets', what: `${readCount} random gets`, times: 3 },
  { work: 'allDocs', what: 'allDocs', times: 2 },
  { work: 'allDocsBodies', what: 'allDocs with documents', times: 2 },
  { work: 'changes', what: 'changes', times: 2 },
  { work: 'changesBodies', what: 'changes with documents', times: 2 },
  { work: 'replication', what: `replication of ${documentCount}, local to local`, times: 2 },
  { work: 'push', what: `push of ${onLine} to one server`, times: 1.3 },
  { work: 'pull', what: `pull of ${onLine} from it`, times: 1 },
]
