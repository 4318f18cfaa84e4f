// The reports: an index, and each as a ledger page that opens what is behind its figures. Imports kit, client, app, core/report-layout.
// Invariant: the page shows the backend's layout; it adds up nothing.
import { reportNames } from '../../../contract/index.ts'
import type { Action } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import type { ScreenTable } from '../../app/screen-table.ts'
import { ReportIndex } from './report-index.tsx'
import { ReportScreen } from './report-screen.tsx'

export const screens: ScreenTable = { 'reports.list': ReportIndex, 'reports.report': ReportScreen }

/** Each report by its name, from wherever one is. */
export const globalActions: readonly Action[] = reportNames.map((name) => ({ id: `reports.open.${name}`, labelKey: `reports:titles.${name}`, alsoKey: `reports:also.${name}`, isGlobal: true, run: () => navigation.go({ screen: 'reports.report', params: { name } }) }))
