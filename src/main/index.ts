// The desktop shell: one window, the page inside it, the backend process beside it. It holds no rules of the trade and no database.
import { join } from 'node:path'
import { app, BrowserWindow, screen, session } from 'electron'
import { pageOrigin } from '../contract/shell.ts'
import type { BackendEvent } from '../contract/wire.ts'
import { startBackendProcess } from './backend-channel.ts'
import { BackendSupervisor } from './backend-supervisor.ts'
import { listenToPage, tellPage } from './channel.ts'
import { useKeychain } from './keychain.ts'
import { type LaunchWish, pageAddress, readLaunchWish } from './launch-arguments.ts'
import { setMenu } from './menu.ts'
import { declarePageScheme, servePage } from './page-protocol.ts'
import { removePrintedFiles, runShellAct } from './shell-acts.ts'
import { confineAll, denyPermissions } from './window-rules.ts'
import { firstSize, fitToScreens, keepWindowState, readWindowState } from './window-state.ts'
import { onShellLanguageChange } from './words.ts'

const pageFolder = join(__dirname, '../renderer')
const preloadFile = join(__dirname, '../preload/index.cjs')
const backendEntry = join(__dirname, '../backend/backend/process/main.mjs')

let window: BrowserWindow | undefined
const tell = (event: BackendEvent): void => tellPage(window, event)

const backend = new BackendSupervisor({
  start: () => startBackendProcess(backendEntry, backendArguments()),
  onEvent: (event) => tellPage(window, event),
  onStateChange: (state, refusals) => tell({ event: 'backend', state, refusals }),
  keychain: useKeychain,
})

/** Without a folder of its own for user data the backend takes the one that it shares with the command line. */
function backendArguments(): string[] {
  return app.commandLine.hasSwitch('user-data-dir') ? ['--data', join(app.getPath('userData'), 'books')] : []
}

function openWindow(wish: LaunchWish): void {
  const stateFile = join(app.getPath('userData'), 'window.json')
  const kept = fitToScreens(readWindowState(stateFile), screen.getAllDisplays().map((display) => display.workArea))
  const opened = new BrowserWindow({
    ...(kept?.bounds ?? firstSize),
    minWidth: 800,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    title: 'Mendunia',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window = opened
  if (kept?.maximized === true) opened.maximize()
  keepWindowState(opened, stateFile)
  opened.once('ready-to-show', () => opened.show())
  opened.on('closed', () => {
    window = undefined
  })
  let pageDeaths = 0
  opened.webContents.on('render-process-gone', (_event, details) => {
    // The page keeps its drafts in the book: loading it again loses nothing. A page that dies on loading is left as it is.
    pageDeaths += 1
    if (details.reason !== 'clean-exit' && pageDeaths <= 3 && !opened.isDestroyed()) opened.webContents.reload()
  })
  void opened.loadURL(pageAddress(pageOrigin, wish))
}

function start(): void {
  declarePageScheme()
  // Whoever starts it with --no-sandbox (root in a test container) has none to enable, and the helpers would refuse to start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  confineAll()
  app.on('second-instance', (_event, argv, workingFolder) => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
    const { book } = readLaunchWish(argv, workingFolder)
    if (book !== undefined) tell({ event: 'openFile', file: book })
  })
  let firstWish = readLaunchWish(process.argv, process.cwd())
  app.on('open-file', (event, path) => {
    event.preventDefault()
    const wish = readLaunchWish(['', path], process.cwd())
    // The double click that starts the program comes before there is a window.
    if (window === undefined) firstWish = wish
    else if (wish.book !== undefined) tell({ event: 'openFile', file: wish.book })
  })
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    removePrintedFiles()
    void backend.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  void app.whenReady().then(() => {
    // What a killed program left there.
    removePrintedFiles()
    denyPermissions(session.defaultSession)
    servePage(session.defaultSession, pageFolder)
    setMenu()
    onShellLanguageChange(setMenu)
    listenToPage(
      () => window,
      (request, ownWindow) =>
        request.kind === 'call' ? backend.call(request.name, request.input) : runShellAct(request.act, request.options, ownWindow).catch(() => undefined),
    )
    backend.start()
    openWindow(firstWish)
  })
}

if (app.requestSingleInstanceLock()) start()
else app.quit()
