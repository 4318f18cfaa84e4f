import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictField, FieldChoice } from '../../../contract/index.ts'
import { Button, Dialog, TextArea } from '../../kit/index.ts'
import { useFieldName, useValueLines } from './words.ts'

/** What a person chose for a field: a value that stands there, or one that they typed. */
export type Chosen = { readonly device: string; readonly counter: number } | { readonly text: string }

interface FieldChoicesProps {
  readonly label: string
  readonly fields: readonly ConflictField[]
  /** Codes of the devices, this PC's first. */
  readonly devices: readonly string[]
  readonly deviceName: (code: string) => string
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly onChoose: (name: string, chosen: Chosen | null) => void
  readonly onField: (field: ConflictField | undefined) => void
}

/** The open fields, what each device wrote beside what stood there before. Arrows up and down change the field, left and right choose the value. */
export function FieldChoices({ label, fields, devices, deviceName, chosen, onChoose, onField }: FieldChoicesProps) {
  const { t } = useTranslation(['conflicts', 'common'])
  const id = useId()
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const [typing, setTyping] = useState(false)
  const nameOf = useFieldName()
  const place = Math.min(at, Math.max(0, fields.length - 1))
  const field = fields[place]
  useEffect(() => { onField(field) }, [field, onField])
  useEffect(() => { grid.current?.focus({ preventScroll: true }) }, [])
  useEffect(() => { document.getElementById(`${id}-${place}`)?.scrollIntoView({ block: 'nearest' }) }, [id, place])
  const choiceOf = (of: ConflictField, device: string): FieldChoice | undefined => of.choices.find((choice) => choice.device === device)

  function pick(step: -1 | 1): void {
    if (!field) return
    const there = devices.filter((device) => choiceOf(field, device))
    const now = chosen.get(field.name)
    const index = now && 'device' in now ? there.indexOf(now.device) : -1
    const next = there[index < 0 ? (step < 0 ? 0 : there.length - 1) : Math.min(there.length - 1, Math.max(0, index + step))]
    const choice = next === undefined ? undefined : choiceOf(field, next)
    if (choice) onChoose(field.name, { device: choice.device, counter: choice.counter })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(Math.min(fields.length - 1, place + 1)), ArrowUp: () => setAt(Math.max(0, place - 1)), Home: () => setAt(0), End: () => setAt(fields.length - 1),
      ArrowLeft: () => pick(-1), ArrowRight: () => pick(1), t: () => setTyping(true), T: () => setTyping(true), F2: () => setTyping(true), Delete: () => { if (field) onChoose(field.name, null) },
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const columns = `minmax(120px, 1fr) minmax(140px, 1.4fr) repeat(${devices.length}, minmax(170px, 2fr))`
  const isTypable = field !== undefined && field.kind !== 'rows'
  return (
    <>
      <div className="choices" role="grid" tabIndex={0} ref={grid} aria-label={label} aria-activedescendant={field ? `${id}-${place}` : undefined} onKeyDown={onKeyDown}>
        <div className="choices-head" role="row" style={{ gridTemplateColumns: columns }}>
          <span role="columnheader">{t('conflicts:column.field')}</span><span role="columnheader">{t('conflicts:column.before')}</span>
          {devices.map((device) => <span role="columnheader" key={device}>{deviceName(device)}</span>)}
        </div>
        {fields.map((one, index) => {
          const now = chosen.get(one.name)
          const typed = now && 'text' in now ? now.text : null
          return (
            <div key={one.name} id={`${id}-${index}`} role="row" aria-selected={index === place} className={`choices-row ${index === place ? 'at' : ''}`} style={{ gridTemplateColumns: columns }} onClick={() => setAt(index)}>
              <span role="rowheader" className="choices-name"><b>{nameOf(one.name)}</b>{typed !== null && <span className="choices-typed"><i aria-hidden="true">✓ </i>{t('conflicts:column.other')}: {typed === '' ? t('conflicts:value.cleared') : typed}</span>}</span>
              <span role="gridcell" className="choices-before">{one.before === null ? <em>{t('conflicts:value.unknown')}</em> : <Value value={one.before.value} against={undefined} />}</span>
              {devices.map((device) => {
                const choice = choiceOf(one, device)
                const isChosen = now !== undefined && 'device' in now && choice?.device === now.device
                if (!choice) return <span role="gridcell" key={device} className="choices-none">–</span>
                return (
                  <span role="gridcell" key={device} aria-selected={isChosen} className={`choices-value ${isChosen ? 'chosen' : ''}`} onClick={() => onChoose(one.name, { device, counter: choice.counter })}>
                    <span className="choices-mark" aria-hidden="true">{isChosen ? '●' : '○'}</span>
                    <span><Value value={choice.value} against={one.choices.find((other) => other !== choice)?.value} />{choice.isShown && <small>{t('conflicts:value.shown')}</small>}</span>
                  </span>
                )
              })}
            </div>
          )
        })}
      </div>
      {typing && field && (
        <TypeAnother field={field} name={nameOf(field.name)} isTypable={isTypable} onClose={() => setTyping(false)} onTyped={(text) => { setTyping(false); onChoose(field.name, { text }) }} />
      )}
    </>
  )
}

/** A value, line by line; lines that the other value has not are marked. */
function Value({ value, against }: { value: unknown; against: unknown }) {
  const { t } = useTranslation('conflicts')
  const lines = useValueLines()
  const shown = lines(value)
  if (shown.length === 0) return <em>{t('value.cleared')}</em>
  const other = new Set(against === undefined ? [] : lines(against))
  return <>{shown.map((line, index) => <span key={index} className={shown.length > 1 && other.size > 0 && !other.has(line) ? 'choices-line differs' : 'choices-line'}>{line}</span>)}</>
}

function TypeAnother({ field, name, isTypable, onClose, onTyped }: { field: ConflictField; name: string; isTypable: boolean; onClose: () => void; onTyped: (text: string) => void }) {
  const { t } = useTranslation(['conflicts', 'common'])
  const shown = field.choices.find((choice) => choice.isShown)?.value ?? field.choices[0]?.value
  const [text, setText] = useState(Array.isArray(shown) ? shown.map(String).join('\n') : shown === null || shown === undefined || typeof shown === 'object' ? '' : String(shown))
  const accept = (): void => { if (isTypable) onTyped(text) }
  return (
    <Dialog title={t('conflicts:typeAnother', { field: name })} onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={!isTypable} disabledReason={t('conflicts:cannotType')} onPress={accept}>{t('common:save')}</Button></>}>
      {isTypable
        ? <div onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); event.stopPropagation(); accept() } }}><TextArea label={name} value={text} onChange={setText} autoFocus /></div>
        : <p>{t('conflicts:cannotType')}</p>}
    </Dialog>
  )
}
