import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type ShipmentData, folderFields, packageRows, packageTotals, receivedPapers } from '../../core/shipment/index.ts'
import type { Languages } from '../../paperwork/index.ts'
import type { Context, Handlers } from '../context.ts'
import { readSource } from '../importing/source.ts'
import { newUlid } from '../posting/identity.ts'
import { ReferenceLists, findEntries, ownChoices } from '../reference/index.ts'
import {
  changeFolder, checkFolder, factsOf, folderOf, folderShipment, folderView, importShipment, issuePaper, issuedPaper, newFolderDocument, packingChanges, packingRuleOf, printBatch, printPapers, requireFolder,
} from '../shipments/index.ts'

const known = new WeakMap<object, ReferenceLists>()

/** The lists of codes of this installation. */
export function listsOf(context: Pick<Context, 'installation'>): ReferenceLists {
  const lists = known.get(context.installation) ?? new ReferenceLists(context.installation.folder)
  known.set(context.installation, lists)
  return lists
}

const mediaTypes: Readonly<Record<string, string>> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', txt: 'text/plain' }

export const shipmentHandlers: Handlers<
  'shipment.import' | 'shipment.create' | 'shipment.get' | 'shipment.save' | 'shipment.check' | 'shipment.pack' | 'shipment.issue' | 'shipment.issued' | 'shipment.receive' | 'shipment.receivedFile' | 'shipment.forget' | 'shipment.papers' | 'shipment.saveSet' | 'paper.batch'
  | 'reference.find' | 'reference.lists'
> = {
  'shipment.import': ({ book, session, today }, { source }) => importShipment(book(), readSource(source).bytes, session.author, today()),

  'shipment.create': ({ book, session, today }, { documents, today: asked }) => {
    const open = book()
    const { data, orders, invoices } = folderOf(open, documents, asked ?? today())
    const fields = { ...folderFields(data, newUlid), orders, invoices }
    const [saved] = open.transaction(() => open.write([newFolderDocument(open, 'shipment', fields, session.author)]))
    return { id: saved?.id ?? '', rev: saved?.rev ?? '' }
  },

  'shipment.get': (context, { id, today }) => folderView(context.book(), listsOf(context), id, today ?? context.today()),

  'shipment.save': ({ book, session }, { id, rev, changes }) => changeFolder(book(), id, changes, session.author, rev),

  'shipment.check': (context, { id, today }) => {
    const open = context.book()
    return checkFolder(open, listsOf(context), folderShipment(open, requireFolder(open, id)), id, today ?? context.today())
  },

  'shipment.pack': ({ book, session }, { id }) => {
    const open = book()
    const data = folderShipment(open, requireFolder(open, id))
    const { changes, without } = packingChanges(data, (sku) => packingRuleOf(open, sku))
    const saved = changeFolder(open, id, changes, session.author)
    return { ...saved, packages: packageTotals(packageRows(folderShipment(open, requireFolder(open, id)))).packages, without }
  },

  'shipment.issue': (context, { id, type, today, accept }) => issuePaper(context.book(), listsOf(context), id, type, today ?? context.today(), accept, context.session.author),
  'shipment.issued': ({ book }, { id }) => issuedPaper(book(), id),

  'shipment.receive': ({ book, session }, { id, type, number, date, source }) => {
    const open = book()
    requireFolder(open, id)
    const file = source === undefined ? null : readSource(source)
    return open.transaction(() => {
      const fields = { folder: id, type, ...(number === undefined ? {} : { number }), ...(date === undefined ? {} : { date }), ...(file === null ? {} : { file: file.name }) }
      const extension = file?.name.split('.').at(-1)?.toLowerCase() ?? ''
      const attachment = file === null ? {} : { _attachments: { [file.name]: { content_type: mediaTypes[extension] ?? 'application/octet-stream', data: Buffer.from(file.bytes).toString('base64') } } }
      const [saved] = open.write([{ ...newFolderDocument(open, 'receivedPaper', fields, session.author), ...attachment }])
      // The scan's key facts are facts of the folder: nothing is typed twice.
      const known = receivedPapers.find((paper) => paper.type === type)
      const changes = { ...(known?.number !== undefined && number !== undefined ? { [known.number]: number } : {}), ...(known?.date !== undefined && date !== undefined ? { [known.date]: date } : {}) }
      if (Object.keys(changes).length > 0) changeFolder(open, id, changes, session.author)
      return { id: saved?.id ?? '' }
    })
  },

  'shipment.receivedFile': ({ book }, { id }) => {
    const open = book()
    const name = (open.document(id)?.['fields'] as { file?: unknown } | undefined)?.file
    const found = id.startsWith('receivedPaper:') && typeof name === 'string' ? open.revisions.attachmentOf(id, name) : undefined
    if (found === undefined || typeof name !== 'string') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
    return { fileName: name, mediaType: found.contentType, base64: found.data.toString('base64') }
  },

  'shipment.forget': ({ book }, { id }) => {
    const open = book()
    const document = id.startsWith('receivedPaper:') ? open.document(id) : undefined
    if (!document) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
    open.transaction(() => open.write([{ _id: id, _rev: String(document['_rev']), _deleted: true }]))
    return null
  },

  'shipment.papers': async (context, { id, today, types, languages, paper, form, draft }) => {
    const open = context.book()
    const data: ShipmentData = folderShipment(open, requireFolder(open, id))
    const request = { types: types ?? null, languages: languages as unknown as Languages, paper, form, draft, today: today ?? context.today() }
    return context.jobs.run('shipment.papers', (job) => printPapers(data, request, factsOf(open, listsOf(context), data, id), async (done, of) => {
      job.progress(done, of, '')
      await job.breathe()
    }))
  },

  'shipment.saveSet': async (context, { id, today, folder, types, languages, paper }) => {
    const { files, refused } = await shipmentHandlers['shipment.papers'](context, { id, ...(today === undefined ? {} : { today }), ...(types === undefined ? {} : { types }), languages, paper, form: 'files', draft: false })
    const target = resolve(folder)
    try {
      mkdirSync(target, { recursive: true })
      for (const { fileName, base64 } of files) writeFileSync(join(target, fileName), Buffer.from(base64, 'base64'))
    } catch (error) {
      throw new RefusalError((error as NodeJS.ErrnoException).code === 'ENOSPC' ? refuse('DISK_FULL') : refuse('FOLDER_READ_ONLY', { folder: target }))
    }
    return { folder: target, written: files.map(({ fileName }) => fileName), refused }
  },

  'paper.batch': (context, { documents, type, folder, languages, paper, today }) => {
    const open = context.book()
    const request = { documents, type, folder, languages: languages as unknown as Languages, paper, today: today ?? context.today() }
    return context.jobs.run('paper.batch', (job) => printBatch(open, listsOf(context), request, job))
  },

  'reference.find': (context, { list, text, limit }) => findEntries(listsOf(context).list(list), text, limit, ownChoices(context.book(), list)),
  'reference.lists': (context) => listsOf(context).all(),
}
