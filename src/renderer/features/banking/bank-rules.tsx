import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankRuleView } from '../../../contract/index.ts'
import type { Refusal } from '../../../core/errors/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import { arrayList, call, refusalsOf, useCall, useCommand } from '../../client/index.ts'
import { accountName, useAccounts } from '../../document/index.ts'
import { Button, type Column, Dialog, Empty, Picker, RefusalList, refusalOf, restOf, Screen, Select, Table, TextField, useFormat, useToast } from '../../kit/index.ts'

/** What was taught about lines of the bank: by which words, where they go. */
export function BankRules() {
  const { t } = useTranslation('banking')
  const { language } = useFormat()
  const toast = useToast()
  const { data, refusals } = useCall('bank.setup', {})
  const parties = useCall('list.page', { list: 'parties', offset: 0, limit: 1000 })
  const accounts = useAccounts()
  const [failed, setFailed] = useState<readonly Refusal[]>([])
  const save = useCommand('bank.rule.save')
  const [current, setCurrent] = useState<BankRuleView | undefined>()
  const [edited, setEdited] = useState<BankRuleView | 'new' | null>(null)
  const rules = data?.rules
  const rule = rules?.find(({ id }) => id === current?.id)
  const partyName = (code: string): string => ((parties.data?.rows ?? []) as readonly { code: string; name: string }[]).find((row) => row.code === code)?.name ?? ''
  const targetOf = ({ account, party }: BankRuleView): string => (account !== null ? `${account} ${accountName(accounts.byCode.get(account)?.name, language)}` : `${party ?? ''} ${partyName(party ?? '')}`)
  const drop = async (of: BankRuleView): Promise<void> => {
    try {
      await call('bank.rule.remove', { id: of.id })
      setFailed([])
    } catch (error) {
      return setFailed(refusalsOf(error))
    }
    const { contains, direction, account, party } = of
    toast.say(t('rules.removed'), () => void save.run({ contains, direction, ...(account === null ? {} : { account }), ...(party === null ? {} : { party }) }))
  }
  const add: Action = { id: 'banking.rule.new', labelKey: 'banking:rules.add', keys: ['Ctrl+N', 'Alt+N'], run: () => setEdited('new') }
  const change: Action = { id: 'banking.rule.edit', labelKey: 'banking:rules.edit', keys: ['F2'], when: () => rule !== undefined, run: () => { if (rule) setEdited(rule) } }
  const removal: Action = { id: 'banking.rule.remove', labelKey: 'banking:rules.remove', keys: ['Delete'], when: () => rule !== undefined, run: () => { if (rule) void drop(rule) } }
  useActions([add, change, removal])
  const columns: readonly Column<BankRuleView>[] = [
    { id: 'contains', heading: t('rules.words'), width: 'minmax(220px, 2fr)', cell: (row) => <b>{row.contains}</b> },
    { id: 'direction', heading: t('rules.direction'), width: 120, cell: (row) => t(`rules.${row.direction}`) },
    { id: 'target', heading: t('rules.target'), width: 'minmax(220px, 2fr)', cell: targetOf },
  ]
  return (
    <Screen title={t('rules.title')} subtitle={<span className="quiet">{t('rules.lead')}</span>} footer={t('rules.count', { count: rules?.length ?? 0 })} footerEnd={t('rules.keys')}
      actions={<><ActionButton action={removal} disabledReason={t('rules.empty')} /><ActionButton action={change} disabledReason={t('rules.empty')} /><ActionButton action={add} variant="main" /></>}>
      <RefusalList refusals={[...refusals, ...failed, ...save.refusals]} />
      <Table label={t('rules.title')} columns={columns} list={arrayList('bank.rules', rules)} rowKey={(row) => row.id} onOpen={setEdited} onCursor={setCurrent} autoFocus
        emptyState={<Empty text={t('rules.empty')} action={<Button variant="main" keys="Ctrl+N" onPress={() => setEdited('new')}>{t('rules.add')}</Button>} />} />
      {edited !== null && <RuleDialog rule={edited === 'new' ? null : edited} label={edited === 'new' ? null : targetOf(edited)} onClose={() => setEdited(null)} />}
    </Screen>
  )
}

function RuleDialog({ rule, label, onClose }: { rule: BankRuleView | null; label: string | null; onClose: () => void }) {
  const { t } = useTranslation(['banking', 'common'])
  const save = useCommand('bank.rule.save')
  const [contains, setContains] = useState(rule?.contains ?? '')
  const [direction, setDirection] = useState<'in' | 'out'>(rule?.direction ?? 'out')
  const [target, setTarget] = useState<{ kind: 'account' | 'party'; code: string; label: string } | null>(
    rule === null ? null : rule.account !== null ? { kind: 'account', code: rule.account, label: (label ?? '').slice(rule.account.length + 1) } : { kind: 'party', code: rule.party ?? '', label: (label ?? '').slice((rule.party ?? '').length + 1) },
  )
  const isWhole = contains.trim() !== '' && target !== null
  const keep = async (): Promise<void> => {
    if (!isWhole || save.busy) return
    const done = await save.run({ ...(rule === null ? {} : { id: rule.id }), contains: contains.trim(), direction, ...(target.kind === 'account' ? { account: target.code } : { party: target.code }) })
    if (done !== null) onClose()
  }
  return (
    <Dialog title={t(rule === null ? 'banking:rules.add' : 'banking:rules.edit')} onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" isDisabled={!isWhole || save.busy} disabledReason={t('banking:rules.choose')} onPress={() => void keep()}>{t('common:save')}</Button></>}>
      <form noValidate className="stack" onSubmit={(event) => { event.preventDefault(); void keep() }}>
        <TextField label={t('banking:rules.words')} value={contains} onChange={setContains} maxLength={200} autoFocus isRequired />
        <Select label={t('banking:rules.direction')} value={direction} options={(['in', 'out'] as const).map((id) => ({ id, label: t(`banking:rules.${id}`) }))} onChange={(id) => setDirection(id as 'in' | 'out')} />
        <Picker label={t('banking:byHand.target')} kinds={['account', 'party']} value={target?.code ?? null} valueLabel={target?.label ?? null} error={refusalOf(save.refusals, 'account') ?? refusalOf(save.refusals, 'party')}
          onChange={(code, hit) => setTarget(code === null || hit === null ? null : { kind: hit.kind === 'party' ? 'party' : 'account', code, label: hit.title })} />
        <RefusalList refusals={restOf(save.refusals, ['account', 'party'])} />
        <button type="submit" hidden>{t('common:save')}</button>
      </form>
    </Dialog>
  )
}
