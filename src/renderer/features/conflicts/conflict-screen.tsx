import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictField, DecisionRow, DocumentConflict } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, Empty, RefusalList, Screen, Skeleton, localDateOf, useFormat, useToast } from '../../kit/index.ts'
import { type Chosen, FieldChoices } from './field-choices.tsx'
import { useFieldName, useTypeName, useValueLines } from './words.ts'

/** Both versions of a document and what they replaced, side by side, one key for each field. */
export function ConflictScreen({ place }: { place: Place }) {
  const { t } = useTranslation('conflicts')
  const { data, isPending, refusals } = useCall('conflict.get', { id: place.id ?? '' })
  if (isPending) return <Screen title={t('title')}><Skeleton rows={8} /></Screen>
  if (!data) return <Screen title={t('title')}><RefusalList refusals={refusals} /></Screen>
  return <Choosing key={data.id} conflict={data} />
}

const toInbox = (): void => navigation.back({ screen: 'inbox' })
/** Whoever has gone on meanwhile stays where they are. */
const isHere = (id: string): boolean => navigation.place.screen === 'inbox.conflict' && navigation.place.id === id

function Choosing({ conflict }: { conflict: DocumentConflict }) {
  const { t } = useTranslation('conflicts')
  const toast = useToast()
  const typeName = useTypeName()
  const own = useCall('app.state', {}).data?.book?.device ?? ''
  const resolve = useCommand('conflict.resolve')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map())
  const [field, setField] = useState<ConflictField | undefined>()
  const { fields } = conflict
  const devices = useMemo(() => {
    const all = [...new Set(fields.flatMap(({ choices }) => choices.map(({ device }) => device)))].sort()
    return all.includes(own) ? [own, ...all.filter((device) => device !== own)] : all
  }, [fields, own])
  const standing = new Map([...chosen].filter(([name, one]) => fields.some((each) => each.name === name && ('text' in one || each.choices.some((choice) => choice.device === one.device && choice.counter === one.counter)))))
  const deviceName = (code: string): string => {
    const name = conflict.devices[code]
    const shown = t(code === own ? 'column.ownDevice' : 'column.device', { code })
    return name === undefined || name === code ? shown : `${shown} · ${name}`
  }
  const choose = (name: string, one: Chosen | null): void => {
    const next = new Map(standing)
    if (one) next.set(name, one)
    else next.delete(name)
    setChosen(next)
  }
  async function save(discard?: 'keep' | 'discard'): Promise<void> {
    if (resolve.busy) return
    const choices = discard === 'discard' ? [] : [...standing].map(([name, one]) => ('text' in one ? { name, text: one.text } : { name, device: one.device, counter: one.counter }))
    const done = await resolve.run({ id: conflict.id, rev: conflict.rev, choices, ...(discard ? { discard } : {}) })
    if (!done) return
    setChosen(new Map())
    toast.say(discard === 'discard' ? t('discarded.gone') : discard === 'keep' ? t('discarded.kept') : done.open > 0 ? t('savedOpen', { count: done.open }) : t('saved'))
    if (!isHere(conflict.id)) return
    if (discard === 'discard' || (done.open === 0 && (discard === 'keep' || !conflict.isDiscarded))) toInbox()
  }
  const act: Action = { id: 'conflict.save', labelKey: 'conflicts:save', keys: ['Ctrl+Enter'], when: () => standing.size > 0 && !resolve.busy, run: () => void save() }
  const keep: Action = { id: 'conflict.keep', labelKey: 'conflicts:discarded.keep', keys: ['K'], when: () => conflict.isDiscarded, run: () => void save('keep') }
  const discard: Action = { id: 'conflict.discard', labelKey: 'conflicts:discarded.discard', keys: ['B'], when: () => conflict.isDiscarded, run: () => void save('discard') }
  useActions([act, ...(conflict.isDiscarded ? [keep, discard] : [])])
  const onField = useCallback((next: ConflictField | undefined) => setField(next), [])
  return (
    <Screen
      title={t('title')} subtitle={<span className="muted">{t('of', { type: typeName(conflict.type), name: conflict.name || conflict.code })}</span>}
      actions={fields.length > 0 ? <ActionButton action={act} variant="main" disabledReason={t('saveNothing')} /> : <Button onPress={toInbox} autoFocus>{t('toInbox')}</Button>}
      footer={<span>{t('chosen', { chosen: standing.size, count: fields.length })}</span>} footerEnd={t('hint')}
      aside={<><Rule field={field} /><Decided rows={conflict.decided} /></>}
    >
      <RefusalList refusals={resolve.refusals} />
      {conflict.isDiscarded && (
        <Card title={t('discarded.title')} tone="warn">
          <p>{t('discarded.text')}</p>
          <div className="buttons"><ActionButton action={keep} variant="main" /><ActionButton action={discard} variant="danger" /></div>
        </Card>
      )}
      {fields.length > 0
        ? <FieldChoices label={t('title')} fields={fields} devices={devices} deviceName={deviceName} chosen={standing} onChoose={choose} onField={onField} />
        : !conflict.isDiscarded && <Empty text={t('nothing')} />}
    </Screen>
  )
}

function Rule({ field }: { field: ConflictField | undefined }) {
  const { t } = useTranslation('conflicts')
  const nameOf = useFieldName()
  if (!field) return null
  return <Card title={t('rule.title')} end={nameOf(field.name)}><p className="choices-rule">{t(`rule.${field.kind}`)}</p></Card>
}

/** Who chose what, and when. */
export function Decided({ rows }: { rows: readonly DecisionRow[] }) {
  const { t } = useTranslation('conflicts')
  const format = useFormat()
  const nameOf = useFieldName()
  const lines = useValueLines()
  const text = (value: unknown): string => lines(value).join(', ') || t('value.cleared')
  return (
    <Card title={t('decided.title')}>
      {rows.length === 0 && <p className="muted">{t('decided.none')}</p>}
      <ul className="decided">
        {rows.map((row) => (
          <li key={row.id}>
            <b>{t(`decided.what.${row.what}`)}</b>
            {row.fields.map((field) => <span key={field.name}>{nameOf(field.name)}: {text(field.chosen)}{field.others.length > 0 && <small> {t('decided.instead', { value: field.others.map(({ value }) => text(value)).join(' / ') })}</small>}</span>)}
            <small>{format.date(localDateOf(row.at))} {format.time(row.at)} · {t('decided.line', { author: row.author, device: row.device })}</small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
