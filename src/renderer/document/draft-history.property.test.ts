import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BusinessEvent } from '../../core/events/index.ts'
import { beginHistory, editDraft, redoDraft, stepPauseMs, undoDraft } from './draft-history.ts'

const draft = (note: number): BusinessEvent => ({ event: 'journal.post', id: 'j', date: '2026-11-24', note })

describe('undo of a draft', () => {
  it('goes back through every step to the beginning, and forward again to the end', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(3000)), { maxLength: 40 }), (edits) => {
      let history = beginHistory(draft(0))
      let at = 0
      edits.forEach(([field, gap], index) => {
        at += gap
        history = editDraft(history, draft(index + 1), field, at)
      })
      const last = history.present
      const steps = history.past.length
      for (let step = 0; step < steps; step += 1) history = undoDraft(history)
      expect(history.present).toEqual(draft(0))
      expect(undoDraft(history)).toBe(history)
      for (let step = 0; step < steps; step += 1) history = redoDraft(history)
      expect(history.present).toEqual(last)
    }))
  })

  it('takes the keystrokes of one field for one step, and another field for another', () => {
    let history = beginHistory(draft(0))
    history = editDraft(history, draft(1), 'lines.0.quantity', 10)
    history = editDraft(history, draft(2), 'lines.0.quantity', 20)
    history = editDraft(history, draft(3), 'lines.0.unitPrice', 30)
    expect(history.past).toHaveLength(2)
    history = editDraft(history, draft(4), 'lines.0.unitPrice', 30 + stepPauseMs)
    expect(history.past).toHaveLength(3)
  })

  it('forgets what was undone once something new is typed', () => {
    let history = editDraft(beginHistory(draft(0)), draft(1), 'a', 0)
    history = editDraft(undoDraft(history), draft(2), 'a', 1)
    expect(history.future).toHaveLength(0)
    expect(history.present).toEqual(draft(2))
  })
})
