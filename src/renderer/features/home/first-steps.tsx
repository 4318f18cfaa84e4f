import { useTranslation } from 'react-i18next'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { Kbd } from '../../kit/index.ts'

const steps = [
  { id: 'products', keys: ['P'], screen: 'products.list' }, { id: 'opening', keys: ['O'], screen: 'opening' }, { id: 'invoice', keys: ['N'], screen: 'sales.invoice' },
] as const

/** A new book: what to begin with, each with its key. */
export function FirstSteps() {
  const { t } = useTranslation('home')
  useActions(steps.map((step): Action => ({ id: `home.first.${step.id}`, labelKey: `home:first.${step.id}`, keys: step.keys, run: () => navigation.go({ screen: step.screen }) })))
  return (
    <section className="home-first" aria-labelledby="home-first-title">
      <h2 id="home-first-title">{t('first.title')}</h2>
      <p className="muted">{t('first.note')}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            <button type="button" onClick={() => navigation.go({ screen: step.screen })}>
              <span className="home-words">{t(`first.${step.id}`)}<small>{t(`first.${step.id}Note`)}</small></span>
              <Kbd keys={step.keys[0]} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
