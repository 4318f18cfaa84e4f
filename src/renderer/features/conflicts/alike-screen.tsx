import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicatePair, DuplicateSide } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { RefusalList, Screen, Skeleton, Tag, useFormat, useToast } from '../../kit/index.ts'
import { Decided } from './conflict-screen.tsx'
import { useFieldName, useValueLines } from './words.ts'

/** What the heading says already, and what joining itself writes. */
const unshown: ReadonlySet<string> = new Set(['joinedInto'])

/** Two parties or products that two devices made and that may be one: joined, or noted as two. */
export function AlikeScreen({ place }: { place: Place }) {
  const { t } = useTranslation('conflicts')
  const other = place.params?.['other']
  const { data, isPending, refusals } = useCall('duplicate.get', { id: place.id ?? '', ...(other === undefined ? {} : { other }) }, { keepPrevious: true })
  if (isPending) return <Screen title={t('alike.title')}><Skeleton rows={8} /></Screen>
  if (!data) return <Screen title={t('alike.title')}><RefusalList refusals={refusals} /></Screen>
  return <Pair pair={data} />
}

const noValue = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function Pair({ pair }: { pair: DuplicatePair }) {
  const { t } = useTranslation('conflicts')
  const format = useFormat()
  const toast = useToast()
  const nameOf = useFieldName()
  const join = useCommand('duplicate.join')
  const separate = useCommand('duplicate.separate')
  const apart = useCommand('duplicate.keepApart')
  const decided = useCall('conflict.decisions', { about: pair.sides[0].id })
  const grid = useRef<HTMLDivElement>(null)
  // Proposed is the one under which more was posted, else the one that was made first.
  const [picked, setPicked] = useState<0 | 1>(pair.sides[1].documents > pair.sides[0].documents ? 1 : 0)
  const isJoined = pair.standing !== null
  const stays: 0 | 1 = pair.standing === null ? picked : pair.sides[1].id === pair.standing ? 1 : 0
  const winner = pair.sides[stays]
  const loser = pair.sides[stays === 0 ? 1 : 0]
  const shown = [...new Set(pair.sides.flatMap((side) => Object.keys(side.fields)))].filter((name) => !unshown.has(name) && pair.sides.some((side) => !noValue(side.fields[name])))
  const isPossible = pair.obstacles.length === 0
  useEffect(() => { grid.current?.focus({ preventScroll: true }) }, [])

  async function joinNow(): Promise<void> {
    if (join.busy || !isPossible) return
    if (await join.run({ id: loser.id, stays: winner.id })) toast.say(t('alike.joined', { from: loser.code, to: winner.code }))
  }
  async function separateNow(): Promise<void> {
    if (!separate.busy && await separate.run({ id: loser.id })) toast.say(t('alike.separated'))
  }
  async function keepApart(): Promise<void> {
    if (apart.busy || !await apart.run({ id: loser.id, other: winner.id })) return
    toast.say(t('alike.keptApart'))
    if (navigation.place.screen === 'inbox.alike') navigation.back({ screen: 'inbox' })
  }
  const joining: Action = { id: 'alike.join', labelKey: 'conflicts:alike.join', keys: ['Ctrl+Enter'], when: () => isPossible && !join.busy, run: () => void joinNow() }
  const different: Action = { id: 'alike.apart', labelKey: 'conflicts:alike.apart', keys: ['B'], run: () => void keepApart() }
  const separating: Action = { id: 'alike.separate', labelKey: 'conflicts:alike.separate', keys: ['U'], run: () => void separateNow() }
  useActions(isJoined ? [separating] : [joining, different])
  const obstacles = t('alike.obstacle', { fields: pair.obstacles.map(nameOf).join(', ') })
  const names = { from: loser.code, to: winner.code }
  const effect = isJoined ? t('alike.isJoined', names) : isPossible ? t('alike.effect', { ...names, count: loser.documents, number: format.decimal(String(loser.documents)) }) : obstacles
  function onKeyDown(event: KeyboardEvent): void {
    if (isJoined || event.ctrlKey || event.altKey || event.metaKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    setPicked(event.key === 'ArrowLeft' ? 0 : 1)
  }
  return (
    <Screen
      title={t(isJoined ? 'alike.joinedTitle' : 'alike.title')} subtitle={<span className="muted">{t('alike.by')}: {pair.by.map((one) => t(`alike.byName.${one}`)).join(', ')}</span>}
      actions={isJoined ? <ActionButton action={separating} /> : <><ActionButton action={different} /><ActionButton action={joining} variant="main" disabledReason={obstacles} /></>}
      footerEnd={t(isJoined ? 'alike.hintJoined' : 'alike.hint')} aside={<Decided rows={decided.data ?? []} />}
    >
      <RefusalList refusals={[...join.refusals, ...separate.refusals, ...apart.refusals]} />
      <p className={`alike-effect ${isPossible || isJoined ? '' : 'warn'}`} role="status">{effect}</p>
      <div className="alike" role="group" tabIndex={0} ref={grid} aria-label={`${t('alike.choose')}: ${winner.code}`} onKeyDown={onKeyDown}>
        {pair.sides.map((side, index) => (
          <section key={side.id} className={`card alike-side ${index === stays ? 'stays' : 'goes'}`} onClick={() => { if (!isJoined) setPicked(index === 0 ? 0 : 1) }}>
            <h2><span>{side.code} · {side.name}</span><Tag tone={index === stays ? 'ok' : 'draft'}>{t(index === stays ? 'alike.stays' : 'alike.goes')}</Tag></h2>
            <p className="muted">{t('alike.madeBy', { device: side.device, date: format.date(side.madeAt) })} · {t('alike.documents', { count: side.documents, number: format.decimal(String(side.documents)) })}</p>
            <dl className="alike-fields">{shown.map((name) => <Field key={name} name={name} side={side} differs={JSON.stringify(pair.sides[0].fields[name] ?? null) !== JSON.stringify(pair.sides[1].fields[name] ?? null)} />)}</dl>
          </section>
        ))}
      </div>
    </Screen>
  )
}

function Field({ name, side, differs }: { name: string; side: DuplicateSide; differs: boolean }) {
  const nameOf = useFieldName()
  const lines = useValueLines()
  const text = lines(side.fields[name])
  return <div className={differs ? 'differs' : ''}><dt>{nameOf(name)}</dt><dd>{text.length === 0 ? '–' : text.map((line, index) => <span key={index}>{line}</span>)}</dd></div>
}
