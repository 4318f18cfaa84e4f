import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../contract/index.ts'
import { languages } from '../../locales/index.ts'
import { useCall } from '../client/index.ts'
import { i18next } from '../i18n.ts'
import { Kbd, useFormat, useSettled } from '../kit/index.ts'
import { type Action, actionsNow, type ActionContext } from './actions.ts'
import { useActionLabel } from './action-button.tsx'
import { openTarget } from './targets.ts'

type Entry = { readonly kind: 'action'; readonly action: Action } | { readonly kind: 'hit'; readonly hit: SearchHit }

const commandsMax = 7
const hitsMax = 12

/** The words of an action in all languages, so that it is found in whichever comes to mind. */
function wordsOf(action: Action): string {
  return languages.flatMap((language) => {
    const say = i18next.getFixedT(language.id) as unknown as (key: string, params?: object) => string
    return [say(action.labelKey, action.labelParams), ...(action.alsoKey === undefined ? [] : [say(action.alsoKey, { defaultValue: '' })])]
  }).join(' ').toLowerCase()
}

/** Finds commands and everything in the book, in any language at once. */
export function Palette({ context, onClose }: { context: ActionContext; onClose: () => void }) {
  const { t } = useTranslation('common')
  const label = useActionLabel()
  const format = useFormat()
  const listId = useId()
  const box = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const [cursor, setCursor] = useState(0)
  const text = useSettled(typed.trim(), 90)
  const found = useCall('search.find', { text, limit: hitsMax }, { enabled: text !== '', keepPrevious: true })
  const [actions] = useState(() => actionsNow(context).filter((action) => !action.isQuiet))

  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const phrase = typed.trim().toLowerCase()
  /** Whose words are typed as they stand comes before those that only have them somewhere. */
  const rank = (action: Action): number => {
    const own = label(action).toLowerCase()
    return own === phrase ? 0 : own.startsWith(phrase) ? 1 : own.includes(phrase) ? 2 : 3
  }
  const matching = actions.filter((action) => { const all = wordsOf(action); return words.every((word) => all.includes(word)) })
  const commands = phrase === '' ? matching : matching.toSorted((a, b) => rank(a) - rank(b))
  const hits = typed.trim() === '' ? [] : (found.data ?? [])
  const entries: Entry[] = [
    ...(words.length === 0 ? commands : commands.slice(0, commandsMax)).map((action) => ({ kind: 'action' as const, action })),
    ...hits.map((hit) => ({ kind: 'hit' as const, hit })),
  ]
  const at = Math.min(cursor, Math.max(0, entries.length - 1))
  /** Dates and amounts in what the search says of a document, as the reader writes them. */
  const readable = (subtitle: string): string => subtitle.split(' · ').map((part) => {
    const money = /^([A-Z]{3}) (-?\d+(?:\.\d+)?)$/.exec(part)
    return money?.[1] && money[2] ? format.money(money[2], money[1]) : format.date(part)
  }).join(' · ')
  const firstHit = entries.findIndex((entry) => entry.kind === 'hit')

  useLayoutEffect(() => {
    const element = box.current
    const before = document.activeElement as HTMLElement | null
    if (element && !element.open) element.showModal()
    return () => {
      element?.close()
      before?.focus()
    }
  }, [])
  // In braces: newer browsers answer a promise, which an effect must not return.
  useEffect(() => { void list.current?.querySelector('.on')?.scrollIntoView({ block: 'nearest' }) }, [at])

  const choose = (entry: Entry | undefined): void => {
    if (!entry) return
    // The dialog is gone and gave the focus back before the act begins, and the act begins before the next key: what is typed behind
    // Enter meets what was opened, not the screen before.
    flushSync(onClose)
    if (entry.kind === 'action') entry.action.run(context)
    else openTarget(entry.hit)
  }
  // Enter before the answer to what was typed is there: what stands on top when it comes is opened, not a hit of an older question.
  const [isEager, setEager] = useState(false)
  const isStale = typed.trim() !== text || found.isFetching
  useEffect(() => {
    if (!isEager || isStale) return
    setEager(false)
    queueMicrotask(() => choose(entries[at]))
  })
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const count = entries.length
    if (event.key === 'ArrowDown') setCursor(count === 0 ? 0 : (at + 1) % count)
    else if (event.key === 'ArrowUp') setCursor(count === 0 ? 0 : (at - 1 + count) % count)
    else if (event.key === 'Enter') { if (isStale && entries[at]?.kind !== 'action') setEager(true); else choose(entries[at]) }
    else if (isEager && event.key.length === 1) { setEager(false); return }
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) onClose()
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={box} className="palette" aria-label={t('palette.title')} onCancel={(event) => { event.preventDefault(); onClose() }} onMouseDown={(event) => { if (event.target === event.currentTarget) onClose() }}
    >
      <div className="palette-frame">
        <input
          type="text" role="combobox" aria-label={t('palette.title')} aria-expanded={entries.length > 0} aria-controls={listId} aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined} aria-autocomplete="list" autoFocus
          value={typed} placeholder={t('palette.hint')} onChange={(event) => { setTyped(event.target.value); setCursor(0) }} onKeyDown={onKeyDown} autoComplete="off" spellCheck={false}
        />
        <ul role="listbox" id={listId} ref={list} aria-label={t('palette.title')}>
          {entries.map((entry, index) => (
            <li
              key={entry.kind === 'action' ? `a${entry.action.id}` : `h${entry.hit.id}`} id={`${listId}-${index}`} role="option" aria-selected={index === at} className={`${index === at ? 'on' : ''}${index === firstHit && index > 0 ? ' first' : ''}`}
              onMouseMove={() => setCursor(index)} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(entry)}
            >
              {entry.kind === 'action'
                ? <><span className="name">{label(entry.action)}</span>{entry.action.keys?.[0] !== undefined && <Kbd keys={entry.action.keys[0]} />}</>
                : <><span className="kind">{t(`hit.${entry.hit.kind}`)}</span><span className="name"><b>{entry.hit.code}</b>{entry.hit.title !== entry.hit.code && ` ${entry.hit.title}`}{entry.hit.subtitle !== '' && <small> {readable(entry.hit.subtitle)}</small>}</span>{entry.hit.stock !== undefined && <span className="stock">{format.quantity(entry.hit.stock)} {entry.hit.unit}</span>}</>}
            </li>
          ))}
        </ul>
        {entries.length === 0 && typed.trim() === text && !found.isFetching && <p className="none" role="status">{t('palette.nothing', { text: typed.trim() })}</p>}
        <footer>{t('palette.keys')}</footer>
      </div>
    </dialog>
  )
}
