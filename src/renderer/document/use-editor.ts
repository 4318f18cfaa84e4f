import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Refusal, RefusalCode } from '../../core/errors/index.ts'
import { call, refusalsOf } from '../client/index.ts'
import { useActions, type Action } from '../app/actions.ts'
import { focusFirstError } from '../kit/index.ts'
import { listOf, prepareEvent } from './event-fields.ts'
import { useDraft, type Draft, type DraftKey } from './use-draft.ts'
import { onScreen, usePreview, type LivePreview } from './use-preview.ts'

/** What a draft that is still being filled in lacks: said calmly, and only pressed upon when somebody tries to post. */
const stillMissing: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['FIELD_MISSING', 'LINES_EMPTY', 'UNBALANCED'])

export interface Beginning {
  readonly event: BusinessEvent
  readonly key: DraftKey | null
  readonly savedAt: string | null
}

export interface EditorOptions {
  readonly beginning: Beginning
  /** For each list of the event the fields whose absence makes a line blank. */
  readonly lists: Readonly<Record<string, readonly string[]>>
  /** What is added when the event is sent: fields that follow from others. */
  readonly derive?: (event: BusinessEvent) => BusinessEvent
  /** What `derive` reads beside the event: when it changes, the preview is asked again. */
  readonly derivedFrom?: string
  /** Refusals that, in this document, only say that something is not typed yet. */
  isMissing?(refusal: Refusal, event: BusinessEvent): boolean
  onKey(id: string): void
  onPosted(docId: string, number: string | null): void
  onDiscarded(): void
}

export interface Editor {
  readonly draft: Draft
  readonly event: BusinessEvent
  readonly live: LivePreview
  /** Refusals to show now, with fields of the screen. */
  readonly refusals: readonly Refusal[]
  readonly missing: number
  readonly isPosting: boolean
  /** Grows with every try that was refused. */
  readonly refusedTries: number
  readonly actions: { readonly post: Action; readonly paper: Action; readonly undo: Action; readonly redo: Action; readonly discard: Action }
  readonly paperId: string | null
  closePaper(): void
  refusalAt(field: string): Refusal | null
  refusalsOf(list: string): ReadonlyMap<number, readonly Refusal[]>
}

/** A refusal about a good stands at the last line of that good: the one that asks for more than there is. */
function atItsRow(refusal: Refusal, event: BusinessEvent): Refusal {
  // What has no cost is put right with a cost, not with another quantity.
  if (refusal.code === 'COST_UNKNOWN' && refusal.field?.endsWith('.quantity')) return { ...refusal, field: refusal.field.replace(/quantity$/, 'unitCost') }
  const product = refusal.params['product']
  if (refusal.field !== undefined || typeof product !== 'string') return refusal
  const row = listOf(event, 'lines').findLastIndex((line) => line['product'] === product)
  return row < 0 ? refusal : { ...refusal, field: `lines.${row}.quantity` }
}

