// Before the stories: the page and the shell as they are built, if a source changed since.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export default function setup(): void {
  const kind = process.env['MENDUNIA_ELECTRON'] === undefined ? ['--page'] : []
  const built = spawnSync(process.execPath, [join(root, '.config/build.mjs'), '--if-stale', ...kind], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`)
}
