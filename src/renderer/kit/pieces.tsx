import type { ReactNode } from 'react'
import { currencySign, type DateForm } from './format.ts'
import { useFormat } from './reader.ts'

export function Card({ title, end, children, tone, className = '' }: { title?: ReactNode; end?: ReactNode; children: ReactNode; tone?: 'bad' | 'warn'; className?: string }) {
  return (
    <section className={`card ${tone ?? ''} ${className}`}>
      {title !== undefined && <h2><span>{title}</span>{end !== undefined && <span>{end}</span>}</h2>}
      {children}
    </section>
  )
}

export type Tone = 'draft' | 'ok' | 'warn' | 'bad' | 'accent'

const signs: Record<Tone, string> = { draft: '', ok: '', warn: '', bad: '⚠ ', accent: '' }

export function Tag({ tone = 'draft', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag ${tone}`}>{signs[tone] !== '' && <span aria-hidden="true">{signs[tone]}</span>}{children}</span>
}

/** What stands where nothing is yet: what belongs here, and the act that makes the first one. */
export function Empty({ text, action }: { text: string; action?: ReactNode }) {
  return <div className="empty"><p>{text}</p>{action}</div>
}

/** Grey rows of the size of what will come; it shows only after 200 ms, by its animation. */
export function Skeleton({ rows = 8 }: { rows?: number }) {
  return <div className="skeleton" aria-hidden="true">{Array.from({ length: rows }, (_, index) => <span key={index} />)}</div>
}

interface MoneyProps {
  readonly value: string | null | undefined
  readonly currency: string
  /** Zero as a dash, as statements do. */
  readonly dashZero?: boolean
  /** Leaves the currency out, where a heading says it. */
  readonly bare?: boolean
}

export function Money({ value, currency, dashZero = false, bare = false }: MoneyProps) {
  const format = useFormat()
  if (value === null || value === undefined || (dashZero && !/[1-9]/.test(value))) return <span className="money">–</span>
  return <span className="money">{!bare && <span className="currency">{currencySign(currency)}</span>}{format.amount(value, currency)}</span>
}

export function Quantity({ value, unit }: { value: string | null | undefined; unit?: string }) {
  const format = useFormat()
  if (value === null || value === undefined) return <span className="money">–</span>
  return <span className="money">{format.quantity(value)}{unit !== undefined && <span className="unit"> {unit}</span>}</span>
}

export function DateText({ date, form }: { date: string | null | undefined; form?: DateForm }) {
  const format = useFormat()
  return date ? <time dateTime={date}>{format.date(date, form)}</time> : <>–</>
}

/** How far a long job is, with the act that stops it. */
export function Progress({ label, done, total, action }: { label: string; done: number; total: number; action?: ReactNode }) {
  return (
    <div className="progress">
      <progress aria-label={label} max={total > 0 ? total : 1} {...(total > 0 ? { value: done } : {})} />
      <span role="status">{label}</span>
      {action}
    </div>
  )
}
