import { resolve as resolvePath } from 'node:path'
import type { ConflictField } from '../contract/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { print, printJson, writeOutput } from './output.ts'

type Run = (connection: Connection, given: Arguments, json: boolean) => Promise<number>

export const apartUsages = {
  conflicts: 'mendunia conflicts --book F [--id ID] [--list]    what devices did while apart; of one document its open fields; --list: what was decided',
  resolve: 'mendunia resolve ID --book F --field NAME --choose DEVICE|--value TEXT\n  mendunia resolve ID --book F --keep|--discard    of a draft that was thrown away elsewhere',
  join: 'mendunia join ID STAYS --book F\n  mendunia join ID --book F --undo\n  mendunia join ID OTHER --book F --apart    two different things: not proposed again',
  quarantine: 'mendunia quarantine --book F [--id ID --out F.json | --id ID --discard]',
  parcel: 'mendunia parcel write FILE|FOLDER --book F [--complete] [--for DEVICE]\n  mendunia parcel read FILE --book F\n  mendunia parcel --book F --list',
} as const

/** One line for each value of a field: whose, and what. */
function fieldLines(field: ConflictField): string[] {
  const shown = (value: unknown): string => (value === null ? '(cleared)' : typeof value === 'string' ? value : JSON.stringify(value))
  return [
    `${field.name} (${field.kind})${field.before ? `  before: ${shown(field.before.value)}` : ''}`,
    ...field.choices.map((choice) => `  ${choice.device}: ${shown(choice.value)}${choice.isShown ? '  *' : ''}`),
  ]
}

export const runConflicts: Run = async (connection, given, json) => {
  const id = given.text('id')
  if (given.flags.has('list')) {
    const rows = await connection.call('conflict.decisions', id === undefined ? {} : { about: id })
    if (json) printJson(rows)
    else for (const row of rows) print(`${row.at}  ${row.author} (${row.device})  ${row.what}  ${row.about} ${row.name}${row.fields.map((field) => `  ${field.name}=${JSON.stringify(field.chosen)}`).join('')}`)
    return 0
  }
  if (id === undefined) {
    const rows = await connection.call('conflict.list', {})
    if (json) printJson(rows)
    else for (const row of rows) print(`${row.kind}  ${row.id}  ${row.code} ${row.name}${row.other ? `  ${row.other.id}  ${row.other.code} ${row.other.name}` : ''}${row.fields > 0 ? `  fields ${row.fields}` : ''}`)
    return 0
  }
  const conflict = await connection.call('conflict.get', { id })
  if (json) printJson(conflict)
  else {
    if (conflict.isDiscarded) print('discarded on another device')
    for (const field of conflict.fields) for (const line of fieldLines(field)) print(line)
  }
  return 0
}

export const runResolve: Run = async (connection, given, json) => {
  const id = given.positionals[0]
  if (id === undefined) throw new UsageError('the document is missing')
  const { rev, fields } = await connection.call('conflict.get', { id })
  const keeps = given.flags.has('keep')
  const discards = given.flags.has('discard')
  if (keeps && discards) throw new UsageError('--keep and --discard exclude each other')
  const choices: ({ name: string; device: string; counter: number } | { name: string; text: string })[] = []
  const wanted = given.text('field')
  if (wanted !== undefined) {
    const field = fields.find(({ name }) => name === wanted || name === `event/${wanted}`)
    if (!field) throw new UsageError(`the field ${wanted} is not open; open: ${fields.map(({ name }) => name).join(', ') || 'none'}`)
    const device = given.text('choose')
    const text = given.text('value')
    if ((device === undefined) === (text === undefined)) throw new UsageError('either --choose or --value is needed')
    const choice = field.choices.find((one) => one.device === device)
    if (text !== undefined) choices.push({ name: field.name, text })
    else if (choice) choices.push({ name: field.name, device: choice.device, counter: choice.counter })
    else throw new UsageError(`no value of device ${device ?? ''}; devices: ${field.choices.map((one) => one.device).join(', ')}`)
  } else if (!keeps && !discards) throw new UsageError('--field, --keep or --discard is missing')
  const done = await connection.call('conflict.resolve', { id, rev, choices, ...(keeps ? { discard: 'keep' as const } : discards ? { discard: 'discard' as const } : {}) })
  if (json) printJson(done)
  else print(`${id}: ${done.open} open`)
  return 0
}

export const runJoin: Run = async (connection, given, json) => {
  const [id, other] = given.positionals
  if (id === undefined) throw new UsageError('the document is missing')
  if (given.flags.has('undo')) await connection.call('duplicate.separate', { id })
  else if (other === undefined) throw new UsageError('the document that stays is missing')
  else if (given.flags.has('apart')) await connection.call('duplicate.keepApart', { id, other })
  else await connection.call('duplicate.join', { id, stays: other })
  if (json) printJson({ id, done: given.flags.has('undo') ? 'separated' : given.flags.has('apart') ? 'apart' : 'joined' })
  return 0
}

export const runQuarantine: Run = async (connection, given, json) => {
  const id = given.text('id')
  if (id === undefined) {
    const rows = await connection.call('quarantine.list', {})
    if (json) printJson(rows.map(({ excerpt: _excerpt, ...row }) => row))
    else for (const row of rows) print(`${row.reason}  ${row.id}  ${row.number ?? ''}  device ${row.device || '?'}  ${row.at ?? ''}  ${row.bytes} bytes${row.mayDiscard ? '  may be discarded' : ''}`)
    return 0
  }
  if (given.flags.has('discard')) {
    const done = await connection.call('quarantine.discard', { id })
    if (json) printJson(done)
    return 0
  }
  writeOutput(given.text('out'), Buffer.from((await connection.call('quarantine.export', { id })).base64, 'base64'))
  return 0
}

export const runParcel: Run = async (connection, given, json) => {
  const [what, file] = given.positionals
  if (given.flags.has('list')) {
    const state = await connection.call('parcel.state', {})
    if (json) printJson(state)
    else {
      print(`${state.pending} changes to send`)
      for (const peer of state.peers) print(`${peer.device}: last parcel ${peer.writtenAt}, read ${peer.readAt}; has ${peer.has} of ${peer.of}`)
    }
    return 0
  }
  if ((what !== 'write' && what !== 'read') || file === undefined) throw new UsageError('write or read, and the file, are missing')
  if (what === 'write') {
    const device = given.text('for')
    const done = await connection.call('parcel.write', { file: resolvePath(file), complete: given.flags.has('complete'), ...(device === undefined ? {} : { device }) })
    if (json) printJson(done)
    else print(`${done.file}: ${done.documents} documents, ${done.bytes} bytes${done.since === 0 ? ', the whole book' : ''}`)
    return 0
  }
  const done = await connection.call('parcel.read', { file: resolvePath(file) })
  if (json) printJson(done)
  else {
    print(`parcel of ${done.device}, ${done.writtenAt}: ${done.fresh} new of ${done.documents} documents`)
    if (done.gap) process.stderr.write('a parcel before this one was not read here\n')
    for (const one of done.refused) process.stderr.write(`${one.id}: ${one.reason}\n`)
  }
  return 0
}
