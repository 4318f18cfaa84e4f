import { useEffect, useRef, useState } from 'react'
import type { EventPreview } from '../../contract/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { call, refusalsOf, subscribe } from '../client/index.ts'
import { fieldOnScreen, prepareEvent } from './event-fields.ts'

const askAfterMs = 120

export interface LivePreview {
  readonly preview: EventPreview | null
  /** Fields point at rows of the screen. */
  readonly refusals: readonly Refusal[]
  /** The shown preview is of an older state of the draft. */
  readonly pending: boolean
}

/**
 * What posting this event would do, asked a moment after the last keystroke; the last answer stays until the next is there.
 * @param lists  for each list of the event the fields whose absence makes a line blank
 */
export function usePreview(event: BusinessEvent, lists: Readonly<Record<string, readonly string[]>>, enabled = true): LivePreview {
  const [answer, setAnswer] = useState<{ preview: EventPreview | null; refusals: readonly Refusal[]; of: BusinessEvent | null }>({ preview: null, refusals: [], of: null })
  const [changes, setChanges] = useState(0)
  const marks = useRef(lists)
  marks.current = lists

  useEffect(() => subscribe((message) => {
    // Another document may have moved the stock or the rate that this one depends on.
    if (message.event === 'changed' && message.topics.some((topic) => topic !== 'drafts' && topic !== 'preferences' && topic !== 'sync')) setChanges((count) => count + 1)
  }), [])

  useEffect(() => {
    if (!enabled) return
    let current = true
    const timer = setTimeout(() => {
      const prepared = prepareEvent(event, marks.current)
      call('event.preview', { event: prepared.event }).then(
        (preview) => {
          if (current) setAnswer({ preview, refusals: preview.refusals.map((refusal) => onScreen(refusal, prepared.origin)), of: event })
        },
        (error: unknown) => {
          if (current) setAnswer((old) => ({ ...old, refusals: refusalsOf(error), of: event }))
        },
      )
    }, askAfterMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [event, enabled, changes])

  return { preview: answer.preview, refusals: answer.refusals, pending: answer.of !== event }
}

export function onScreen(refusal: Refusal, origin: Readonly<Record<string, readonly number[]>>): Refusal {
  return refusal.field === undefined ? refusal : { ...refusal, field: fieldOnScreen(refusal.field, origin) }
}
