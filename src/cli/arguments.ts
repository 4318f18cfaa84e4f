import { parseArgs } from 'node:util'

/** Wrong use of the command line: exit code 2. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: string
  readonly positionals: readonly string[]
  readonly flags: ReadonlySet<string>
  text(name: string): string | undefined
  /** @throws UsageError if it is missing */
  need(name: string): string
}

const textOptions = [
  'book', 'company', 'chart', 'keep', 'from', 'to', 'as-of', 'currency', 'lang', 'format', 'out', 'id', 'shipment', 'paper', 'remote', 'user', 'password', 'profile',
  'port', 'as', 'data', 'today', 'account', 'product', 'party', 'by', 'compare-from', 'compare-to', 'as-known', 'name', 'field', 'choose', 'value', 'for', 'host', 'code',
  'ca', 'pin', 'proxy', 'login', 'token', 'days', 'invitation', 'data-saver',
] as const
const flagOptions = ['json', 'draft', 'list', 'live', 'help', 'dry-run', 'skip-bad', 'keep', 'discard', 'undo', 'apart', 'complete', 'in-base', 'version', 'push-only', 'pull-only', 'compare', 'server-follows', 'follow-server', 'accept-deletions', 'keep-deleted', 'pause', 'resume'] as const

/** Options may stand anywhere; the first word that is not one is the command. @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  let parsed
  try {
    parsed = parseArgs({
      args: [...argv], allowPositionals: true, strict: true,
      options: {
        ...Object.fromEntries(textOptions.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(flagOptions.map((name) => [name, { type: 'boolean' as const }])),
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const values = parsed.values as Record<string, string | boolean | undefined>
  const [command = '', ...positionals] = parsed.positionals
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    command, positionals, text,
    flags: new Set(flagOptions.filter((name) => values[name] === true)),
    need: (name) => {
      const value = text(name)
      if (value === undefined || value === '') throw new UsageError(`--${name} is missing`)
      return value
    },
  }
}
