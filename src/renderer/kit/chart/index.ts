// Charts that say their figures: bars, a line, bars of age, each with a table of the same figures. Imports kit.
// Invariant: nothing is told by colour alone, each mark can be reached and opened from the keyboard, and figures stay exact text
// (numbers are used for places on the screen only).
import './chart.css'

export * from './bar-chart.tsx'
export * from './figure-table.tsx'
export * from './line-chart.tsx'
export * from './row-bars.tsx'
export * from './scale.ts'
