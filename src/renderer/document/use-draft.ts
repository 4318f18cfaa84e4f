import { useCallback, useEffect, useRef, useState } from 'react'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { call, queryClient, refusalsOf } from '../client/index.ts'
import { beginHistory, completeDraft, editDraft, redoDraft, undoDraft, type DraftHistory } from './draft-history.ts'

const saveAfterMs = 400

export type SaveState =
  | { readonly kind: 'new' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly refusals: readonly Refusal[] }

export interface DraftKey {
  readonly id: string
  readonly rev: string
}

export interface Draft {
  readonly event: BusinessEvent
  readonly saved: SaveState
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** @param field  edits of one field in quick succession are one step of undo */
  change(edit: (event: BusinessEvent) => BusinessEvent, field: string): void
  /** Fills in what follows from an edit, as part of the same step. */
  complete(edit: (event: BusinessEvent) => BusinessEvent): void
  undo(): void
  redo(): void
  /** Saves what is typed and waits for it. @returns the draft's key, null when it is untouched or could not be saved */
  flush(): Promise<DraftKey | null>
  discard(): Promise<void>
  /** After the document was posted: nothing is saved any more. */
  finish(): void
  /** The draft was changed elsewhere: write this version over it, or take the other one. */
  keepMine(): Promise<void>
  takeTheirs(): Promise<void>
}

/**
 * A draft that is saved as it is typed. Saves go one after the other, each with the revision that the one before it gave;
 * leaving the screen, losing the focus of the window and closing it save at once.
 * @param shape  what is added to the event when it is written, for papers that are made of the draft
 */
export function useDraft(begin: { readonly event: BusinessEvent; readonly key: DraftKey | null; readonly savedAt: string | null }, shape?: (event: BusinessEvent) => BusinessEvent): Draft {
  const [history, setHistory] = useState<DraftHistory>(() => beginHistory(begin.event))
  const [saved, setSaved] = useState<SaveState>(begin.savedAt ? { kind: 'saved', at: begin.savedAt } : { kind: 'new' })
  const shaped = useRef(shape)
  shaped.current = shape
  const live = useRef({ history, key: begin.key, dirty: false, ended: false, timer: 0 as ReturnType<typeof setTimeout> | 0, saving: null as Promise<void> | null })

  const save = useCallback(async (): Promise<void> => {
    const state = live.current
    clearTimeout(state.timer)
    if (state.saving) await state.saving
    if (!state.dirty || state.ended) return
    state.dirty = false
    const event = shaped.current?.(state.history.present) ?? state.history.present
    const work = (async () => {
      try {
        const answer = await call('draft.save', { event, ...(state.key ? { id: state.key.id, rev: state.key.rev } : {}) })
        state.key = { id: answer.id, rev: answer.rev }
        setSaved(state.dirty ? { kind: 'changed' } : { kind: 'saved', at: answer.savedAt })
      } catch (error) {
        state.dirty = true
        setSaved({ kind: 'failed', refusals: refusalsOf(error) })
      }
    })()
    state.saving = work
    await work
    state.saving = null
  }, [])

  const put = useCallback((next: DraftHistory) => {
    const state = live.current
    if (next === state.history) return
    state.history = next
    setHistory(next)
    state.dirty = true
    setSaved((old) => (old.kind === 'failed' ? old : { kind: 'changed' }))
    clearTimeout(state.timer)
    state.timer = setTimeout(() => void save(), saveAfterMs)
  }, [save])

  useEffect(() => {
    const now = () => void save()
    window.addEventListener('blur', now)
    window.addEventListener('pagehide', now)
    document.addEventListener('visibilitychange', now)
    return () => {
      window.removeEventListener('blur', now)
      window.removeEventListener('pagehide', now)
      document.removeEventListener('visibilitychange', now)
      void save()
    }
  }, [save])

  return {
    event: history.present,
    saved,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: useCallback((edit, field) => put(editDraft(live.current.history, edit(live.current.history.present), field, performance.now())), [put]),
    complete: useCallback((edit) => put(completeDraft(live.current.history, edit(live.current.history.present))), [put]),
    undo: useCallback(() => put(undoDraft(live.current.history)), [put]),
    redo: useCallback(() => put(redoDraft(live.current.history)), [put]),
    flush: useCallback(async () => {
      // A save that was under way may have begun before the last keystroke.
      for (let turn = 0; turn < 3 && (live.current.dirty || live.current.saving); turn += 1) await save()
      return live.current.dirty ? null : live.current.key
    }, [save]),
    discard: useCallback(async () => {
      const state = live.current
      clearTimeout(state.timer)
      if (state.saving) await state.saving
      state.ended = true
      if (state.key) await call('draft.discard', state.key)
    }, []),
    finish: useCallback(() => {
      live.current.ended = true
      clearTimeout(live.current.timer)
    }, []),
    keepMine: useCallback(async () => {
      const state = live.current
      if (!state.key) return
      const other = await call('draft.get', { id: state.key.id })
      state.key = { id: other.id, rev: other.rev }
      state.dirty = true
      await save()
    }, [save]),
    takeTheirs: useCallback(async () => {
      const state = live.current
      if (!state.key) return
      const other = await queryClient.fetchQuery({ queryKey: ['draft.get', { id: state.key.id }], queryFn: () => call('draft.get', { id: state.key!.id }), staleTime: 0 })
      state.key = { id: other.id, rev: other.rev }
      state.history = editDraft(state.history, other.event, 'theirs', performance.now())
      state.dirty = false
      setHistory(state.history)
      setSaved({ kind: 'saved', at: other.savedAt })
    }, []),
  }
}
