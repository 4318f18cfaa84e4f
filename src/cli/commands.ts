import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serve } from '../backend/process/index.ts'
import { type TextLanguage, errorText } from '../backend/error-text.ts'
import { type ReportName, reportNames } from '../contract/index.ts'
import { type Refusal, RefusalError, refuse } from '../core/errors/index.ts'
import { paperList } from '../backend/papers/paper-list.ts'
import { apartUsages, runConflicts, runJoin, runParcel, runQuarantine, runResolve } from './apart-commands.ts'
import { type Arguments, UsageError } from './arguments.ts'
import { type Connection, connect, connectToBook } from './connection.ts'
import { importRequest, importUsage, runImport } from './import-command.ts'
import { exportCoretax } from './export-coretax.ts'
import { nearbyUsage, runNearby } from './nearby-command.ts'
import { print, printJson, progressLine, writeOutput } from './output.ts'
import { keepReport, reportArgumentsOf } from './report-options.ts'
import { checkServerAct, lineOf, runServer, serverUsage } from './server-command.ts'
import { runSync, syncUsage } from './sync-command.ts'

interface Manner { readonly language: TextLanguage; readonly json: boolean }
interface Command { readonly usage: string; run(given: Arguments, manner: Manner): Promise<number> }

const eventsFileBytesMax = 100 * 1024 * 1024
/** Events that go to the backend in one call: enough to share commits, few enough to report soon. */
const eventsPerCall = 100

