// PouchDB's types as far as we and the tests use them. The published ones (@types/pouchdb-core) redefine Node's Buffer and bring
// in the browser's globals, for every file of the program that touches them.

declare namespace PouchDB {
  type Plugin = (constructor: never) => void

  interface Static {
    new (name: string, options?: object): Database
    plugin(plugin: Plugin | object): Static
    defaults(options: object): Static
  }

  interface Document {
    _id: string
    _rev: string
    _attachments?: Record<string, { content_type: string; digest?: string; data?: unknown }>;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    [field: string]: any
  }

  interface PutResult {
    ok: boolean
    id: string
    rev: string
  }

  interface Change {
    id: string
    seq: number | string
    changes: { rev: string }[]
    deleted?: boolean
    doc?: Document
  }

  interface ChangesFeed extends Promise<{ results: Change[]; last_seq: number | string }> {
    cancel(): void
    on(event: 'change', listener: (change: Change) => void): this
    on(event: 'error' | 'complete', listener: (value: unknown) => void): this
  }

  interface Database {
    name: string
    id(): Promise<string>
    info(): Promise<{ db_name: string; doc_count: number; update_seq: number | string; [field: string]: unknown }>
    get(id: string, options?: object): Promise<Document>
    put(doc: object, options?: object): Promise<PutResult>
    remove(doc: object): Promise<PutResult>
    bulkDocs(docs: object[], options?: object): Promise<unknown[]>
    allDocs(options?: object): Promise<{ total_rows: number; offset: number; rows: unknown[] }>
    changes(options?: object): ChangesFeed
    revsDiff(revs: object): Promise<object>
    putAttachment(id: string, name: string, ...rest: unknown[]): Promise<PutResult>
    getAttachment(id: string, name: string, options?: object): Promise<unknown>
    removeAttachment(id: string, name: string, rev: string): Promise<PutResult>
    purge(id: string, rev: string): Promise<object>
    compact(): Promise<object>
    close(): Promise<void>
    destroy(): Promise<object>
    sync(other: Database, options?: ReplicationOptions): Sync
    replicate: {
      to(other: Database, options?: ReplicationOptions): Replication
      from(other: Database, options?: ReplicationOptions): Replication
    }
  }

  interface ReplicationOptions {
    live?: boolean
    retry?: boolean
    batch_size?: number
    batches_limit?: number
    heartbeat?: number | false
    timeout?: number | false
    checkpoint?: false | 'source' | 'target'
    doc_ids?: string[]
  }

  interface ReplicationResult {
    ok: boolean
    docs_read: number
    docs_written: number
    doc_write_failures: number
    errors: unknown[]
    last_seq: number | string
    status?: string
    docs?: { _id: string; _rev: string }[]
    pending?: number
  }

  interface Replication extends Promise<ReplicationResult> {
    cancel(): void
    on(event: 'change' | 'complete', listener: (result: ReplicationResult) => void): this
    on(event: 'paused' | 'error' | 'denied' | 'requestError', listener: (error?: unknown) => void): this
    on(event: 'active', listener: () => void): this
    on(event: 'checkpoint', listener: (at: Record<string, unknown>) => void): this
    removeAllListeners(): this
  }

  interface Sync extends Promise<{ push: ReplicationResult; pull: ReplicationResult }> {
    cancel(): void
    on(event: string, listener: (value?: unknown) => void): this
  }
}

declare module 'pouchdb-core' {
  const constructor: PouchDB.Static
  export default constructor
}

declare module 'pouchdb-adapter-http' {
  const plugin: PouchDB.Plugin
  export default plugin
}

declare module 'pouchdb-replication' {
  const plugin: PouchDB.Plugin
  export default plugin
}
