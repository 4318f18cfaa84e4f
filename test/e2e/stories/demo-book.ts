import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../support.ts'

/** The command line as the user of this data folder. @returns what it printed */
export function mendunia(dataFolder: string, args: readonly string[]): string {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), ...args], { encoding: 'utf8', env: { ...process.env, HOME: dataFolder, MENDUNIA_DATA: join(dataFolder, 'data') } })
  if (run.status !== 0) throw new Error(`mendunia ${args.join(' ')}: ${run.stderr}${run.stdout}`)
  return run.stdout
}

/** A year and a half of trade in a fresh book. @returns its file */
export function makeDemoBook(dataFolder: string): string {
  const book = join(dataFolder, 'demo.mendunia')
  mendunia(dataFolder, ['demo', '--book', book, '--json'])
  return book
}
