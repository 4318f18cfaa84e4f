import type { DocumentInput, WriteResult } from '../revisions/index.ts'
import type { Store } from './open.ts'
import type { AdapterApi } from './types.ts'

export function bulkDocs(api: AdapterApi, store: Store, docs: DocumentInput[], options: { new_edits?: boolean; was_delete?: boolean }): WriteResult[] {
  return store.revisions.write(docs, {
    newEdits: options.new_edits !== false,
    deterministicRevs: api.__opts.deterministic_revs !== false,
    wasDelete: 'was_delete' in options,
    autoCompaction: api.auto_compaction === true,
  })
}
