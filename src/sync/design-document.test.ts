import { Script } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCouchServer, type CouchServer } from '../../test/couch-server.ts'
import { designDocument, installDesignDocument } from './design-document.ts'

type Validate = (newDoc: object, oldDoc: object | null) => void

// As CouchDB does: the text is evaluated alone, without our globals.
const validate = new Script(`(${designDocument.validate_doc_update})`).runInNewContext({}) as Validate

const draft = { _id: 'salesInvoice:01J0000000000000000000000A', type: 'salesInvoice', schema: 1, device: 'A', author: 'siti', at: '2026-11-24T01:02:03.000Z-0000-A' }
const posted = { ...draft, chain: { previous: null } }

/** The code with which a change is forbidden; null if it passes. */
function refusalOf(newDoc: object, oldDoc: object | null = null): string | null {
  try {
    validate(newDoc, oldDoc)
    return null
  } catch (error) {
    return (error as { forbidden: string }).forbidden.split(':')[0]!
  }
}

describe('validate_doc_update', () => {
  it('is ES5', () => {
    expect(designDocument.validate_doc_update).not.toMatch(/=>|`|\b(let|const|class|of)\b/)
    expect(designDocument.validate_doc_update).toMatch(/^function \(newDoc, oldDoc, userCtx, secObj\)/)
  })

  it('lets drafts come, change and go, and posted documents come', () => {
    expect(refusalOf(draft)).toBeNull()
    expect(refusalOf({ ...draft, schema: 2 }, draft)).toBeNull()
    expect(refusalOf({ _id: draft._id, _deleted: true }, draft)).toBeNull()
    expect(refusalOf({ _id: draft._id, _deleted: true })).toBeNull()
    expect(refusalOf(posted)).toBeNull()
    expect(refusalOf({ _id: '_design/other' })).toBeNull()
  })

  it('never lets a posted document change or go', () => {
    expect(refusalOf({ ...posted, author: 'someone' }, posted)).toBe('POSTED_IMMUTABLE')
    expect(refusalOf(draft, posted)).toBe('POSTED_IMMUTABLE')
    expect(refusalOf({ _id: posted._id, _deleted: true }, posted)).toBe('POSTED_IMMUTABLE')
  })

  it.each([
    ['type', undefined, 'ENVELOPE_TYPE'], ['type', 3, 'ENVELOPE_TYPE'], ['_id', 'product:1', 'ENVELOPE_ID'], ['_id', 'salesInvoice:', 'ENVELOPE_ID'],
    ['schema', '1', 'ENVELOPE_SCHEMA'], ['schema', 0, 'ENVELOPE_SCHEMA'], ['schema', 1.5, 'ENVELOPE_SCHEMA'], ['device', '', 'ENVELOPE_DEVICE'],
    ['author', undefined, 'ENVELOPE_AUTHOR'], ['at', 17, 'ENVELOPE_AT'],
  ])('refuses an envelope whose %s is %j', (field, value, code) => {
    expect(refusalOf({ ...draft, [field]: value })).toBe(code)
  })
})

describe('installing it on a server', () => {
  let server: CouchServer
  beforeAll(async () => {
    server = await startCouchServer()
  })
  afterAll(() => server.close())

  it('puts it once, renews an older one and leaves a newer one alone', async () => {
    const remote = { url: server.url, user: server.user, password: server.password }
    expect(await installDesignDocument(remote)).toEqual({ ok: true, outcome: 'installed' })
    expect(await installDesignDocument(remote)).toEqual({ ok: true, outcome: 'unchanged' })
    const path = `${server.url.slice(server.root.length)}/_design/mendunia`
    const put = async (fields: object): Promise<void> => {
      const { body } = await server.request('GET', path)
      expect((await server.request('PUT', path, { ...(body as object), ...fields })).status).toBe(201)
    }
    await put({ version: 0, validate_doc_update: 'function () {}' })
    expect(await installDesignDocument(remote)).toEqual({ ok: true, outcome: 'updated' })
    await put({ version: 99 })
    expect(await installDesignDocument(remote)).toEqual({ ok: true, outcome: 'newerThere' })
    await put({ version: 1 })
    const name = server.url.slice(server.root.length)
    expect((await server.request('PUT', `${name}/${encodeURIComponent(posted._id)}`, posted)).status).toBe(201)
    const stored = (await server.request('GET', `${name}/${encodeURIComponent(posted._id)}`)).body as object
    expect(await server.request('PUT', `${name}/${encodeURIComponent(posted._id)}`, { ...stored, author: 'thief' })).toMatchObject({
      status: 403, body: { error: 'forbidden', reason: expect.stringContaining('POSTED_IMMUTABLE') },
    })
  })

  it('says why it could not', async () => {
    expect(await installDesignDocument({ url: server.url, user: server.user, password: 'wrong' })).toEqual({ ok: false, refusal: { code: 'SYNC_UNAUTHORIZED', params: {} } })
    expect(await installDesignDocument({ url: `${server.root}nowhere`, user: server.user, password: server.password })).toMatchObject({ ok: false, refusal: { code: 'SYNC_NOT_FOUND' } })
  })
})