export const commands: Readonly<Record<string, Command>> = {
  init: {
    usage: 'mendunia init --book F --company C.json [--chart default|trader|exporter|cooperative]',
    run: async (given, manner) => {
      const file = resolve(given.need('book'))
      const company = readJson(given.need('company'))
      if (typeof company !== 'object' || company === null || Array.isArray(company)) throw new RefusalError(refuse('FILE_INVALID'))
      const chart = given.text('chart') ?? 'default'
      if (!isChart(chart)) throw new UsageError(`unknown chart '${chart}'`)
      return withConnection(connect(connectOptions(given)), async (connection) => {
        const info = await connection.call('book.create', { file, company: company as Record<string, unknown>, chart })
        if (manner.json) printJson(info)
        else print(`${info.file}: ${info.company}, device ${info.device}`)
        return 0
      })
    },
  },
  demo: {
    usage: 'mendunia demo --book F',
    run: async (given, manner) =>
      withConnection(connect({ ...connectOptions(given), onEvent: progressLine() }), async (connection) => {
        const info = await cancellable(connection, 'demo', () => connection.call('book.demo', { file: resolve(given.need('book')) }))
        if (manner.json) printJson(info)
        else print(`${info.file}: ${info.company}, ${info.documents} documents`)
        return 0
      }),
  },
  clone: {
    usage: 'mendunia clone --book F --invitation CODE\n  mendunia clone --book F --remote URL|FILE [--user U --password P] [--ca FILE] [--pin SHA256] [--proxy URL] [--login basic|session|token]',
    run: async (given, manner) =>
      withConnection(connect({ ...connectOptions(given), onEvent: progressLine() }), async (connection) => {
        const file = resolve(given.need('book'))
        const code = given.text('invitation')
        const info = code === undefined
          ? await cancellable(connection, 'clone', () => connection.call('book.clone', { file, remote: remoteOf(given.need('remote')), ...credentials(given), ...lineOf(given) }))
          : await cancellable(connection, 'join', () => connection.call('book.join', { file, code }))
        if (manner.json) printJson(info)
        else print(`${info.file}: ${info.company}, device ${info.device}, ${info.documents} documents`)
        return 0
      }),
  },
  apply: {
    usage: 'mendunia apply EVENTS.json --book F [--as NAME]',
    run: async (given, manner) => {
      const file = given.positionals[0]
      if (file === undefined) throw new UsageError('the events file is missing')
      const book = given.need('book')
      const events = readEvents(file, manner.language)
      if (events === null) return 1
      return withBook(given, book, async (connection) => {
        for (let start = 0; start < events.length; start += eventsPerCall) {
          const reply = await cancellable(connection, 'events.apply', () => connection.call('events.apply', { events: events.slice(start, start + eventsPerCall), language: manner.language }))
          for (const { docId: _docId, ...result } of reply.results) {
            const { params: _params, ...error } = result.error ?? { params: {} }
            printJson({ index: (result.index ?? 0) + start, event: result.event, id: result.id, status: result.status, ...(result.number ? { number: result.number } : {}), ...(result.error ? { error } : {}) })
          }
          if (reply.refused) return 1
        }
        return 0
      })
    },
  },
  report: {
    usage: `mendunia report NAME --book F [--from D] [--to D] [--as-of D] [--by month|product|buyer|country] [--compare-from D] [--compare-to D] [--as-known ID] [--lang id|en|zh] [--format table|json|csv|xlsx|pdf] [--out F]\n  mendunia report NAME --book F --list    what was printed, exported or closed, to be shown as it was known\n  NAME: ${reportNames.join(', ')}`,
    run: async (given, manner) => {
      const name = given.positionals[0]
      if (name === undefined) throw new UsageError('the name of the report is missing')
      if (!isReport(name)) throw new RefusalError(refuse('REPORT_UNKNOWN', { name }))
      const format = given.flags.has('json') ? 'json' : (given.text('format') ?? 'table')
      const reportArguments = reportArgumentsOf(given)
      const out = given.text('out')
      return withBook(given, given.need('book'), async (connection) => {
        if (given.flags.has('list')) {
          const prints = await connection.call('report.prints', { name })
          if (manner.json) printJson(prints)
          else for (const kept of prints) print(`${kept.id}  ${kept.at}  ${kept.how}  ${kept.report}  ${kept.period ?? Object.values(kept.arguments).join(' ')}  ${kept.author}`)
          return 0
        }
        if (format === 'json') writeOutput(out, `${JSON.stringify(await connection.call('report.run', { name, arguments: reportArguments }))}\n`)
        else if (format === 'table') writeOutput(out, await connection.call('report.text', { name, arguments: reportArguments, language: manner.language }))
        else if (format === 'csv' || format === 'xlsx' || format === 'pdf') {
          if (out === undefined && format !== 'csv') throw new UsageError(`--out is needed for ${format}`)
          writeOutput(out, Buffer.from((await connection.call('report.export', { name, arguments: reportArguments, format, language: manner.language })).base64, 'base64'))
          if (out !== undefined) await keepReport(connection, name, reportArguments)
        } else throw new RefusalError(refuse('FORMAT_UNKNOWN', { format }))
        return 0
      })
    },
  },
  document: {
    usage: 'mendunia document TYPE --book F --id ID|--shipment ID [--lang id,en,zh] [--paper A4|F4|Letter|Label] [--format pdf|png] [--today D] [--draft] [--out F]\n  mendunia document --list',
    run: async (given, manner) => {
      if (given.flags.has('list')) {
        const types = paperList()
        if (manner.json) printJson(types)
        else for (const paper of types) print(`${paper.type}: ${paper.title[manner.language]}\n  ${paper.needs.filter((need) => need.required).map((need) => need.field).join(', ')}`)
        return 0
      }
      const type = given.positionals[0]
      if (type === undefined) throw new UsageError('the type of the document is missing')
      const id = given.text('id') ?? given.need('shipment')
      return withBook(given, given.need('book'), async (connection) => {
        const file = await connection.call('paper.render', { type, id, languages: paperLanguages(given), paper: paperSize(given), format: imageFormat(given), ...clockOf(given), draft: given.flags.has('draft') })
        const out = given.text('out') ?? file.fileName
        writeOutput(out, Buffer.from(file.base64, 'base64'))
        if (manner.json) printJson({ out, fileName: file.fileName, pages: file.pages, findings: file.findings.map(({ code, severity, field }) => ({ code, severity, field })) })
        else for (const finding of file.findings) process.stderr.write(`${finding.severity} ${finding.code}: ${finding.message[manner.language]}\n`)
        return 0
      })
    },
  },
  documents: {
    usage: 'mendunia documents --book F --id ID|--shipment ID [--lang id,en,zh] [--today D] [--draft] --out FOLDER',
    run: async (given, manner) => {
      const id = given.text('id') ?? given.need('shipment')
      const folder = given.need('out')
      mkdirSync(folder, { recursive: true })
      return withBook(given, given.need('book'), async (connection) => {
        const written: string[] = []
        const refused: { type: string; codes: string[] }[] = []
        for (const offer of await connection.call('paper.offer', { id, ...clockOf(given) })) {
          const errors = offer.findings.filter((finding) => finding.severity === 'error')
          if (errors.length > 0 && !given.flags.has('draft')) {
            refused.push({ type: offer.type, codes: errors.map((finding) => finding.code) })
            continue
          }
          const file = await connection.call('paper.render', { type: offer.type, id, languages: paperLanguages(given), paper: paperSize(given), ...clockOf(given), draft: given.flags.has('draft') })
          writeOutput(join(folder, file.fileName), Buffer.from(file.base64, 'base64'))
          written.push(file.fileName)
        }
        if (manner.json) printJson({ written, refused })
        else {
          for (const name of written) print(name)
          for (const paper of refused) process.stderr.write(`${paper.type}: ${paper.codes.join(', ')}\n`)
        }
        return refused.length === 0 ? 0 : 1
      })
    },
  },
  check: {
    usage: 'mendunia check --book F --shipment ID|--id ID [--today D]',
    run: async (given, manner) =>
      withBook(given, given.need('book'), async (connection) => {
        const id = given.text('id') ?? given.need('shipment')
        if (id.startsWith('shipment:')) {
          const found = (await connection.call('shipment.check', { id, ...clockOf(given) })).map(({ code, severity, paper, field, message }) => ({ code, severity, paper, field, message: message[manner.language] }))
          if (manner.json) printJson(found)
          else for (const { code, severity, paper, field, message } of found) print(`${severity} ${paper} ${code} (${field ?? ''}): ${message}`)
          return found.some(({ severity }) => severity === 'error') ? 1 : 0
        }
        const findings = (await connection.call('paper.offer', { id, ...clockOf(given) })).flatMap((offer) =>
          offer.findings.map(({ code, severity, field, message }) => ({ code, severity, paper: offer.type, field, message: message[manner.language] })))
        if (manner.json) printJson({ findings })
        else for (const { code, severity, paper, field, message } of findings) print(`${severity} ${paper} ${code}${field === null || field === undefined ? '' : ` (${field})`}: ${message}`)
        return findings.some(({ severity }) => severity === 'error') ? 1 : 0
      }),
  },
  export: {
    usage: 'mendunia export journal|beancount|csv|json --book F [--in-base] [--lang id|en|zh] --out F\n  mendunia export coretax --book F --from D [--to D] [--id ID,ID] [--skip-bad] [--json] --out F.xml',
    run: async (given, manner) => {
      const kind = given.positionals[0]
      if (kind === undefined) throw new UsageError('the kind of the export is missing')
      if (kind === 'coretax') return withBook(given, given.need('book'), (connection) => exportCoretax(connection, given, manner))
      if (!isExport(kind)) throw new RefusalError(refuse('FORMAT_UNKNOWN', { format: kind }))
      const out = given.text('out')
      if (out === undefined && manner.json) throw new UsageError('--json needs --out')
      return withBook(given, given.need('book'), async (connection) => {
        const bytes = Buffer.from((await connection.call('book.export', { kind, language: manner.language, inBase: given.flags.has('in-base') })).base64, 'base64')
        writeOutput(out, bytes)
        if (manner.json) printJson({ out, bytes: bytes.length })
        return 0
      })
    },
  },
  twin: {
    usage: 'mendunia twin --book F [--keep journal|beancount|none] [--lang id|en|zh]',
    run: async (given, manner) =>
      withBook(given, given.need('book'), async (connection) => {
        const keep = given.text('keep')
        if (keep !== undefined && keep !== 'journal' && keep !== 'beancount' && keep !== 'none') throw new UsageError('--keep is journal, beancount or none')
        const twin = keep === undefined ? await connection.call('book.twin', {}) : await connection.call('book.keepTwin', { kind: keep === 'none' ? null : keep, language: manner.language })
        if (manner.json) printJson(twin)
        else print(twin ? `${twin.file} ${twin.writtenAt ?? ''}`.trim() : 'no readable copy is kept')
        return 0
      }),
  },
  import: {
    usage: importUsage,
    run: async (given, manner) => {
      importRequest(given)
      return withBook(given, given.need('book'), (connection) => runImport(connection, given, manner))
    },
  },
  server: {
    usage: serverUsage,
    run: async (given, manner) => {
      checkServerAct(given)
      const book = given.text('book')
      const options = { ...connectOptions(given), onEvent: progressLine() }
      return withConnection(book === undefined ? connect(options) : await connectToBook(book, options), (connection) => runServer(connection, given, { ...credentials(given), ...lineOf(given) }, manner.json))
    },
  },
  sync: {
    usage: syncUsage,
    run: async (given, manner) =>
      withBook(given, given.need('book'), (connection) => {
        const remote = given.text('remote')
        return runSync(given, manner.json, connection, { ...(remote === undefined ? {} : { remote: remoteOf(remote) }), ...credentials(given), ...lineOf(given) })
      }),
  },
  conflicts: { usage: apartUsages.conflicts, run: (given, manner) => withBook(given, given.need('book'), (connection) => runConflicts(connection, given, manner.json)) },
  resolve: { usage: apartUsages.resolve, run: (given, manner) => withBook(given, given.need('book'), (connection) => runResolve(connection, given, manner.json)) },
  join: { usage: apartUsages.join, run: (given, manner) => withBook(given, given.need('book'), (connection) => runJoin(connection, given, manner.json)) },
  quarantine: { usage: apartUsages.quarantine, run: (given, manner) => withBook(given, given.need('book'), (connection) => runQuarantine(connection, given, manner.json)) },
  parcel: { usage: apartUsages.parcel, run: (given, manner) => withBook(given, given.need('book'), (connection) => runParcel(connection, given, manner.json)) },
  nearby: { usage: nearbyUsage, run: (given, manner) => withBook(given, given.need('book'), (connection) => runNearby(connection, given, manner.json)) },
  verify: {
    usage: 'mendunia verify --book F',
    run: async (given, manner) =>
      withBook(given, given.need('book'), async (connection) => {
        const result = await connection.call('book.verify', {})
        if (manner.json) printJson(result)
        else {
          for (const { check, count } of result.checks) print(`${check}: ${count}`)
          for (const problem of result.problems) print(`✗ ${problem.check}: ${problem.detail}`)
          print(result.ok ? 'ok' : 'not ok')
        }
        return result.ok ? 0 : 1
      }),
  },
  backup: {
    usage: 'mendunia backup --book F --out F2',
    run: async (given, manner) =>
      withBook(given, given.need('book'), async (connection) => {
        const result = await connection.call('book.backup', { file: resolve(given.need('out')) })
        if (manner.json) printJson(result)
        else print(`${result.file}: ${result.bytes} bytes`)
        return 0
      }),
  },
  restore: {
    usage: 'mendunia restore BACKUP --book F',
    run: async (given, manner) => {
      const source = given.positionals[0]
      if (source === undefined) throw new UsageError('the backup is missing')
      return withConnection(connect(connectOptions(given)), async (connection) => {
        const info = await connection.call('book.restore', { backup: resolve(source), file: resolve(given.need('book')) })
        if (manner.json) printJson(info)
        else print(`${info.file}: ${info.company}, device ${info.device}`)
        return 0
      })
    },
  },
  serve: {
    usage: 'mendunia serve --book F [--port N]',
    run: async (given, manner) => {
      const port = given.text('port')
      const book = given.text('book')
      if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65535)) throw new UsageError('--port takes a number up to 65535')
      const running = await serve({
        mustOpen: true, ...(port === undefined ? {} : { port: Number(port) }), ...(book === undefined ? {} : { book: resolve(book) }), ...(given.text('data') === undefined ? {} : { dataFolder: given.text('data') }),
      }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EADDRINUSE' ? new UsageError(`port ${port ?? ''} is not free`) : error
      })
      if (manner.json) printJson({ url: running.url })
      else print(running.url)
      await new Promise<void>((done) => {
        process.once('SIGINT', done)
        process.once('SIGTERM', done)
      })
      await running.close()
      return 0
    },
  },
}

