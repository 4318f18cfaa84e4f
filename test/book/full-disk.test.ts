import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyEvent } from '../../src/backend/posting/apply-event.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { applyAll, eventsIn, makeShop, problemsOf, reportsOf, shopEvents, withShop } from '../crash/shop.ts'
import { refusalsOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder('full-disk')
const events = shopEvents(190)

test('a disk that is full at any page refuses the event whole, keeps the book sound, and lets it go on when there is room', { timeout: 120_000 }, () => {
  const undisturbed = makeShop(join(folder, 'undisturbed'))
  const expected = withShop(undisturbed, (book) => {
    applyAll(book, events)
    return reportsOf(book)
  })
  const shop = makeShop(join(folder, 'shop'))
  withShop(shop, (book) => {
    const { database } = book
    const limit = (pages: number): unknown => database.pragma(`max_page_count = ${pages}`)
    let times = 0
    let next = 0
    // The disk grows by a page whenever it was full: every page that the book takes is once the one too many.
    for (let pages = database.pragma('page_count', { simple: true }) as number; next < events.length; pages += 1) {
      limit(pages)
      const codes = refusalsOf(() => {
        while (next < events.length) {
          const outcome = applyEvent(book, events[next], { author: 'owner' })
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
          next += 1
        }
      })
      if (codes.length === 0) break
      expect(codes).toEqual(['DISK_FULL'])
      expect(database.inTransaction).toBe(false)
      times += 1
      if (times % 10 !== 1) continue
      expect([...eventsIn(book, events)]).toEqual(events.slice(0, next).map((event) => event.id))
      expect(problemsOf(book), `after ${times} times full`).toEqual([])
    }
    limit(1_000_000)
    expect(times).toBeGreaterThan(20)
    expect(problemsOf(book)).toEqual([])
    expect(reportsOf(book) === expected).toBe(true)
  })
})

test('a group of events that meets the full disk is not reported, and not there', () => {
  const shop = makeShop(join(folder, 'group'))
  withShop(shop, (book) => {
    const pages = book.database.pragma('page_count', { simple: true }) as number
    book.database.pragma(`max_page_count = ${pages + 6}`)
    const reported: string[] = []
    expect(refusalsOf(() => {
      for (const group of applyEvents(book, events, { author: 'owner' })) for (const result of group) if (result.status === 'posted') reported.push(result.eventId)
    })).toEqual(['DISK_FULL'])
    expect([...eventsIn(book, events)]).toEqual(reported)
    book.database.pragma('max_page_count = 1000000')
    expect(problemsOf(book)).toEqual([])
    expect([...applyAll(book, events).values()].filter((status) => status !== 'posted' && status !== 'unchanged')).toEqual([])
  })
})
