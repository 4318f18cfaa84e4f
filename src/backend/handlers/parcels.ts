import { changesToSend, parcelName, parcelPeers, readParcel, writeParcel } from '../../sync/parcel/index.ts'
import { companyName } from '../book-keeper.ts'
import { discardQuarantined, quarantineFile, quarantineRows } from '../conflicts/quarantine.ts'
import type { Handlers } from '../context.ts'

export const parcelHandlers: Handlers<'parcel.state' | 'parcel.write' | 'parcel.read' | 'quarantine.list' | 'quarantine.export' | 'quarantine.discard'> = {
  'parcel.state': ({ book }) => {
    const open = book()
    const of = open.revisions.updateSequence()
    return {
      pending: changesToSend(open), name: parcelName(companyName(open), open.device.code, open.now()),
      peers: parcelPeers(open).map(({ device, writtenAt, readAt, ours }) => ({ device, writtenAt, readAt, has: ours, of })),
    }
  },
  'parcel.write': ({ book, jobs }, { file, complete, device }) => {
    const open = book()
    return jobs.run('parcel.write', (job) => writeParcel(open, companyName(open), file, { complete, device }, { progress: (done, total) => job.progress(done, total, ''), breathe: () => job.breathe() }))
  },
  'parcel.read': ({ book, jobs, emit }, { file }) => {
    const open = book()
    return jobs.run('parcel.read', async (job) => {
      const done = await readParcel(open, file, { progress: (count, total) => job.progress(count, total, ''), breathe: () => job.breathe() })
      emit({ event: 'changed', topics: ['sync'] })
      return done
    })
  },
  'quarantine.list': ({ book }) => quarantineRows(book()),
  'quarantine.export': ({ book }, { id }) => quarantineFile(book(), id),
  'quarantine.discard': ({ book, session, today }, { id }) => {
    discardQuarantined(book(), id, session.author, today())
    return { id }
  },
}
