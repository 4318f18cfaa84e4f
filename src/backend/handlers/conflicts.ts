import { decisions } from '../conflicts/decisions.ts'
import { documentConflict } from '../conflicts/document-conflict.ts'
import { conflictRows, doublePosting, duplicatePair, join, keepApart, separate } from '../conflicts/duplicates.ts'
import { resolveDocument } from '../conflicts/resolve.ts'
import type { Handlers } from '../context.ts'
import { checkTyped } from './documents.ts'

export const conflictHandlers: Handlers<
  'conflict.list' | 'conflict.get' | 'conflict.resolve' | 'conflict.decisions' | 'conflict.posted' | 'duplicate.get' | 'duplicate.join' | 'duplicate.separate' | 'duplicate.keepApart'
> = {
  'conflict.list': ({ book }) => conflictRows(book()),
  'conflict.get': ({ book }, { id }) => documentConflict(book(), id),
  'conflict.resolve': ({ book, session, today }, input) => ({ open: resolveDocument(book(), input, session.author, today(), (document, typed) => checkTyped(session, document, typed)) }),
  'conflict.decisions': ({ book }, { about }) => decisions(book(), about),
  'conflict.posted': ({ book, today }, { id }) => doublePosting(book(), id, today()),
  'duplicate.get': ({ book }, { id, other }) => duplicatePair(book(), id, other),
  'duplicate.join': ({ book, session, today }, { id, stays }) => {
    join(book(), id, stays, session.author, today())
    return { id }
  },
  'duplicate.separate': ({ book, session, today }, { id }) => {
    separate(book(), id, session.author, today())
    return { id }
  },
  'duplicate.keepApart': ({ book, session, today }, { id, other }) => {
    keepApart(book(), id, other, session.author, today())
    return { id }
  },
}
