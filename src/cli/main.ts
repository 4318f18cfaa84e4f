import { programVersion } from '../backend/version.ts'
import { RefusalError } from '../core/errors/index.ts'
import { type Arguments, UsageError, readArguments } from './arguments.ts'
import { commands } from './commands.ts'
import { languageOf } from './language.ts'
import { fileRefusal, print, printRefusals } from './output.ts'

/** Runs one command. @returns the exit code: 0 done, 1 refused with a typed error, 2 wrong usage */
export async function main(argv: readonly string[]): Promise<number> {
  let given: Arguments
  try {
    given = readArguments(argv)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 2
  }
  if (given.flags.has('version')) {
    print(programVersion)
    return 0
  }
  const command = commands[given.command]
  if (!command || given.flags.has('help')) {
    const usage = command ? command.usage : Object.values(commands).map((entry) => entry.usage).join('\n')
    if (given.flags.has('help') || given.command === 'help') {
      print(usage)
      return 0
    }
    process.stderr.write(`${given.command === '' ? '' : `unknown command '${given.command}'\n`}${usage}\n`)
    return 2
  }
  const language = languageOf(given)
  const json = given.flags.has('json') || given.text('format') === 'json'
  try {
    return await command.run(given, { language, json })
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nusage: ${command.usage}\n`)
      return 2
    }
    if (error instanceof RefusalError) {
      printRefusals(error.refusals, language, json)
      return 1
    }
    const known = fileRefusal(error)
    if (!known) throw error
    printRefusals([known], language, json)
    return 1
  }
}