function connectOptions(given: Arguments): { dataFolder?: string; author?: string } {
  return definedOnly({ dataFolder: given.text('data'), author: given.text('as') })
}

async function withConnection(connection: Connection, work: (connection: Connection) => Promise<number>): Promise<number> {
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

/** Ctrl+C ends the work at a place where it is whole; a second one ends the program. */
async function cancellable<T>(connection: Connection, job: string, work: () => Promise<T>): Promise<T> {
  const cancel = (): void => void connection.call('job.cancel', { job }).catch(() => undefined)
  process.once('SIGINT', cancel)
  try {
    return await work()
  } finally {
    process.removeListener('SIGINT', cancel)
  }
}

async function withBook(given: Arguments, book: string, work: (connection: Connection) => Promise<number>): Promise<number> {
  return withConnection(await connectToBook(book, { ...connectOptions(given), onEvent: progressLine() }), work)
}

function readJson(file: string): unknown {
  let size: number
  try {
    size = statSync(file).size
  } catch {
    throw new RefusalError(refuse('FILE_NOT_FOUND', { file }))
  }
  if (size > eventsFileBytesMax) throw new RefusalError(refuse('FILE_TOO_LARGE', { size, max: eventsFileBytesMax }))
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new RefusalError(refuse('FILE_INVALID'))
  }
}

