import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../src/cli/mendunia.ts')
/** A command that takes longer hangs. */
const patienceMs = 60_000

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Standard output as JSON. */
  json<T = Record<string, unknown>>(): T
  /** Its lines, each as JSON. */
  lines<T = Record<string, unknown>>(): T[]
}

/** A person at a PC: a folder for files, and the program's own data apart from everybody else's. */
export class Desk {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'mendunia-desk-'))
  readonly #running = new Set<ChildProcess>()

  file(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, content: unknown): string {
    const file = this.file(name)
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }

  start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
      cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MENDUNIA_DATA: this.file('data'), MENDUNIA_BOOKS: this.file('books'), LANG: 'C' },
    })
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    return child
  }

  run(...args: string[]): Promise<Outcome> {
    return ended(this.start(...args), args)
  }

  /** Runs, and fails loudly unless it ends well. */
  async done(...args: string[]): Promise<Outcome> {
    const outcome = await this.run(...args)
    if (outcome.code !== 0) throw new Error(`mendunia ${args.join(' ')} ended with ${outcome.code}: ${outcome.out.slice(0, 2000)}${outcome.err.slice(0, 2000)}`)
    return outcome
  }

  clear(): void {
    for (const child of this.#running) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export function ended(child: ChildProcess, args: readonly string[] = []): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const parts: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
    for (const stream of ['stdout', 'stderr'] as const) child[stream]?.on('data', (part: Buffer) => parts[stream].push(part))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`mendunia ${args.join(' ')} did not end`))
    }, patienceMs)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      const out = Buffer.concat(parts.stdout).toString('utf8')
      resolve({
        code, out, err: Buffer.concat(parts.stderr).toString('utf8'),
        json: () => JSON.parse(out) as never,
        lines: () => out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as never),
      })
    })
  })
}

/** The first line that a running command prints. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8')
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.once('close', () => reject(new Error('it ended before it printed anything')))
  })
}

/** Of `actual` only what `wanted` names: extra keys are allowed, array elements are not. */
export function narrowed(actual: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(actual)) return actual.map((element, index) => narrowed(element, wanted[index]))
  if (typeof wanted !== 'object' || wanted === null || typeof actual !== 'object' || actual === null) return actual
  const members = actual as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(wanted).map(([key, member]) => [key, narrowed(members[key], member)]))
}
