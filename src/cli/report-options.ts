import type { ReportName } from '../contract/index.ts'
import { RefusalError } from '../core/errors/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'

/** What of a report is asked for. @throws UsageError for an unknown dimension */
export function reportArgumentsOf(given: Arguments) {
  const by = given.text('by')
  if (by !== undefined && !isDimension(by)) throw new UsageError(`--by takes month, product, buyer or country, not '${by}'`)
  const asked = {
    from: given.text('from'), to: given.text('to'), asOf: given.text('as-of'), account: given.text('account'), product: given.text('product'), party: given.text('party'), by, compareFrom: given.text('compare-from'),
    compareTo: given.text('compare-to'), asKnown: given.text('as-known'),
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as { [Key in keyof typeof asked]?: Exclude<(typeof asked)[Key], undefined> }
}

/** What goes out of the house is kept for showing it again as it was known; a book that cannot be written still gives its reports. */
export async function keepReport(connection: Connection, name: ReportName, reportArguments: ReturnType<typeof reportArgumentsOf>): Promise<void> {
  try {
    await connection.call('report.keep', { name, arguments: reportArguments, how: 'export' })
  } catch (error) {
    if (!(error instanceof RefusalError) || !error.refusals.some(({ code }) => code === 'BOOK_READ_ONLY' || code === 'BOOK_NEWER' || code === 'ROLE_FORBIDDEN')) throw error
  }
}

function isDimension(by: string): by is 'month' | 'product' | 'buyer' | 'country' {
  return by === 'month' || by === 'product' || by === 'buyer' || by === 'country'
}
