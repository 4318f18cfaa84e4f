import { readFileSync } from 'node:fs'
import { renderUnicodeCompact } from 'uqr'
import type { LineInput } from '../contract/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { print, printJson } from './output.ts'

export const serverUsage = `mendunia server setup [URL] [--book F] [--user ADMIN --password P]     database, users, rules; safe to repeat
  mendunia server check [URL] [--book F]                                version, encryption, clock, limits, rights
  mendunia server invite [URL] --book F [--days N]                      a code for one new PC
  mendunia server expel DEVICE [URL] --book F                           shuts a lost device out
  mendunia server rotate [DEVICE] --book F                              another password, for this device at once, for others at their next exchange
  mendunia server devices --book F                                      who is in, invited, shut out
  mendunia server vouch DEVICE --book F                                 says that a device that came in by a password is of the company
  URL: http(s)://[user:password@]server[:port][/database], also as --remote; [--ca FILE] [--pin SHA256] [--proxy URL] [--login basic|session|token] [--token JWT]`

interface Credentials { readonly user?: string; readonly password?: string; readonly line?: LineInput }

/** How the server is reached, from the options; nothing where none is given. @throws what the file system says of the certificate's file */
export function lineOf(given: Arguments): { line?: LineInput } {
  const [ca, pin, proxy, login, token] = ['ca', 'pin', 'proxy', 'login', 'token'].map((name) => given.text(name))
  if (login !== undefined && login !== 'basic' && login !== 'session' && login !== 'token') throw new UsageError(`unknown --login '${login}'`)
  const line: LineInput = {
    ...(ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') }), ...(pin === undefined ? {} : { pin }), ...(proxy === undefined ? {} : { proxy }), ...(login === undefined ? {} : { login }), ...(token === undefined ? {} : { token, login: 'token' as const }),
  }
  return Object.keys(line).length === 0 ? {} : { line }
}

const acts: readonly (string | undefined)[] = ['setup', 'check', 'invite', 'expel', 'rotate', 'devices', 'vouch']

/** Wrong use is told before a book is opened for it. @throws UsageError */
export function checkServerAct(given: Arguments): void {
  const [act] = given.positionals
  if (!acts.includes(act)) throw new UsageError(act === undefined ? 'what to do with the server is missing' : `unknown act '${act}'`)
}

/** @returns the exit code */
export async function runServer(connection: Connection, given: Arguments, credentials: Credentials, json: boolean): Promise<number> {
  const [act, ...rest] = given.positionals
  const isUrl = (text: string): boolean => /^https?:\/\//.test(text)
  const remote = given.text('remote') ?? rest.find(isUrl)
  const device = rest.find((text) => !isUrl(text))?.toUpperCase()
  const administrator = { ...(remote === undefined ? {} : { remote }), ...credentials }
  const needDevice = (): string => {
    if (device === undefined) throw new UsageError('the device is missing')
    return device
  }
  const needBook = (): void => void given.need('book')
  switch (act) {
    case 'setup': {
      if (remote === undefined) throw new UsageError('the address of the server is missing')
      const done = await connection.call('server.setup', { ...administrator, remote })
      if (json) printJson(done)
      else {
        for (const { step, outcome, detail } of done.steps) print(`${step}: ${outcome}${detail === '' ? '' : ` (${detail})`}`)
        print(`database: ${done.database}\nuser: ${done.user}`)
        print(done.password === null ? 'password: as it was set before' : `password: ${done.password}`)
      }
      return done.steps.some(({ outcome }) => outcome === 'failed') ? 1 : 0
    }
    case 'check': {
      const result = await connection.call('server.check', administrator)
      if (json) printJson(result)
      else {
        print(result.database)
        for (const { check, state, detail } of result.findings) print(`${state === 'ok' ? '✓' : state === 'unknown' ? '?' : state === 'warning' ? '!' : '✗'} ${check}: ${detail}`)
      }
      return result.ok ? 0 : 1
    }
    case 'invite': {
      needBook()
      const days = given.text('days')
      if (days !== undefined && !/^[1-9]\d?$/.test(days)) throw new UsageError('--days takes a number up to 90')
      const invitation = await connection.call('server.invite', { ...administrator, ...(days === undefined ? {} : { days: Number(days) }) })
      if (json) printJson(invitation)
      else {
        if (process.stdout.isTTY) print(renderUnicodeCompact(invitation.code, { border: 2 }))
        print(invitation.code)
        process.stderr.write(`device ${invitation.device}, user ${invitation.user}, until ${invitation.until}; whoever has this code can join, once\n`)
      }
      return 0
    }
    case 'expel': {
      needBook()
      const done = await connection.call('server.expel', { ...administrator, device: needDevice() })
      if (json) printJson(done)
      else print(`${done.device}: out of the server (${done.users.join(', ') || 'it had no user'}); its postings count up to ${done.head}`)
      return 0
    }
    case 'rotate': {
      needBook()
      const done = await connection.call('server.rotate', device === undefined ? {} : { device })
      if (json) printJson(done)
      else print(done.done ? `${done.device}: another password is set and kept` : `${done.device}: asked; it takes another password at its next exchange`)
      return 0
    }
    case 'devices':
    case 'vouch': {
      needBook()
      const rows = act === 'vouch' ? await connection.call('device.vouch', { device: needDevice() }) : await connection.call('device.list', {})
      if (json) printJson(rows)
      else for (const row of rows) print(`${row.code}${row.isOwn ? ' (this PC)' : ''}: ${row.standing}, ${row.postings} postings${row.refused > 0 ? `, ${row.refused} refused` : ''}${row.until === null ? '' : `, until ${row.until}`}`)
      return 0
    }
    default:
      throw new UsageError(act === undefined ? 'what to do with the server is missing' : `unknown act '${act}'`)
  }
}