/** The life of a document on the screen: typed, saved, previewed, posted. */
export function useEditor(options: EditorOptions): Editor {
  const draft = useDraft(options.beginning, options.derive)
  const live = usePreview(useMemo(() => options.derive?.(draft.event) ?? draft.event, [draft.event, options.derivedFrom]), options.lists)
  const [tried, setTried] = useState<{ of: BusinessEvent; refusals: readonly Refusal[] } | null>(null)
  const [insists, setInsists] = useState(false)
  const [tries, setTries] = useState(0)
  const [isPosting, setPosting] = useState(false)
  const [paperId, setPaperId] = useState<string | null>(null)
  const latest = useRef({ draft, options })
  latest.current = { draft, options }

  // The address follows the draft, so that a page that is opened again shows it.
  const told = useRef(options.beginning.key?.id ?? null)
  useEffect(() => {
    if (draft.saved.kind !== 'saved' || told.current !== null) return
    void latest.current.draft.flush().then((key) => {
      if (!key || told.current !== null) return
      told.current = key.id
      latest.current.options.onKey(key.id)
    })
  }, [draft.saved])

  const isBusy = useRef(false)
  const post = useCallback(async () => {
    // A second press while the first is on its way means the same posting.
    if (isBusy.current) return
    isBusy.current = true
    // A field that still holds what was typed gives it on leaving.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await new Promise((resolve) => setTimeout(resolve))
    const { draft: now, options: given } = latest.current
    setPosting(true)
    setInsists(true)
    const key = await now.flush()
    const event = latest.current.draft.event
    const prepared = prepareEvent(given.derive?.(event) ?? event, given.lists)
    try {
      const posted = await call('event.post', { event: prepared.event, ...(key ? { draft: key } : {}) })
      now.finish()
      setPosting(false)
      isBusy.current = false
      given.onPosted(posted.docId, posted.number)
    } catch (error) {
      setTried({ of: event, refusals: refusalsOf(error).map((refusal) => onScreen(refusal, prepared.origin)) })
      setTries((count) => count + 1)
      setPosting(false)
      isBusy.current = false
    }
  }, [])
  // The hand left its field to post: where it was refused it goes to what hinders.
  useEffect(() => { if (tries > 0 && (document.activeElement === document.body || document.activeElement?.id === 'main')) focusFirstError('#main') }, [tries])

  // Refusals of a try count for as long as nothing was changed since; then the preview has the word.
  const known = tried !== null && tried.of === draft.event ? tried.refusals : live.refusals
  const isMissing = (refusal: Refusal): boolean => stillMissing.has(refusal.code) || (options.isMissing?.(refusal, draft.event) ?? false)
  const refusals = useMemo(() => (insists ? known : known.filter((refusal) => !isMissing(refusal))).map((refusal) => atItsRow(refusal, draft.event)), [known, insists, draft.event])
  const missing = useMemo(() => (insists ? 0 : known.filter((refusal) => isMissing(refusal) && refusal.code !== 'UNBALANCED').length), [known, insists])
  const byField = useMemo(() => new Map(refusals.flatMap((refusal) => (refusal.field === undefined ? [] : [[refusal.field, refusal] as const]))), [refusals])

  const actions = {
    post: { id: 'document.post', labelKey: 'documents:post', keys: ['Ctrl+Enter'], run: () => void post() },
    paper: {
      id: 'document.paper', labelKey: 'documents:preview', keys: ['Ctrl+P', 'Alt+P'], when: () => draft.event.event === 'sales.invoice',
      run: () => void draft.flush().then((key) => setPaperId(key?.id ?? null)),
    },
    undo: { id: 'document.undo', labelKey: 'documents:undo', keys: ['Ctrl+Z'], when: () => latest.current.draft.canUndo, run: () => latest.current.draft.undo() },
    redo: { id: 'document.redo', labelKey: 'documents:redo', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], when: () => latest.current.draft.canRedo, run: () => latest.current.draft.redo() },
    discard: {
      id: 'document.discard', labelKey: 'documents:discard', keys: ['Ctrl+Shift+Delete'],
      run: () => void draft.discard().then(() => options.onDiscarded(), () => undefined),
    },
  } satisfies Record<string, Action>
  useActions(Object.values(actions))

  return {
    draft, event: draft.event, live, refusals, missing, isPosting, refusedTries: tries, actions, paperId,
    closePaper: () => setPaperId(null),
    refusalAt: (field) => byField.get(field) ?? null,
    refusalsOf: (list) => {
      const byRow = new Map<number, Refusal[]>()
      for (const refusal of refusals) {
        const [name, row] = refusal.field?.split('.') ?? []
        if (name === list && row !== undefined && /^[0-9]+$/.test(row)) byRow.set(Number(row), [...(byRow.get(Number(row)) ?? []), refusal])
      }
      return byRow
    },
  }
}
