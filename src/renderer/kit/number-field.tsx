import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { Input } from 'react-aria-components'
import { isCurrency, exponentOf } from '../../core/money/index.ts'
import { type Refusal, refuse } from '../../core/errors/index.ts'
import { FieldFrame, type FieldProps } from './field.tsx'
import { currencySign, formatAmount, formatDecimal } from './format.ts'
import { parseNumber } from './parse-number.ts'
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
}

export function DecimalField({ places = 6, suffix, ...props }: DecimalFieldProps) {
  const language = useLanguage()
  return <NumberInput {...props} places={places} show={(value) => formatDecimal(value, language)} after={suffix} />
}

export function MoneyField({ currency, places, ...props }: MoneyFieldProps) {
  const language = useLanguage()
  const own = isCurrency(currency) ? exponentOf(currency) : 2
  const fill = (value: string): string => {
    const [whole, fraction] = value.split('.')
    return fraction === undefined ? value : `${whole}.${fraction.padEnd(own, '0')}`
  }
  return <NumberInput {...props} places={places ?? own} show={(value) => formatAmount(value, currency, language)} fill={fill} before={currencySign(currency)} />
}

interface InputProps extends NumberProps {
  readonly places: number
  readonly show: (value: string) => string
  readonly fill?: (value: string) => string
  readonly before?: string
  readonly after?: string | undefined
}

/** While it has the focus it holds what was typed, letter by letter; when it is left, the figure as the language writes it. */
function NumberInput({ value, onChange, onKeyDown, onBlur, placeholder, ref, places, show, fill = (text) => text, before, after, ...field }: InputProps) {
  const language = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Refusal | null>(null)
  const last = useRef(value)
  // A value that came from outside replaces what was typed and could not be read.
  if (last.current !== value) {
    last.current = value
    if (wrong && value !== null) setWrong(null)
  }
  const accept = (text: string): void => {
    setTyped(text)
    if (text.trim() === '') {
      setWrong(null)
      last.current = null
      return onChange(null)
    }
    const reading = parseNumber(text, language, places)
    setWrong(null)
    const next = reading.ok ? fill(reading.value) : null
    last.current = next
    if (next !== value) onChange(next)
  }
  const leave = (): void => {
    if (typed !== null && typed.trim() !== '') {
      const reading = parseNumber(typed, language, places)
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
