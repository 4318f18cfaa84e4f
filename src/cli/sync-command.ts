import type { LineInput, SyncComparison, SyncStatus } from '../contract/index.ts'
import { RefusalError } from '../core/errors/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { print, printJson } from './output.ts'

export const syncUsage =
  'mendunia sync --book F [--remote URL|FILE] [--user U --password P] [--ca FILE] [--pin SHA256] [--proxy URL] [--login basic|session|token] [--live] [--push-only|--pull-only] [--compare] [--server-follows|--follow-server] [--accept-deletions|--keep-deleted] [--pause|--resume] [--data-saver on|off]'

interface Login {
  readonly remote?: string
  readonly user?: string
  readonly password?: string
  readonly line?: LineInput
}

const betweenExchangesMs = 5_000

/** @param login  the remote and what opens it, as the calls take them */
export async function runSync(given: Arguments, json: boolean, connection: Connection, login: Login): Promise<number> {
  const { flags } = given
  for (const [one, other] of [['push-only', 'pull-only'], ['server-follows', 'follow-server'], ['accept-deletions', 'keep-deleted'], ['pause', 'resume']]) {
    if (flags.has(one!) && flags.has(other!)) throw new UsageError(`--${one!} and --${other!} exclude each other`)
  }
  if (flags.has('compare')) {
    tellComparison(await connection.call('sync.compare', login), json)
    return 0
  }
  if (flags.has('follow-server')) {
    const done = await connection.call('sync.follow', {})
    if (json) printJson(done)
    else print(`${done.info.file}: device ${done.info.device}; kept: ${done.kept}`)
    return 0
  }
  if (flags.has('pause') || flags.has('resume')) {
    tell(await connection.call('sync.pause', { on: flags.has('pause') }), json)
    return 0
  }
  const saver = given.text('data-saver')
  if (saver !== undefined) {
    if (saver !== 'on' && saver !== 'off') throw new UsageError('--data-saver takes on or off')
    await connection.call('sync.options', { dataSaver: saver === 'on' })
  }
  const ways: 'push' | 'pull' | undefined = flags.has('push-only') ? 'push' : flags.has('pull-only') ? 'pull' : undefined
  const once = async (first: boolean): Promise<void> => {
    const order = { ...(ways ? { ways } : {}), ...(first ? { acceptDeletions: flags.has('accept-deletions'), acceptReplaced: flags.has('server-follows') } : {}) }
    tell(await connection.call('sync.now', { ...login, ...order }), json)
  }
  try {
    await once(true)
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const code = error.refusals[0]?.code
    if (code === 'SYNC_DELETIONS' && flags.has('keep-deleted')) {
      await connection.call('sync.keepDeleted', {})
      await once(false)
    } else if (code === 'SYNC_REPLACED' && !json) {
      // Whoever is asked a question should see what it is about.
      tellComparison(await connection.call('sync.compare', login), json)
      throw error
    } else throw error
  }
  if (!flags.has('live')) return 0
  await new Promise<void>((done) => {
    const timer = setInterval(() => void once(false).catch((error: unknown) => process.stderr.write(`${String(error)}\n`)), betweenExchangesMs)
    process.once('SIGINT', () => {
      clearInterval(timer)
      done()
    })
  })
  return 0
}

function tell(status: SyncStatus, json: boolean): void {
  if (json) printJson(status)
  else print(`${status.state}: ${status.pushed} sent, ${status.pulled} received`)
}

function tellComparison({ onlyHere, onlyThere, same }: SyncComparison, json: boolean): void {
  if (json) {
    printJson({ onlyHere, onlyThere, same })
    return
  }
  print(`in both: ${same}; only here: ${onlyHere.count}; only there: ${onlyThere.count}`)
  for (const [where, { documents }] of [['here', onlyHere], ['there', onlyThere]] as const) for (const { id, label } of documents) print(`  only ${where}: ${label === null ? id : `${label} (${id})`}`)
}
