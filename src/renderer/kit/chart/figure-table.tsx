export interface FigureTableProps {
  readonly label: string
  readonly headings: readonly string[]
  /** Ready texts; the first column is a name, the others are figures. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[]; readonly onOpen?: (() => void) | undefined }[]
}

/** The figures of a chart as a table: the same rows, the same ways to open them. */
export function FigureTable({ label, headings, rows }: FigureTableProps) {
  return (
    // The list may be longer than its card: it scrolls, so it must take the focus for those without a mouse.
    <div className="figure-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead><tr>{headings.map((heading, index) => <th key={heading} scope="col" className={index > 0 ? 'end' : ''}>{heading}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, index) => index === 0
                ? <th key={index} scope="row">{row.onOpen ? <button type="button" className="figure-open" onClick={row.onOpen}>{cell}</button> : cell}</th>
                : <td key={index} className="end">{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
