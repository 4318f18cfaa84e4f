import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../support.ts'

/** The command line as the user of this data folder; the story's own servers go on meanwhile. @returns what it printed */
export async function mendunia(dataFolder: string, args: readonly string[]): Promise<string> {
  const environment = { ...process.env, HOME: dataFolder, MENDUNIA_DATA: join(dataFolder, 'data') }
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), ...args], { encoding: 'utf8', env: environment })
  return stdout
}

/** A year and a half of trade in a fresh book. @returns its file */
export async function makeDemoBook(dataFolder: string): Promise<string> {
  const book = join(dataFolder, 'demo.mendunia')
  await mendunia(dataFolder, ['demo', '--book', book, '--json'])
  return book
}
