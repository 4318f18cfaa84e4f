import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation } from '../../app/navigation.ts'
import { openAttention } from '../../app/targets.ts'
import { useCall, useList, usePreference } from '../../client/index.ts'
import { RefusalList, Screen, useFormat, useToday } from '../../kit/index.ts'
import { AttentionCard, shownMax } from './attention-card.tsx'
import { CashCard } from './cash-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import { greetingAt } from './greeting.ts'
import { ProfitCard, StockCard } from './goods-cards.tsx'
import { ReceivablesCard } from './receivables-card.tsx'
import { SalesCard } from './sales-card.tsx'
import { isNewBook } from './summary-figures.ts'
import './home.css'

export function HomeScreen() {
  const { t } = useTranslation('home')
  const format = useFormat()
  const today = useToday()
  const { data, refusals } = useCall('home.summary', { today }, { keepPrevious: true })
  const waiting = useList('attention').total
  const [asTables, setAsTables] = usePreference<boolean>('home.tables', false)
  const receive: Action = { id: 'home.receive', labelKey: 'home:actions.receive', keys: ['Ctrl+B'], run: () => navigation.go({ screen: 'payments.receive' }) }
  const invoice: Action = { id: 'home.invoice', labelKey: 'home:actions.invoice', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go({ screen: 'sales.invoice' }) }
  const rows = data?.attention.slice(0, shownMax) ?? []
  useActions([
    invoice, receive,
    { id: 'home.tables', labelKey: 'home:table.toggle', keys: ['T'], run: () => setAsTables(!asTables) },
    ...rows.map((row, index): Action => ({
      id: `home.open.${index}`, labelKey: 'home:attention.open', labelParams: { number: String(index + 1) }, keys: [String(index + 1)], isQuiet: true,
      run: () => openAttention(row),
    })),
  ])
  const isNew = data !== undefined && isNewBook(data)
  return (
    <Screen
      title={t(`greeting.${greetingAt(new Date().getHours())}`)} subtitle={format.date(today, 'long')}
      actions={<><ActionButton action={receive} /><ActionButton action={invoice} variant="main" /></>} footerEnd={t('footer.hint')}
    >
      <RefusalList refusals={refusals} />
      {isNew ? <FirstSteps /> : (
        <div className="home">
          <div className="home-left"><AttentionCard rows={data?.attention} total={waiting} /><StockCard stock={data?.stock} /></div>
          <CashCard cash={data?.cash} asTable={asTables} onToggle={() => setAsTables(!asTables)} />
          <SalesCard sales={data?.sales} asTable={asTables} onToggle={() => setAsTables(!asTables)} />
          <ReceivablesCard receivables={data?.receivables} asTable={asTables} onToggle={() => setAsTables(!asTables)} />
          <ProfitCard profit={data?.profit} />
        </div>
      )}
    </Screen>
  )
}
