// Home: what needs a person, money, who owes, what sells, what lies in stock. Imports kit, client, app.
// Invariant: every figure is the backend's; every picture has its table and opens what it shows.
import type { ScreenTable } from '../../app/screen-table.ts'
import { HomeScreen } from './home-screen.tsx'

export const screens: ScreenTable = { home: HomeScreen }
