// Runs before `npm start`, `npm test` and the other scripts: installs what the lockfile names when node_modules is absent
// or differs from it. Plain JavaScript without dependencies, because it must run on Node 20 in an empty folder.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

/**
 * Compares the lockfile with the list that npm leaves in node_modules.
 * @returns why an installation is needed, or undefined when everything is in place
 */
export function whyInstall(folder = root) {
  const installedPath = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return 'node_modules is missing';
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    if (found === undefined && entry.optional) continue;
    if (found?.version !== entry.version) return `${place.replace(/^node_modules\//, '')} differs from package-lock.json`;
  }
  const runtime = `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  if (wanted[runtime] !== undefined && installed[runtime] === undefined) return 'the pinned Node is missing';
  return undefined;
}

function main() {
  const why = whyInstall();
  if (why === undefined) return 0;
  process.stderr.write(`Installing packages: ${why}.\n`);
  const npm = process.env.npm_execpath;
  const done = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  return done.status ?? 1;
}

if (process.argv[1]?.endsWith('ensure-installed.mjs')) process.exitCode = main();
