// The journal: every posting of the book, entries by hand, and the view of documents that have no screen of their own. Imports document, kit, client, app.
// Invariant: what was posted is only ever taken back by its reversal.
import type { Action } from '../../app/actions.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { newPlace, PostedDocument } from '../../document/index.ts'
import { JournalEntryScreen } from './journal-entry.tsx'
import { JournalList } from './journal-list.tsx'

const PostedScreen = ({ place }: { place: Place }) => <PostedDocument id={place.id ?? ''} />

export const screens: ScreenTable = { 'journal.list': JournalList, 'journal.entry': JournalEntryScreen, 'journal.document': PostedScreen }

export const globalActions: readonly Action[] = [
  { id: 'journal.entryAnywhere', labelKey: 'journal:newEntry', run: () => navigation.go(newPlace('journal.entry')), isGlobal: true },
]
