// What devices did while apart and a person has to settle: fields, documents that look alike, drafts posted twice. Imports document, kit, client, app, core.
// Invariant: nothing is settled here; what was chosen the backend writes, with a record of who chose it.
import type { ScreenTable } from '../../app/screen-table.ts'
import { AlikeScreen } from './alike-screen.tsx'
import { ConflictScreen } from './conflict-screen.tsx'
import { PostedScreen } from './posted-screen.tsx'
import './conflicts.css'

export const screens: ScreenTable = { 'inbox.conflict': ConflictScreen, 'inbox.alike': AlikeScreen, 'inbox.posted': PostedScreen }
