// Where this user's own data of the program lies: preferences, remembered numbers of each book, secrets. One folder for the window, the
// browser page and the command line, so that all three know the same.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `MENDUNIA_DATA` if set, else the system's place for a program's data. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const named = environment['MENDUNIA_DATA']
  if (named !== undefined && named !== '') return named
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Mendunia', 'data')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Mendunia', 'data')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'mendunia')
}
