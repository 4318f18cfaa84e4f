import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Handlers } from '../context.ts'
import { bankSetup, confirmLine, decodeText, ignoreLine, importBankFile, importTable, previewTable, proposalsOf, readSeparated, readSource, reconciliation, separatorOf, undoLine } from '../importing/index.ts'

const previewRows = 20

export const importingHandlers: Handlers<
  'bank.import' | 'bank.preview' | 'bank.setup' | 'bank.proposals' | 'bank.confirm' | 'bank.undo' | 'bank.ignore' | 'bank.rule.remove' | 'bank.reconciliation' | 'import.preview' | 'import.run'
> = {
  'bank.import': ({ book, session, today }, request) => importBankFile(book(), request, session.author, today()),
  'bank.preview': (_context, { source }) => {
    const text = decodeText(readSource(source).bytes)
    return { separator: separatorOf(text), rows: readSeparated(text).slice(0, previewRows) }
  },
  'bank.setup': ({ book, today }) => bankSetup(book(), today()),
  'bank.proposals': ({ book, today }, { id }) => proposalsOf(book(), id, today()),
  'bank.confirm': ({ book, session, today }, { id, choice }) => confirmLine(book(), id, choice, session, today()),
  'bank.undo': ({ book, session, today }, { id }) => undoLine(book(), id, session, today()),
  'bank.ignore': ({ book, session }, { id, ignored }) => ignoreLine(book(), id, ignored, session.author),
  'bank.rule.remove': ({ book }, { id }) => {
    const open = book()
    const rule = id.startsWith('bankRule:') ? open.document(id) : undefined
    if (!rule) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
    open.transaction(() => open.write([{ _id: id, _rev: String(rule['_rev']), _deleted: true }]))
    return null
  },
  'bank.reconciliation': ({ book, today }, { account, asOf }) => reconciliation(book(), account, asOf, today()),
  'import.preview': (_context, { source, kind }) => previewTable(source, kind),
  'import.run': ({ book, session, today }, request) => importTable(book(), request, session, today()),
}
