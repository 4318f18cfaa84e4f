// `npm start`: the window where an Electron runtime and a display exist; otherwise the same backend with the same page in a browser.
//   npm start -- [--demo] [--book FILE] [--port N] [--browser] [--no-open]
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { buildOut } from './build.mjs'

const root = join(import.meta.dirname, '..')

/** The runtime that MENDUNIA_ELECTRON names, else the installed package's, if its binary was fetched; asking the package itself would fetch it. */
export function findElectron(environment = process.env, folder = root) {
  const named = environment.MENDUNIA_ELECTRON
  if (named) return existsSync(named) ? named : undefined
  const home = join(folder, 'node_modules/electron')
  try {
    const binary = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8').trim())
    const version = readFileSync(join(home, 'dist/version'), 'utf8').trim().replace(/^v/, '')
    return version === JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version && existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

export const hasDisplay = (environment = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)

/** Why there will be no window, in one line; undefined when there can be one. */
export function whyNoWindow(options, electron, display) {
  if (options.browser) return 'The page opens in the browser, as asked.'
  if (!display) return 'No window: there is no display here. Open the address in a browser on this PC.'
  if (electron === undefined) return 'No window: no Electron runtime is installed (npx install-electron fetches it, or set MENDUNIA_ELECTRON). The same page opens in the browser.'
  return undefined
}

/** Offers to fetch the runtime, visibly; Enter, or 20 seconds without an answer, goes on without it. */
async function offerElectron() {
  if (!process.stdin.isTTY || !process.stdout.isTTY || !existsSync(join(root, 'node_modules/electron/install.js'))) return undefined
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await new Promise((done) => {
    setTimeout(() => done(''), 20_000).unref()
    prompt.question('The window needs the Electron runtime (about 110 MB). Fetch it now? [y/N] ', done)
  })
  prompt.close()
  if (!/^y/i.test(answer)) return undefined
  console.log('Fetching; Ctrl+C gives up.')
  const child = spawn(process.execPath, ['node_modules/electron/install.js'], { cwd: root, stdio: 'inherit' })
  const ticker = setInterval(() => process.stdout.write('.'), 5000)
  const giveUp = () => child.kill()
  process.once('SIGINT', giveUp)
  await new Promise((done) => child.once('exit', done))
  process.removeListener('SIGINT', giveUp)
  clearInterval(ticker)
  return findElectron()
}

async function startWindow(electron, options) {
  await buildOut({ ifStale: true })
  // A runtime that was packed for another product takes only what lies in its resources/app; the tests put a link there.
  const takesFolder = !existsSync(join(dirname(electron), 'resources/app'))
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...(takesFolder ? [root] : []), ...sandbox, ...(options.demo ? ['--demo'] : []), ...(options.book ? [resolve(options.book)] : [])]
  const child = spawn(electron, args, { cwd: root, stdio: 'inherit' })
  process.exitCode = await new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
}

async function startPage(options, why) {
  await buildOut({ page: true, ifStale: true })
  const { serve } = await import('../src/backend/process/serve.ts')
  const book = options.book === undefined ? undefined : resolve(options.book)
  const serving = await serve({ port: options.port === undefined ? undefined : Number(options.port), demo: options.demo, book })
  console.log(why)
  console.log(`Mendunia: ${serving.url}`)
  console.log('The address works once. Enter prints another; Ctrl+C ends the program.')
  if (!options['no-open'] && hasDisplay()) openBrowser(serving.url)
  let ending = false
  const end = async () => {
    if (ending) process.exit(1)
    ending = true
    await serving.close()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.stdin.isTTY) createInterface({ input: process.stdin }).on('line', () => console.log(`Mendunia: ${serving.newAddress()}`))
}

function openBrowser(url) {
  const [command, ...args] = process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url] : process.platform === 'darwin' ? ['open', url] : ['xdg-open', url]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { demo: { type: 'boolean' }, book: { type: 'string' }, port: { type: 'string' }, browser: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
    })
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error('--port takes a number')
    return values
  } catch (error) {
    console.error(`${error.message}\nnpm start -- [--demo] [--book FILE] [--port N] [--browser] [--no-open]`)
    process.exit(2)
  }
}

if (process.argv[1]?.endsWith('start.mjs')) {
  const options = readOptions()
  let electron = findElectron()
  if (electron === undefined && hasDisplay() && !options.browser && !process.env.MENDUNIA_ELECTRON) electron = await offerElectron()
  const why = whyNoWindow(options, electron, hasDisplay())
  if (why === undefined) await startWindow(electron, options)
  else await startPage(options, why)
}
