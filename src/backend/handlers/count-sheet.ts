import { RefusalError, refuse } from '../../core/errors/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { companyName } from '../book-keeper.ts'
import type { Handlers } from '../context.ts'
import { printPaper } from '../printing/index.ts'
import { countSheetDescription } from '../reporting/count-sheet.ts'
import { reportNamesOf } from './report-names.ts'

export const countSheetHandlers: Handlers<'stock.countSheet'> = {
  'stock.countSheet': async ({ book }, { warehouse, language, date }) => {
    const open = book()
    const { sql } = open.projections
    if (!masterOf(sql, 'warehouse', warehouse)) throw new RefusalError(refuse('UNKNOWN_WAREHOUSE', { code: warehouse }, 'warehouse'))
    const names = reportNamesOf(open, language)
    const goods = sql.values<string>('SELECT product FROM stock WHERE warehouse = ? AND quantity <> 0 ORDER BY product', warehouse)
      .map((code) => ({ code, name: names.product(code), unit: String(masterOf(sql, 'product', code)?.fields['unit'] ?? 'pcs') }))
    const bytes = await printPaper(countSheetDescription({ company: companyName(open), warehouse: [warehouse, names.warehouse(warehouse)].filter(Boolean).join(' '), date, goods }, language))
    return { fileName: `${warehouse.toLowerCase().replace(/[^a-z0-9]+/g, '-')}_${date}.pdf`, mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') }
  },
}
