import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { Input } from 'react-aria-components'
import { exponentOf, isCurrency, minorText, parseDecimal, percentOf, toMinor } from '../../core/money/index.ts'
import { type Refusal, refuse } from '../../core/errors/index.ts'
import { FieldFrame, type FieldProps } from './field.tsx'
import { currencySign, formatAmount, formatDecimal } from './format.ts'
import { type NumberReading, parseNumber } from './parse-number.ts'
import { useLanguage } from './reader.ts'

interface NumberProps extends FieldProps {
  /** Canonical text, null while nothing (or nothing readable) stands there. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly ref?: Ref<HTMLInputElement>
}

export interface DecimalFieldProps extends NumberProps {
  /** The most decimals that may be written; default 6. */
  readonly places?: number
  /** Stands behind the figure: a unit, a percent sign. */
  readonly suffix?: string
}

export interface MoneyFieldProps extends NumberProps {
  readonly currency: string
  /** More decimals than the currency has: unit prices (6). */
  readonly places?: number
  /** What `5%` is five hundredths of; without it a percentage is no amount. */
  readonly whole?: string
}

export function DecimalField({ places = 6, suffix, ...props }: DecimalFieldProps) {
  const language = useLanguage()
  return <NumberInput {...props} places={places} show={(value) => formatDecimal(value, language)} after={suffix} />
}

export function MoneyField({ currency, places, whole, ...props }: MoneyFieldProps) {
  const language = useLanguage()
  const own = isCurrency(currency) ? exponentOf(currency) : 2
  const fill = (value: string): string => {
    const [whole, fraction] = value.split('.')
    return fraction === undefined ? value : `${whole}.${fraction.padEnd(own, '0')}`
  }
  return <NumberInput {...props} places={places ?? own} show={(value) => formatAmount(value, currency, language)} fill={fill} before={currencySign(currency)} {...(whole === undefined ? {} : { share: (percent: string) => shareOf(whole, percent, currency) })} />
}

/** A percentage of an amount, as the books round it; null beyond all money. */
function shareOf(whole: string, percent: string, currency: string): string | null {
  const [amount, rate] = [parseDecimal(whole), parseDecimal(percent)]
  if (!amount || !rate || !isCurrency(currency)) return null
  try {
    return minorText(percentOf(toMinor(amount, currency), rate), currency)
  } catch {
    return null
  }
}

interface InputProps extends NumberProps {
  /** The amount that a percentage typed here means. */
  readonly share?: (percent: string) => string | null
  readonly places: number
  readonly show: (value: string) => string
  readonly fill?: (value: string) => string
  readonly before?: string
  readonly after?: string | undefined
}

/** While it has the focus it holds what was typed, letter by letter; when it is left, the figure as the language writes it. */
function NumberInput({ value, share, onChange, onKeyDown, onBlur, placeholder, ref, places, show, fill = (text) => text, before, after, ...field }: InputProps) {
  const language = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Refusal | null>(null)
  const last = useRef(value)
  // A value that came from outside replaces what was typed and could not be read.
  if (last.current !== value) {
    last.current = value
    if (wrong && value !== null) setWrong(null)
  }
  const read = (text: string): NumberReading => {
    const percent = share === undefined ? null : /^(.*?)\s*[%％]\s*$/.exec(text)
    if (!percent || !share) return parseNumber(text, language, places)
    const reading = parseNumber(percent[1] ?? '', language, 4)
    const amount = reading.ok ? share(reading.value) : null
    return amount === null ? { ok: false, code: 'BAD_DECIMAL' } : { ok: true, value: amount }
  }
  const accept = (text: string): void => {
    setTyped(text)
    if (text.trim() === '') {
      setWrong(null)
      last.current = null
      return onChange(null)
    }
    const reading = read(text)
    setWrong(null)
    const next = reading.ok ? fill(reading.value) : null
    last.current = next
    if (next !== value) onChange(next)
  }
  const leave = (): void => {
    if (typed !== null && typed.trim() !== '') {
      const reading = read(typed)
      if (!reading.ok) setWrong(refuse(reading.code, reading.code === 'BAD_DECIMAL' ? { text: typed } : { text: typed, places }))
      else setTyped(null)
    } else setTyped(null)
    onBlur?.()
  }
  const shown = typed ?? (value === null ? '' : show(value))
  return (
    <FieldFrame {...field} error={field.error ?? wrong} value={shown} onChange={accept} onBlur={leave}>
      <span className="input number-seat">
        {before !== undefined && <span className="currency">{before}</span>}
        <Input ref={ref} inputMode="decimal" placeholder={placeholder} onKeyDown={onKeyDown} onFocus={(event) => event.target.select()} />
        {after !== undefined && <span className="currency">{after}</span>}
      </span>
    </FieldFrame>
  )
}
