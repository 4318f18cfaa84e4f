import type { BusinessEvent } from '../../core/events/index.ts'

/** A draft with what it was before and what was undone. Pure, so that undo is tested without a page. */
export interface DraftHistory {
  readonly past: readonly BusinessEvent[]
  readonly present: BusinessEvent
  readonly future: readonly BusinessEvent[]
  /** Field of the last edit and its time: keystrokes in one field are one step of undo, not twenty. */
  readonly touched: { readonly field: string; readonly at: number } | null
}

/** Edits of one field closer together than this belong to one step. */
export const stepPauseMs = 1200
const stepsMax = 200

export function beginHistory(event: BusinessEvent): DraftHistory {
  return { past: [], present: event, future: [], touched: null }
}

/** @param at  milliseconds, from any clock that only grows */
export function editDraft(history: DraftHistory, next: BusinessEvent, field: string, at: number): DraftHistory {
  if (next === history.present) return history
  const same = history.touched !== null && history.touched.field === field && at - history.touched.at < stepPauseMs && history.future.length === 0 && history.past.length > 0
  return {
    past: same ? history.past : [...history.past.slice(-(stepsMax - 1)), history.present],
    present: next,
    future: [],
    touched: { field, at },
  }
}

/** A value that the program filled in by itself (name and price of a picked good): part of the step that caused it. */
export function completeDraft(history: DraftHistory, next: BusinessEvent): DraftHistory {
  return next === history.present ? history : { ...history, present: next }
}

export function undoDraft(history: DraftHistory): DraftHistory {
  const before = history.past.at(-1)
  if (!before) return history
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], touched: null }
}

export function redoDraft(history: DraftHistory): DraftHistory {
  const [next, ...future] = history.future
  if (!next) return history
  return { past: [...history.past, history.present], present: next, future, touched: null }
}
