import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackendEvent } from '../../contract/index.ts'
import { forgetBook, keepLive, subscribe, useCall } from '../client/index.ts'
import { Empty, forgetKept, passCombinations, ReaderProvider, RefusalList, StandingFooter, ToastRegion, useToast } from '../kit/index.ts'
import { type ActionContext, contextNow, listenForKeys, useActions } from './actions.ts'
import { CreationHost } from './creation-host.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { featureActions, HelpOverlay, screens } from './features.ts'
import { globalActions } from './global-actions.ts'
import { keepFocus } from './keep-focus.ts'
import { useLook, useLookOnPage } from './look.ts'
import { hashOf, homePlace, navigation, usePlace } from './navigation.ts'
import { useMaking } from './making.ts'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { BookFooter } from './standing-footer.tsx'
import { Start } from '../features/start/start.tsx'
import { LookButtons, TopBar } from './top-bar.tsx'
import type { AppState } from '../../contract/index.ts'

type BackendState = Extract<BackendEvent, { event: 'backend' }>

export function App() {
  const language = useLookOnPage()
  const state = useCall('app.state', {}, { topics: ['book', 'ledger', 'drafts', 'settings', 'preferences', 'parties', 'products'] })
  const preferences = useCall('preferences.get', {})
  const backend = useBackendState()
  const isMaking = useMaking()
  useEffect(() => keepLive(), [])
  useEffect(() => listenForKeys(), [])
  useEffect(() => passCombinations(), [])
  useEffect(() => keepFocus(), [])
  useFreshBook(state.data?.book?.file)
  const today = state.data?.today ?? new Date().toISOString().slice(0, 10)
  const reader = useMemo(() => ({ language, today }), [language, today])
  if (!state.data || preferences.isPending) return <Waiting refusals={state.refusals} />
  return (
    <ReaderProvider reader={reader}>
      <BackendBanner state={backend} />
      <ErrorBoundary placeKey={isMaking ? '' : (state.data.book?.file ?? '')}>{state.data.book === null || isMaking ? <StartFrame state={state.data} /> : <Frame key={state.data.book.file} state={state.data} />}</ErrorBoundary>
      <ToastRegion />
    </ReaderProvider>
  )
}

/** Another book begins on its own home, and nothing of the one before is left in sight. */
function useFreshBook(file: string | undefined): void {
  const last = useRef(file)
  if (last.current !== undefined && last.current !== file) {
    forgetBook()
    forgetKept()
  }
  const isLeft = last.current !== undefined && last.current !== file
  last.current = file
  useEffect(() => { if (isLeft) navigation.replace(homePlace) }, [isLeft, file])
}

function Waiting({ refusals }: { refusals: Parameters<typeof RefusalList>[0]['refusals'] }) {
  const { t } = useTranslation('common')
  return <div className="waiting"><RefusalList refusals={refusals} />{refusals.length === 0 && <p className="late" role="status">{t('loading')}</p>}</div>
}

function useBackendState(): BackendState | null {
  const [state, setState] = useState<BackendState | null>(null)
  useEffect(() => subscribe((event) => { if (event.event === 'backend') setState(event.state === 'ready' ? null : event) }), [])
  return state
}

function BackendBanner({ state }: { state: BackendState | null }) {
  const { t } = useTranslation('common')
  if (state === null) return null
  return <div className={`banner ${state.state}`} role="alert">{t(state.state === 'failed' ? 'backend.failed' : 'backend.restarting')}<RefusalList refusals={state.refusals} /></div>
}

/** Before a book is open: no rail, nothing to get lost in. */
function StartFrame({ state }: { state: AppState }) {
  const look = useLook()
  useActions([
    { id: 'language', labelKey: 'common:action.language', keys: ['Ctrl+Shift+L', 'Alt+L'], run: look.nextLanguage, isGlobal: true },
    { id: 'theme', labelKey: 'common:action.theme', run: look.nextTheme, isGlobal: true },
  ])
  return (
    <div className="start-frame">
      <header className="top"><strong>Mendunia</strong><div className="right"><LookButtons /></div></header>
      <ErrorBoundary placeKey="start"><Start state={state} /></ErrorBoundary>
    </div>
  )
}

function Frame({ state }: { state: AppState }) {
  const { t } = useTranslation('common')
  const place = usePlace()
  const look = useLook()
  const [paletteContext, setPaletteContext] = useState<ActionContext | null>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useActions(globalActions({ openPalette: () => setPaletteContext(contextNow()), openHelp: () => setHelpOpen(true), nextLanguage: look.nextLanguage, nextTheme: look.nextTheme }))
  useActions(featureActions)
  const book = state.book
  useEffect(() => { document.title = book === null ? 'Mendunia' : `${book.company} · Mendunia` }, [book])
  const toast = useToast()
  const newCode = book?.newDeviceCode ?? null
  const toldCode = useRef<string | null>(null)
  useEffect(() => {
    // Once for each copy, not again in each language.
    if (newCode === null || toldCode.current === newCode) return
    toldCode.current = newCode
    toast.say(t('copiedBook', { code: newCode }))
  }, [toast, newCode, t])
  useFocusAfterMove(hashOf({ screen: place.screen, ...(place.id === undefined ? {} : { id: place.id }) }))
  if (book === null) return null
  const Screen = screens[place.screen]
  const placeKey = `${place.screen}/${place.id ?? ''}`
  return (
    <CreationHost>
      <div className="frame">
        <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}>{t('skipToMain')}</a>
        <Rail book={book} />
        <TopBar onFind={() => setPaletteContext(contextNow())} />
        <StandingFooter.Provider value={<BookFooter book={book} />}>
          <ErrorBoundary placeKey={placeKey}>
            {Screen ? <Screen key={placeKey} place={place} /> : <main id="main" className="screen-main" tabIndex={-1}><Empty text={t('absent')} /></main>}
          </ErrorBoundary>
        </StandingFooter.Provider>
      </div>
      {paletteContext !== null && <Palette context={paletteContext} onClose={() => setPaletteContext(null)} />}
      {isHelpOpen && <HelpOverlay onClose={() => setHelpOpen(false)} />}
    </CreationHost>
  )
}

/** A new screen takes the focus, unless one of its own controls already did. */
function useFocusAfterMove(key: string): void {
  useEffect(() => {
    const main = document.getElementById('main')
    if (main && !main.contains(document.activeElement) && document.querySelector('dialog[open]') === null) main.focus({ preventScroll: true })
  }, [key])
}
