import { useTranslation } from 'react-i18next'
import { Button } from '../kit/index.ts'
import { type Action, contextNow } from './actions.ts'

interface ActionButtonProps {
  readonly action: Action
  readonly variant?: 'main' | 'plain' | 'quiet' | 'danger'
  readonly disabledReason?: string
}

/** The button of an action: its label, its key, what it does. */
export function ActionButton({ action, variant = 'plain', disabledReason }: ActionButtonProps) {
  const label = useActionLabel()
  const isDisabled = !(action.when?.(contextNow()) ?? true)
  return <Button variant={variant} keys={action.keys?.[0]} isDisabled={isDisabled} disabledReason={disabledReason} onPress={() => action.run(contextNow())}>{label(action)}</Button>
}

export function useActionLabel(): (action: Action) => string {
  const { t } = useTranslation()
  const translate = t as unknown as (key: string, params?: Record<string, string>) => string
  return (action) => translate(action.labelKey, action.labelParams)
}
