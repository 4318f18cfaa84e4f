import type { Revisions } from '../store/revisions/index.ts'
import { leavesOf } from './transfer.ts'

/** What one side has and the other lacks. */
export interface OneSided {
  readonly count: number
  /** The newest of them, at most `mostNamed`. */
  readonly ids: readonly string[]
}

export interface Comparison {
  readonly onlyHere: OneSided
  readonly onlyThere: OneSided
  /** Documents that both have, wholly. */
  readonly same: number
}

const mostNamed = 200
const batch = 500

interface Diff {
  [id: string]: { missing: string[] }
}

/** Compares a book with a remote by ids and revisions alone: no body goes over the line, nothing is written on either side. */
export async function compareWith(revisions: Revisions, local: PouchDB.Database, peer: PouchDB.Database): Promise<Comparison> {
  const here: string[] = []
  let same = 0
  for (let since = 0; ; ) {
    const rows = revisions.changesSince(since, batch)
    if (rows.length === 0) break
    const named = leavesOf(revisions, rows.map(({ id }) => id).filter((id) => !id.startsWith('_')))
    const diff = named.length === 0 ? {} : ((await peer.revsDiff(Object.fromEntries(named))) as Diff)
    for (const [id] of named) {
      if (Object.hasOwn(diff, id)) here.push(id)
      else same += 1
    }
    since = rows.at(-1)!.seq
  }
  const there: string[] = []
  for (let since: number | string = 0; ; ) {
    const { results, last_seq: last } = await peer.changes({ since, limit: batch, batch_size: batch, style: 'all_docs', return_docs: true })
    const asked = Object.fromEntries(results.filter(({ id }) => !id.startsWith('_')).map(({ id, changes }) => [id, changes.map(({ rev }) => rev)]))
    there.push(...Object.keys((await local.revsDiff(asked)) as Diff))
    if (results.length < batch) break
    since = last
  }
  return { onlyHere: sideOf(here), onlyThere: sideOf(there), same }
}

function sideOf(ids: readonly string[]): OneSided {
  return { count: ids.length, ids: ids.slice(-mostNamed).reverse() }
}
