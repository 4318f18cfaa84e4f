// The reports: an index, and each as a ledger page that opens what is behind its figures. Imports kit, client, app, core/report-layout.
// Invariant: the page shows the backend's layout; it adds up nothing.
import type { ScreenTable } from '../../app/screen-table.ts'
import { ReportIndex } from './report-index.tsx'
import { ReportScreen } from './report-screen.tsx'

export const screens: ScreenTable = { 'reports.list': ReportIndex, 'reports.report': ReportScreen }
