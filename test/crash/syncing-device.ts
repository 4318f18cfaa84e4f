// One PC of the killed sync, in a process of its own: opens its book, exchanges all the time, posts events and prints the id of each
// after it was told that it is saved. Ends when its input ends.  node syncing-device.ts BOOK DATA-FOLDER SERVER NAME
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'

const [file, dataFolder, url, name] = process.argv.slice(2) as [string, string, string, string]
const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
const dispatch = createDispatch(backend)
const call = async (command: string, input: object): Promise<unknown> => {
  const reply = await dispatch(command, input, ownerSession)
  if (!reply.ok) throw new Error(`${command}: ${JSON.stringify(reply.refusals)}`)
  return reply.value
}

let running = true
process.stdin.resume().once('end', () => {
  running = false
})
await call('book.open', { file })
await call('sync.configure', { url, user: '', live: true })
process.stdout.write('open\n')
const start = Date.now()
for (let n = 0; running; n += 1) {
  const id = `${name}-${start}-${n}`
  const amount = `${1000 + n}.00`
  const events = [
    { event: 'journal.post', id, date: '2026-11-20', lines: [{ account: '6104', debit: amount }, { account: '1111', credit: amount }] },
    { event: 'party.add', id, date: '2026-11-20', code: id.toUpperCase(), name: `Mitra ${id}` },
    { event: 'expense.post', id, date: '2026-11-21', account: '1111', lines: [{ account: '6103', amount }] },
  ] as const
  await call('event.post', { event: events[n % events.length] })
  process.stdout.write(`${id}\n`)
  await new Promise((resolve) => setTimeout(resolve, 4))
}
await backend.close()
process.exit(0)
