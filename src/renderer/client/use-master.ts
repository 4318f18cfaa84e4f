import { useCallback, useEffect, useRef, useState } from 'react'
import type { MasterType, MasterView } from '../../contract/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { call, queryClient } from './client.ts'
import { refusalsOf, useCall } from './hooks.ts'

type Fields = Readonly<Record<string, unknown>>

export interface Master {
  readonly fields: Fields
  readonly isPending: boolean
  /** Loading or saving went wrong, and why. */
  readonly refusals: readonly Refusal[]
  readonly state: 'same' | 'changed' | 'saving' | 'saved'
  /** Something was typed that is not saved yet, also while an earlier save is on its way. */
  readonly isChanged: boolean
  /** ISO instant of the last save that was confirmed. */
  readonly savedAt: string | null
  set(name: string, value: unknown): void
  /** Saves what was changed; resolves to whether everything is saved now. */
  save(): Promise<boolean>
}

/** Keys of the questions about one master record. */
const keyOf = (type: MasterType, code: string): readonly unknown[] => ['master.get', { type, code }]

/**
 * A master record as it is being edited. Only the fields that were touched are sent, so that another person's change of another
 * field stands. What is unsaved when the screen is left is saved then.
 */
export function useMaster(type: MasterType, code: string): Master {
  const loaded = useCall('master.get', { type, code })
  const [edits, setEdits] = useState<Fields>({})
  const [status, setStatus] = useState<{ saving: boolean; savedAt: string | null; refusals: readonly Refusal[] }>({ saving: false, savedAt: null, refusals: [] })
  const now = useRef({ edits, view: loaded.data })
  now.current = { edits, view: loaded.data }
  const running = useRef<Promise<boolean> | null>(null)

  const send = useCallback(async (): Promise<boolean> => {
    const { view } = now.current
    const sent = now.current.edits
    if (!view || Object.keys(sent).length === 0) return true
    setStatus((old) => ({ ...old, saving: true }))
    try {
      // Another part of the program may have changed the record since it was read: its revision is asked for again.
      const fresh: MasterView = await call('master.get', { type, code })
      const saved = await call('master.save', { id: fresh.id, rev: fresh.rev, fields: sent })
      queryClient.setQueryData([...keyOf(type, code)], saved)
      // What was typed meanwhile stays an edit.
      const left = Object.fromEntries(Object.entries(now.current.edits).filter(([name, value]) => sent[name] !== value))
      now.current = { ...now.current, edits: left }
      setEdits((old) => Object.fromEntries(Object.entries(old).filter(([name, value]) => sent[name] !== value)))
      setStatus({ saving: false, savedAt: new Date().toISOString(), refusals: [] })
      return true
    } catch (error) {
      setStatus((old) => ({ ...old, saving: false, refusals: refusalsOf(error) }))
      return false
    }
  }, [type, code])
  const save = useCallback(async (): Promise<boolean> => {
    const before = running.current
    const next = (before ?? Promise.resolve(true)).then(send)
    running.current = next
    return next
  }, [send])
  useEffect(() => () => { if (Object.keys(now.current.edits).length > 0) void save() }, [save])

  const isChanged = Object.keys(edits).length > 0
  return {
    fields: { ...loaded.data?.fields, ...edits },
    isPending: loaded.isPending,
    refusals: loaded.refusals.length > 0 ? loaded.refusals : status.refusals,
    state: status.saving ? 'saving' : isChanged ? 'changed' : status.savedAt === null ? 'same' : 'saved',
    isChanged,
    savedAt: status.savedAt,
    set: (name, value) => setEdits((old) => ({ ...old, [name]: value })),
    save,
  }
}
