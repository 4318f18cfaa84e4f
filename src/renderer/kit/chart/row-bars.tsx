import { placeOf } from './scale.ts'

export interface RowBar {
  readonly id: string
  readonly label: string
  /** Decimal text. */
  readonly value: string
  /** The value as it is shown. */
  readonly shown: string
  readonly tone: 'accent' | 'warn' | 'bad'
  readonly onOpen?: (() => void) | undefined
}

/** Lying bars, a name and a figure each: the length repeats the figure, the colour repeats the name. */
export function RowBars({ label, bars }: { label: string; bars: readonly RowBar[] }) {
  const largest = Math.max(0, ...bars.map((bar) => Math.abs(placeOf(bar.value))))
  return (
    <ul className="row-bars" aria-label={label}>
      {bars.map((bar) => {
        const share = largest === 0 ? 0 : Math.abs(placeOf(bar.value)) / largest
        const content = (
          <>
            <span className="row-bar-label">{bar.label}</span>
            <span className="row-bar-track" aria-hidden="true">{share > 0 && <span className={`row-bar-length ${bar.tone}`} style={{ width: `max(3px, ${share * 100}%)` }} />}</span>
            <span className="row-bar-figure">{bar.shown}</span>
          </>
        )
        return <li key={bar.id}>{bar.onOpen && share > 0 ? <button type="button" onClick={bar.onOpen}>{content}</button> : <span className="row-bar-still">{content}</span>}</li>
      })}
    </ul>
  )
}
