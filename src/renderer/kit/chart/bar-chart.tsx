import { type KeyboardEvent, useRef, useState } from 'react'
import { placeOf, roundTicks, shareOf, tickText } from './scale.ts'

export interface Bar {
  readonly id: string
  /** Under the bar: one or two characters. */
  readonly short: string
  /** What the bar says when it is looked at: `November 2026, Rp 391.200.000`. */
  readonly says: string
  /** Decimal text. */
  readonly value: string
  readonly onOpen?: (() => void) | undefined
}

interface BarChartProps {
  readonly label: string
  readonly bars: readonly Bar[]
  /** The bar in full strength; the others are paler. */
  readonly strong?: string | undefined
  readonly tick: (value: string) => string
}

/** Upright bars from zero. One stop of the Tab key; arrows move, Enter opens, and what the bar says stands above. */
export function BarChart({ label, bars, strong, tick }: BarChartProps) {
  const [at, setAt] = useState<number | null>(null)
  const seat = useRef<HTMLDivElement>(null)
  const values = bars.map((bar) => placeOf(bar.value))
  const ticks = roundTicks(values, 5)
  // Nothing but zeros has no scale: one line says so, without a figure that means nothing.
  const isFlat = values.every((value) => value === 0)
  const zero = shareOf(0, ticks)
  const rest = Math.max(0, bars.findIndex((bar) => bar.id === strong))
  const move = (event: KeyboardEvent, index: number): void => {
    const to: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: bars.length - 1 }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    seat.current?.querySelectorAll<HTMLElement>('.bar')[Math.max(0, Math.min(bars.length - 1, next))]?.focus()
  }
  return (
    <div className="chart bars" role="group" aria-label={label} ref={seat}>
      <div className="chart-says" aria-hidden="true">{at === null ? '' : bars[at]?.says}</div>
      <div className="chart-field">
        {ticks.map((value) => (value !== 0 && isFlat ? null : <span key={value} className={value === 0 ? 'chart-line zero' : 'chart-line'} style={{ bottom: `${shareOf(value, ticks) * 100}%` }}><i aria-hidden="true">{value === 0 ? '' : tick(tickText(value))}</i></span>))}
        <div className="bar-row">
          {bars.map((bar, index) => {
            const share = shareOf(values[index] ?? 0, ticks)
            return (
              <button
                key={bar.id} type="button" className={`bar${bar.id === strong ? ' strong' : ''}${(values[index] ?? 0) < 0 ? ' negative' : ''}`} aria-label={bar.says} tabIndex={index === (at ?? rest) ? 0 : -1}
                onClick={bar.onOpen} onFocus={() => setAt(index)} onBlur={() => setAt(null)} onMouseEnter={() => setAt(index)} onMouseLeave={() => setAt(null)} onKeyDown={(event) => move(event, index)}
              ><span style={{ bottom: `${Math.min(zero, share) * 100}%`, height: `${Math.abs(share - zero) * 100}%` }} /></button>
            )
          })}
        </div>
      </div>
      <div className="bar-feet" aria-hidden="true">{bars.map((bar) => <span key={bar.id}>{bar.short}</span>)}</div>
    </div>
  )
}