/** The events of a file; a refused file is told in the form of a refused event (index null) and gives null. */
function readEvents(file: string, language: TextLanguage): readonly unknown[] | null {
  try {
    const content = readJson(file)
    const events = typeof content === 'object' && content !== null ? (content as { events?: unknown }).events : undefined
    if (!Array.isArray(events)) throw new RefusalError(refuse('FILE_INVALID'))
    return events
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const refusal = error.refusals[0] as Refusal
    printJson({ index: null, status: 'refused', error: { code: refusal.code, message: errorText(refusal, language) } })
    return null
  }
}

function remoteOf(remote: string): string {
  return /^https?:\/\//.test(remote) ? remote : resolve(remote)
}

function credentials(given: Arguments): { user?: string; password?: string } {
  return definedOnly({ user: given.text('user'), password: given.text('password') ?? process.env['MENDUNIA_PASSWORD'] })
}

function paperLanguages(given: Arguments): TextLanguage[] {
  const languages = (given.text('lang') ?? 'en').split(',')
  for (const language of languages) if (language !== 'id' && language !== 'en' && language !== 'zh') throw new UsageError(`unknown language '${language}'`)
  return (languages as TextLanguage[]).slice(0, 2)
}

function paperSize(given: Arguments): 'A4' | 'F4' | 'Letter' | 'Label' {
  const paper = given.text('paper') ?? 'A4'
  if (paper !== 'A4' && paper !== 'F4' && paper !== 'Letter' && paper !== 'Label') throw new UsageError(`unknown paper '${paper}'`)
  return paper
}

/** The day that counts as today, where the command line says so. @throws UsageError */
function clockOf(given: Arguments): { today?: string } {
  const today = given.text('today')
  if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError(`no such day '${today}'`)
  return today === undefined ? {} : { today }
}

function imageFormat(given: Arguments): 'pdf' | 'png' {
  const format = given.text('format') ?? 'pdf'
  if (format !== 'pdf' && format !== 'png') throw new RefusalError(refuse('FORMAT_UNKNOWN', { format }))
  return format
}

function isExport(kind: string): kind is 'journal' | 'beancount' | 'csv' | 'json' {
  return kind === 'journal' || kind === 'beancount' || kind === 'csv' || kind === 'json'
}

function isReport(name: string): name is ReportName {
  return (reportNames as readonly string[]).includes(name)
}

function isChart(name: string): name is 'default' | 'trader' | 'exporter' | 'cooperative' {
  return name === 'default' || name === 'trader' || name === 'exporter' || name === 'cooperative'
}

function definedOnly<T extends Record<string, unknown>>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}
