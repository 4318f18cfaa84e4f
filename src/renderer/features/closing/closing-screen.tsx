import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosingStep, ClosingStepName, VerifyResult } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { call, refusalsOf, useCall, usePreference } from '../../client/index.ts'
import { newPlace } from '../../document/index.ts'
import { Button, Card, RefusalList, Screen, Skeleton, Tag, type Tone, useFormat } from '../../kit/index.ts'
import './closing.css'

const tones: Record<ClosingStep['state'], Tone> = { done: 'ok', todo: 'accent', look: 'warn', none: 'draft' }
const signs: Record<ClosingStep['state'], string> = { done: '✓', todo: '○', look: '⚠', none: '–' }

/** Screens that do a step; they come back here when it is posted. */
const editors: Partial<Record<ClosingStepName, string>> = {
  depreciation: 'journal.assets', revaluation: 'journal.revaluation', finalIncome: 'journal.finalIncome', vatSettle: 'journal.vatSettlement', yearClose: 'journal.yearClose', close: 'journal.periodClose',
}
/** Where what a step asks to look at is settled. */
const places: Partial<Record<ClosingStepName, Place>> = {
  drafts: { screen: 'journal.list', params: { tab: 'all', status: 'draft' } }, bankLines: { screen: 'banking.lines' }, negativeStock: { screen: 'inbox' },
}

