// The page's controls: fields, table, picker, frame of a screen, overlays, figures. Imports client, contract, core.
// Invariant: knows no feature; every control has a label, works from the keyboard and shows its refusal beside itself.
//
// The controls stand on react-aria-components, with our own look. Ours from the ground up are only those for which it has no
// equal: the table (100,000 rows of which those in sight exist, with a cursor that outlives its rows), the line grid (one cell is
// typed into, a scanner's burst is heard in all), the charts, the picker (says why itself), and toasts, which the library still
// calls unstable.
export * from './button.tsx'
export * from './choice.tsx'
export * from './date-field.tsx'
export * from './field.tsx'
export * from './file-source.tsx'
export * from './floating.tsx'
export * from './format.ts'
export * from './kept.ts'
export * from './menu.tsx'
export * from './number-field.tsx'
export * from './overlay.tsx'
export { langOf, PartyName, partyNames } from './party-name.tsx'
export * from './goods-name.tsx'
export * from './parse-date.ts'
export * from './parse-number.ts'
export * from './picker.tsx'
export * from './pieces.tsx'
export * from './pass-combinations.ts'
export * from './reader.ts'
export * from './reader-provider.tsx'
export * from './refusal-text.tsx'
export * from './screen.tsx'
export * from './table.tsx'
export * from './text-field.tsx'
export * from './toast.tsx'
export * from './code-of-name.ts'
export * from './countries.ts'
export * from './saved-note.tsx'
