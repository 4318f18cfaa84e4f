import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../contract/index.ts'
import { setMaking } from '../../app/making.ts'
import { call, forgetBook, queryClient, refusalsOf, subscribe } from '../../client/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { Button, Progress, RefusalList, useFormat } from '../../kit/index.ts'
import { CloneBook } from './clone-book.tsx'
import { JoinBook } from './join-book.tsx'
import { NewBook } from './new-book.tsx'
import { OpenBook } from './open-book.tsx'
import './start.css'

/** The first screen: try, make, or open a book. */
export function Start({ state }: { state: AppState }) {
  const { t } = useTranslation('start')
  // Who has never opened a book makes one or tries; who has, goes on with it.
  // As it was when the screen appeared: nothing changes places while a book is being made.
  const [recent] = useState(state.recent)
  const isFirst = recent.length === 0
  const { t: tDevices } = useTranslation('devices')
  const [fetches, setFetches] = useState<'invitation' | 'server' | null>(null)
  const back = (): void => setFetches(null)
  const open = fetches === 'server'
    ? <section className="card start-card"><h2>{t('clone.title')}</h2><CloneBook folder={state.booksFolder} onBack={back} /></section>
    : fetches === 'invitation'
    ? <section className="card start-card"><h2>{tDevices('join.title')}</h2><JoinBook folder={state.booksFolder} onBack={back} /></section>
    : <section className="card start-card"><h2>{t('open.title')}</h2><OpenBook recent={recent} folder={state.booksFolder} /><div className="start-server"><Button onPress={() => setFetches('invitation')}>{tDevices('join.ask')}</Button><Button onPress={() => setFetches('server')}>{t('clone.ask')}</Button></div></section>
  return (
    <main className="start" id="main" tabIndex={-1}>
      <div className="start-head"><h1>{t('welcome')}</h1><p>{t('lead')}</p></div>
      <div className={isFirst ? 'start-cards first' : 'start-cards'}>
        {!isFirst && open}
        <section className="card start-card"><h2>{t('new.title')}</h2><NewBook folder={state.booksFolder} isFirst={isFirst} /></section>
        <section className="card start-card"><h2>{t('demo.title')}</h2><Demo /></section>
        {isFirst && open}
      </div>
      <p className="start-version">Mendunia {state.version}</p>
    </main>
  )
}

interface JobProgress { readonly done: number; readonly total: number }

/** The program was started with the wish for the demo (`npm start -- --demo`): the address says so, once. */
function demoIsWished(): boolean {
  const query = new URLSearchParams(location.search)
  if (query.get('demo') !== '1') return false
  history.replaceState(history.state, '', location.pathname + location.hash)
  return true
}

function Demo() {
  const { t } = useTranslation('start')
  const format = useFormat()
  const [progress, setProgress] = useState<JobProgress | null>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  useEffect(() => subscribe((event) => { if (event.event === 'progress' && event.job === 'demo') setProgress({ done: event.done, total: event.total }) }), [])
  const run = async (): Promise<void> => {
    setRefusals([])
    setProgress({ done: 0, total: 0 })
    setMaking(true)
    try {
      await call('book.demo', {})
    } catch (error) {
      setRefusals(refusalsOf(error))
      setProgress(null)
    } finally {
      // What was asked of the book while it was being filled is old.
      forgetBook()
      await queryClient.invalidateQueries({ queryKey: ['app.state'] })
      setMaking(false)
    }
  }
  useEffect(() => {
    if (demoIsWished()) void run()
    // Once, when the program starts.
  }, [])
  const wasStopped = refusals.some((refusal) => refusal.code === 'CANCELLED')
  return (
    <>
      <p>{t('demo.text')}</p>
      {progress === null
        ? <Button onPress={() => void run()}>{t('demo.run')}</Button>
        : <Progress label={progress.total === 0 ? t('demo.starting') : t('demo.progress', { done: format.decimal(String(progress.done)), total: format.decimal(String(progress.total)) })} done={progress.done} total={progress.total} action={<Button onPress={() => void call('job.cancel', { job: 'demo' })}>{t('demo.cancel')}</Button>} />}
      {wasStopped ? <p role="status" className="muted">{t('demo.cancelled')}</p> : <RefusalList refusals={refusals} />}
    </>
  )
}
