import type { ScreenTable } from '../../app/screen-table.ts'
import { InboxScreen } from './inbox-screen.tsx'

export const screens: ScreenTable = { inbox: InboxScreen }
