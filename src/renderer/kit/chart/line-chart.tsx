import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { placeOf, roundTicks, shareOf, tickText } from './scale.ts'

export interface LinePoint {
  readonly id: string
  readonly says: string
  /** Decimal text. */
  readonly value: string
}

interface LineChartProps {
  readonly label: string
  readonly points: readonly LinePoint[]
  readonly tick: (value: string) => string
  /** Words under the two ends of the line. */
  readonly ends: readonly [string, string]
}

/** A line over time. With the focus on it arrows walk along its points, and what the point says stands above. */
export function LineChart({ label, points, tick, ends }: LineChartProps) {
  const [at, setAt] = useState<number | null>(null)
  const values = points.map((point) => placeOf(point.value))
  const ticks = roundTicks(values, 6)
  // Nothing but zeros has no scale: one line says so, without a figure that means nothing.
  const isFlat = values.every((value) => value === 0)
  const last = points.length - 1
  const x = (index: number): number => (last <= 0 ? 100 : (index / last) * 100)
  const y = (index: number): number => 100 - shareOf(values[index] ?? 0, ticks) * 100
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = at ?? last
    const to: Record<string, number> = { ArrowLeft: from - 1, ArrowRight: from + 1, PageUp: from - 7, PageDown: from + 7, Home: 0, End: last }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(last, next)))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width > 0) setAt(Math.max(0, Math.min(last, Math.round(((event.clientX - box.left) / box.width) * last))))
  }
  const shown = at === null ? null : points[at]
  return (
    <div className="chart line">
      <div className="chart-says" aria-hidden="true">{shown?.says ?? ''}</div>
      <div
        className="chart-field" role="slider" tabIndex={0} aria-label={label} aria-valuemin={0} aria-valuemax={Math.max(0, last)} aria-valuenow={at ?? last} aria-valuetext={points[at ?? last]?.says ?? ''}
        onKeyDown={onKeyDown} onBlur={() => setAt(null)}
      >
        {ticks.map((value) => (value !== 0 && isFlat ? null : <span key={value} className={value === 0 ? 'chart-line zero' : 'chart-line'} style={{ bottom: `${shareOf(value, ticks) * 100}%` }}><i aria-hidden="true">{value === 0 ? '' : tick(tickText(value))}</i></span>))}
        <div className="line-plot" onPointerMove={onPointerMove} onPointerLeave={() => setAt(null)}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polygon className="line-area" points={`0,${100 - shareOf(0, ticks) * 100} ${values.map((_, index) => `${x(index)},${y(index)}`).join(' ')} 100,${100 - shareOf(0, ticks) * 100}`} />
          <polyline className="line-path" points={values.map((_, index) => `${x(index)},${y(index)}`).join(' ')} vectorEffect="non-scaling-stroke" />
        </svg>
        {at !== null && <span className="line-mark" style={{ left: `${x(at)}%` }}><b style={{ top: `${y(at)}%` }} /></span>}
        </div>
      </div>
      <div className="line-feet" aria-hidden="true"><span>{ends[0]}</span><span>{ends[1]}</span></div>
    </div>
  )
}
