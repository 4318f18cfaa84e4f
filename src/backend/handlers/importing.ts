import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import type { Handlers } from '../context.ts'
import { bankSetup, confirmLine, decodeText, ignoreLine, importBankFile, importTable, ownDocument, previewTable, proposalsOf, readSeparated, readSource, reconciliation, separatorOf, undoLine } from '../importing/index.ts'

const previewRows = 20

export const importingHandlers: Handlers<
  'bank.import' | 'bank.preview' | 'bank.setup' | 'bank.proposals' | 'bank.confirm' | 'bank.undo' | 'bank.ignore' | 'bank.rule.save' | 'bank.rule.remove' | 'bank.reconciliation' | 'import.preview' | 'import.run'
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
  'bank.rule.save': ({ book, session, today }, { id, contains, direction, account, party }) => {
    const open = book()
    const view = open.projections.view()
    const known = account === undefined ? null : view.account(account)
    if (account !== undefined && !known) throw new RefusalError(refuse('UNKNOWN_ACCOUNT', { code: account }, 'account'))
    if (account !== undefined && known?.control) throw new RefusalError(refuse('CONTROL_ACCOUNT', { account }, 'account'))
    if (party !== undefined && !view.party(party)) throw new RefusalError(refuse('UNKNOWN_PARTY', { code: party }, 'party'))
    const old = id === undefined ? [] : [goneRule(open, id)]
    const fields = { contains, direction, ...(account === undefined ? {} : { account }), ...(party === undefined ? {} : { party }) }
    const rule = ownDocument(open, 'bankRule', null, fields, session.author, today())
    open.transaction(() => open.write([...old, rule]))
    return { id: String(rule['_id']) }
  },
  'bank.rule.remove': ({ book }, { id }) => {
    const open = book()
    open.transaction(() => open.write([goneRule(open, id)]))
    return null
  },
  'bank.reconciliation': ({ book, today }, { account, asOf }) => reconciliation(book(), account, asOf, today()),
  'import.preview': (_context, { source, kind }) => previewTable(source, kind),
  'import.run': ({ book, session, today }, request) => importTable(book(), request, session, today()),
}

/** @throws RefusalError DOCUMENT_NOT_FOUND where there is no such rule */
function goneRule(book: Book, id: string): Record<string, unknown> {
  const rule = id.startsWith('bankRule:') ? book.document(id) : undefined
  if (!rule) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { _id: id, _rev: String(rule['_rev']), _deleted: true }
}
