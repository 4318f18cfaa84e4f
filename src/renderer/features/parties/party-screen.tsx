import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { navigation, type Place } from '../../app/navigation.ts'
import { useMaster } from '../../client/index.ts'
import { partyNames, RefusalList, restOf, SavedNote, Screen, Skeleton, useLanguage } from '../../kit/index.ts'
import { PartyFields, textOf } from './party-fields.tsx'
import { PartyStatement } from './party-statement.tsx'
import { PartyDocuments } from './party-documents.tsx'

const shownFields = ['name', 'nameZh', 'country', 'termsDays', 'address', 'addressZh', 'taxId', 'nitku', 'uscc', 'phone', 'email', 'contact']
const tabs = ['details', 'statement', 'documents'] as const

/** One party: its data, what is open, its documents. Changes are kept as each field is left. */
export function PartyScreen({ place }: { place: Place }) {
  const { t } = useTranslation(['parties', 'common'])
  const code = place.id ?? ''
  const party = useMaster('party', code)
  const tab = tabs.find((entry) => entry === place.params?.tab) ?? 'details'
  const save: Action = { id: 'parties.save', labelKey: 'common:save', keys: ['Ctrl+Enter', 'Ctrl+S'], when: () => party.isChanged, run: () => void party.save() }
  const invoice: Action = { id: 'parties.invoice', labelKey: 'parties:newInvoice', keys: ['Ctrl+N', 'Alt+N'], run: () => navigation.go({ screen: 'sales.invoice', params: { party: code, new: String(Date.now()) } }) }
  useActions([save, invoice])
  const name = partyNames({ name: textOf(party.fields.name), nameZh: textOf(party.fields.nameZh) }, useLanguage())[0] || code
  return (
    <Screen
      title={name} subtitle={<><span>{code}</span><SavedNote state={party.state} savedAt={party.savedAt} refused={party.refusals.length > 0} /></>}
      tabs={tabs.map((id) => ({ id, label: t(`parties:tab.${id}`) }))} tab={tab} onTab={(id) => navigation.replace({ ...place, params: { tab: id } })}
      actions={<>{tab === 'details' && <ActionButton action={save} disabledReason={t('parties:nothingChanged')} />}<ActionButton action={invoice} variant="main" /></>}
    >
      {tab === 'details' && (party.isPending ? <Skeleton rows={8} /> : (
        <div className="card form-card" onBlur={() => { if (party.isChanged) void party.save() }}>
          <RefusalList refusals={restOf(party.refusals, shownFields)} />
          <PartyFields values={party.fields} onChange={party.set} refusals={party.refusals} />
        </div>
      ))}
      {tab === 'statement' && <PartyStatement code={code} />}
      {tab === 'documents' && <PartyDocuments code={code} />}
    </Screen>
  )
}