/** Month by month: what is left to do before it is closed, and one key that does the next of it. */
export function ClosingScreen({ place }: { place: Place }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const asked = place.params?.['month']
  const { data, refusals } = useCall('closing.summary', asked === undefined ? {} : { month: asked }, { keepPrevious: true })
  const [verified, setVerified] = useState<{ of: string; result: VerifyResult | null; refusals: readonly Refusal[] } | null>(null)
  /** Steps that this company does not take, per month: a company under the ordinary income tax has no final one. */
  const [skipped, setSkipped] = usePreference<Readonly<Record<string, readonly ClosingStepName[]>>>('closing.skipped', {})
  const list = useRef<HTMLOListElement>(null)
  const month = data?.month ?? ''
  const isVerified = verified !== null && verified.of === month && verified.result !== null
  const skippedHere = skipped[month] ?? []
  const steps = (data?.steps ?? []).map((step): ClosingStep => (step.state === 'todo' && skippedHere.includes(step.step) ? { ...step, state: 'none' } : step.step === 'verify' && isVerified ? { ...step, state: verified.result?.ok ? 'done' : 'look', count: verified.result?.problems.length ?? 0 } : step))
  const next = steps.find((step) => step.state === 'todo')
  const isClosed = steps.some((step) => step.step === 'close' && step.state === 'done')

  async function verify(): Promise<void> {
    setVerified({ of: month, result: null, refusals: [] })
    try {
      setVerified({ of: month, result: await call('book.verify', {}), refusals: [] })
    } catch (error) {
      setVerified({ of: month, result: null, refusals: refusalsOf(error) })
    }
  }
  function run(step: ClosingStep | undefined): void {
    if (!step) return
    if (step.step === 'verify') return void verify()
    if (step.document !== null) return openDocument(step.document)
    const editor = editors[step.step]
    if (editor !== undefined && !(step.step === 'close' && step.state === 'done')) navigation.go(newPlace(editor, { period: month, then: 'back', ...(step.step === 'yearClose' ? { year: month.slice(0, 4) } : {}) }))
    else if (places[step.step]) navigation.go(places[step.step] as Place)
  }
  const doNext: Action = { id: 'closing.next', labelKey: 'closing:next', keys: ['Ctrl+Enter'], when: () => next !== undefined, run: () => run(next) }
  const reopen: Action = { id: 'closing.reopen', labelKey: 'closing:reopen.title', when: () => isClosed, run: () => navigation.go(newPlace('journal.periodReopen', { period: month, then: 'back' })) }
  const assets: Action = { id: 'closing.assets', labelKey: 'closing:assets.title', keys: ['A'], run: () => navigation.go({ screen: 'journal.assets', params: { period: month } }) }
  function skip(): void {
    const name = (document.activeElement as HTMLElement | null)?.dataset['step'] as ClosingStepName | undefined
    const step = data?.steps.find((each) => each.step === (name ?? next?.step))
    if (!step || step.state !== 'todo' || step.step === 'close') return
    setSkipped({ ...skipped, [month]: skippedHere.includes(step.step) ? skippedHere.filter((other) => other !== step.step) : [...skippedHere, step.step] })
  }
  useActions([doNext, reopen, assets, { id: 'closing.skip', labelKey: 'closing:skip', keys: ['S'], run: skip }])

  // The hand lies on what comes next.
  const stamp = `${month} ${next?.step ?? ''}`
  useEffect(() => {
    const buttons = list.current?.querySelectorAll<HTMLElement>('button')
    ;(list.current?.querySelector<HTMLElement>('button[data-next]') ?? buttons?.[buttons.length - 1])?.focus()
  }, [stamp])
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(document.activeElement as HTMLElement) + step))]?.focus()
  }

  return (
    <Screen title={t('title')} subtitle={month === '' ? undefined : <><b>{format.month(month, 'long')}</b>{isClosed ? <Tag tone="ok">{t('isClosed')}</Tag> : <Tag tone="draft">{t('isOpen')}</Tag>}</>}
      footer={data?.lockedThrough ? t('lockedThrough', { month: format.month(data.lockedThrough, 'long') }) : t('nothingLocked')} footerEnd={t('keys')}
      actions={<>{isClosed && <ActionButton action={reopen} />}<ActionButton action={assets} /><ActionButton action={doNext} variant="main" disabledReason={t('nothingLeft')} /></>}
      aside={(
        <Card title={t('months')}>
          <ul className="closing-months">
            {data?.months.slice(0, 24).map((each) => (
              <li key={each.month}>
                <button type="button" aria-current={each.month === month} onClick={() => navigation.replace({ ...place, params: { month: each.month } })}>
                  <span>{format.month(each.month, 'long')}</span><small>{t('documents', { count: each.documents })}</small>
                  {each.isClosed ? <Tag tone="ok">{t('isClosed')}</Tag> : <Tag tone="draft">{t('isOpen')}</Tag>}
                </button>
              </li>
            ))}
          </ul>
        </Card>
      )}>
      <RefusalList refusals={refusals} />
      {data === undefined ? <Skeleton rows={9} /> : (
        <Card title={t('steps')}>
          <ol className="closing-steps" ref={list} onKeyDown={onKeyDown}>
            {steps.map((step) => (
              <li key={step.step}>
                <button type="button" data-step={step.step} data-next={step === next || undefined} className={step === next ? 'is-next' : ''} onClick={() => run(step)}>
                  <span className={`sign ${step.state}`} aria-hidden="true">{signs[step.state]}</span>
                  <span className="what"><b>{t(`step.${step.step}.title`)}</b><small>{noteOf(step)}</small></span>
                  <Tag tone={tones[step.state]}>{step === next ? t('isNext') : t(`state.${step.state}`)}</Tag>
                </button>
              </li>
            ))}
          </ol>
        </Card>
      )}
      {verified !== null && verified.of === month && <Verified verified={verified} />}
    </Screen>
  )

  function noteOf(step: ClosingStep): string {
    const params = { count: step.count, amount: step.amount === null ? '' : format.money(step.amount, 'IDR'), month: format.month(month, 'long') }
    if (step.state === 'done') return step.step === 'close' ? t('step.close.done', params) : t(`step.${step.step}.done`)
    if (step.state === 'none') return t(skippedHere.includes(step.step) ? 'skipped' : 'notNeeded')
    return t(`step.${step.step}.todo` as 'step.drafts.todo', params)
  }
}

function Verified({ verified }: { verified: { result: VerifyResult | null; refusals: readonly Refusal[] } }) {
  const { t } = useTranslation('closing')
  if (verified.refusals.length > 0) return <RefusalList refusals={verified.refusals} />
  if (verified.result === null) return <p className="quiet" role="status">{t('verifying')}</p>
  if (verified.result.ok) return <p role="status"><Tag tone="ok">✓ {t('verifiedOk', { count: verified.result.checks.reduce((sum, check) => sum + check.count, 0) })}</Tag></p>
  return <Card title={t('verifiedBad', { count: verified.result.problems.length })} tone="bad"><ul>{verified.result.problems.slice(0, 20).map((problem, index) => <li key={index}><b>{problem.check}</b> {problem.detail}</li>)}</ul><Button onPress={() => navigation.go({ screen: 'settings' })}>{t('toBookCare')}</Button></Card>
}
