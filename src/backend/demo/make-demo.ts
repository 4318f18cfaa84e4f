import type { BusinessEvent } from '../../core/events/index.ts'
import { existsSync, rmSync } from 'node:fs'
import { InvariantError, RefusalError, refuse } from '../../core/errors/index.ts'
import { putInPlace } from '../../store/book/index.ts'
import { BookKeeper } from '../book-keeper.ts'
import type { Context } from '../context.ts'
import { newDraft } from '../posting/draft.ts'
import { applyEvents } from '../posting/apply-events.ts'
import type { Job } from '../jobs.ts'
import { demoCompany } from './catalogue.ts'
import { demoEvents } from './events.ts'
import { writeDemoShipments } from './shipments.ts'

/**
 * Makes the demo book by the same commands that a person's clicks run: beside its name first, so that what bears the name is whole.
 * @throws RefusalError CANCELLED (no file is left behind), BOOK_EXISTS, FOLDER_READ_ONLY, DISK_FULL
 */
export async function makeDemo(context: Context, file: string, job: Job): Promise<void> {
  if (existsSync(file)) throw new RefusalError(refuse('BOOK_EXISTS', { file }))
  const { author } = context.session
  const today = context.today()
  const making = `${file}.making`
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${making}${suffix}`, { force: true })
  // A keeper of its own: the book that is open stays open, and no screen follows what is only half made.
  const keeper = new BookKeeper(context.installation, () => {})
  try {
    const book = keeper.create(making, demoCompany, 'default', author, today)
    await context.keys.ready(keeper, author, today)
    const events = demoEvents(today)
    for (const group of applyEvents(book, events, { author })) {
      for (const result of group) {
        if (result.status === 'refused') throw new InvariantError(`demo event ${String(result.id)}: ${JSON.stringify(result.refusals)}`)
      }
      job.progress((group.at(-1)?.index ?? 0) + 1, events.length, 'demo')
      await job.breathe()
    }
    book.transaction(() => book.write(demoDrafts(today).map((event) => newDraft(book, event, author))))
    book.transaction(() => writeDemoShipments(book, today, author))
    keeper.close()
    putInPlace(making, file)
  } catch (error) {
    keeper.abandon()
    throw error
  }
}

/** What somebody has begun and not yet posted, so that the lists show how drafts look. */
export function demoDrafts(today: string): BusinessEvent[] {
  const draft = (id: string, customer: string, currency: string, lines: readonly Record<string, string>[]): BusinessEvent => ({
    event: 'sales.invoice', id, date: today, customer, currency, tax: 'export0', warehouse: 'UTAMA', incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta', lines,
  })
  return [
    draft('draft-demo-1', 'QINGTENG', 'USD', [{ product: 'RC-101', quantity: '8', unitPrice: '42.50' }, { product: 'RC-115', quantity: '6', unitPrice: '78.00', discountPercent: '5' }, { product: 'RB-310', quantity: '12', unitPrice: '18.90' }]),
    draft('draft-demo-2', 'MUELLER', 'EUR', [{ product: 'RL-410', quantity: '8', unitPrice: '25.25' }]),
    draft('draft-demo-3', 'AOZORA', 'JPY', [{ product: 'RB-340', quantity: '96', unitPrice: '1400' }]),
  ]
}
