import type { Handlers } from '../context.ts'
import { checkServer, parseServerAddress, setUpServer, userNameOf } from '../../sync/index.ts'
import { joinBook } from '../clone-book.ts'
import { askForRotation, deviceRows, expelDevice, factsOfInvitation, inviteDevice, proposedDatabase, serverOf, vouchForDevice, withRefusals } from '../devices.ts'
import { bookInfo } from './book.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'

export const serverHandlers: Handlers<
  'server.setup' | 'server.check' | 'server.invite' | 'server.expel' | 'server.rotate' | 'device.list' | 'device.vouch' | 'invitation.read' | 'book.join'
> = {
  'server.setup': ({ sync, keeper }, { remote, user, password, line }) =>
    withRefusals(async () => {
      const book = keeper.current
      const address = parseServerAddress(remote, { user, password })
      const database = address.database ?? proposedDatabase(book)
      const device = book?.device.code ?? 'A'
      const known = await sync.connection()
      // A repetition goes on with the password that this device has: the device is not shut out by it.
      const isOurs = known?.user === userNameOf(database, device) && known.url === `${address.root}/${encodeURIComponent(database)}`
      const done = await setUpServer({ address, database, device, ...(isOurs ? { password: known.password } : {}), line })
      if (book && done.password !== null) await sync.configure({ url: done.database, user: done.user, password: done.password, live: true, createDatabase: false, line })
      return done
    }),
  'server.check': (context, given) => withRefusals(async () => {
    const { address, line } = await serverOf(context, given, context.keeper.current ? undefined : 'mendunia')
    return checkServer(address, line)
  }),
  'server.invite': (context, given) => inviteDevice(context, given),
  'server.expel': (context, given) => expelDevice(context, given),
  'server.rotate': (context, { device }) =>
    withRefusals(async () => {
      const own = context.book().device.code
      if (device === undefined || device === own) {
        if (!(await context.sync.rotatePassword())) throw new RefusalError(refuse('SERVER_ADMIN_NEEDED'))
        return { device: own, done: true }
      }
      askForRotation(context, device)
      await context.sync.now()
      return { device, done: false }
    }),
  'device.list': ({ book }) => deviceRows(book()),
  'device.vouch': (context, { device }) => vouchForDevice(context, device),
  'invitation.read': (_context, { code }) => factsOfInvitation(code, new Date().toISOString()),
  'book.join': async (context, { file, code }) => {
    await context.jobs.run('join', (job) => joinBook(context, file, code, job))
    return bookInfo(context.keeper.info())
  },
}
