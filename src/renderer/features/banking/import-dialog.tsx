import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankImportResult, BankMapping, BankSetup } from '../../../contract/index.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, type ChosenFile, DateText, Dialog, FileSourceField, Money, RefusalList, Select, useRefusalSentence } from '../../kit/index.ts'
import { isWhole, MappingFields, type MappingDraft } from './mapping-fields.tsx'

interface ImportDialogProps {
  readonly accounts: BankSetup['accounts']
  readonly nameOf: (code: string) => string
  readonly onClose: () => void
  readonly onDone: (account: string) => void
}

const emptyMapping: MappingDraft = { text: [], dates: 'dmy', mark: '.' }

/** A bank's file: chosen, tried at once, and taken in with one key. */
export function ImportDialog({ accounts, nameOf, onClose, onDone }: ImportDialogProps) {
  const { t } = useTranslation(['banking', 'common'])
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [account, setAccount] = useState('')
  const [mapping, setMapping] = useState<MappingDraft>(emptyMapping)
  const [trial, setTrial] = useState<BankImportResult | null>(null)
  const command = useCommand('bank.import')
  const isUnknown = command.refusals.some((refusal) => refusal.code === 'BANK_FORMAT_UNKNOWN') || mapping.date !== undefined
  const preview = useCall('bank.preview', { source: file?.source ?? { file: '-' } }, { enabled: file !== null && isUnknown })
  const input = (chosen: ChosenFile, code: string, map: MappingDraft) => ({ source: chosen.source, ...(code === '' ? {} : { account: code }), ...(isWhole(map) ? { mapping: map as BankMapping } : {}) })
  const attempt = async (chosen: ChosenFile, code: string, map: MappingDraft): Promise<void> => setTrial(await command.run({ ...input(chosen, code, map), dryRun: true }))
  const choose = (chosen: ChosenFile): void => { setFile(chosen); setMapping(emptyMapping); void attempt(chosen, account, emptyMapping) }
  const chooseAccount = (code: string): void => { setAccount(code); if (file) void attempt(file, code, mapping) }
  const changeMapping = (map: MappingDraft): void => { setMapping(map); if (file && isWhole(map)) void attempt(file, account, map) }
  const apply = async (): Promise<void> => {
    if (!file || !trial || command.busy) return
    const done = await command.run(input(file, account, mapping))
    if (done) onDone(done.statements[0]?.account ?? account)
  }
  return (
    <Dialog title={t('banking:import.title')} size="wide" onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" isDisabled={trial === null || command.busy} disabledReason={t('banking:import.chooseFirst')} onPress={() => void apply()}>{t('banking:import.apply', { count: trial?.added ?? 0 })}</Button></>}>
      <div className="stack">
        <p className="muted">{t('banking:import.formats')}</p>
        <FileSourceField label={t('banking:import.file')} chosen={file} onChoose={choose} accept=".csv,.txt,.xml,.sta,.mt940,.ofx,.qfx" autoFocus />
        <Select label={t('banking:account')} value={account} options={[{ id: '', label: t('banking:import.byNumber') }, ...accounts.map((each) => ({ id: each.code, label: `${nameOf(each.code)} · ${each.currency}${each.bankAccount === null ? '' : ` · ${each.bankAccount}`}` }))]} onChange={chooseAccount} />
        <RefusalList refusals={command.refusals} />
        {isUnknown && preview.data && <MappingFields rows={preview.data.rows} mapping={mapping} onChange={changeMapping} />}
        {trial && <TrialTable trial={trial} nameOf={nameOf} />}
      </div>
    </Dialog>
  )
}

function TrialTable({ trial, nameOf }: { trial: BankImportResult; nameOf: (code: string) => string }) {
  const { t } = useTranslation('banking')
  const sentence = useRefusalSentence()
  return (
    <>
      <table className="bank-trial">
        <thead><tr><th>{t('account')}</th><th>{t('import.period')}</th><th className="n">{t('import.lines')}</th><th className="n">{t('import.new')}</th><th className="n">{t('import.opening')}</th><th className="n">{t('import.closing')}</th></tr></thead>
        <tbody>
          {trial.statements.map((statement) => (
            <tr key={`${statement.account} ${statement.from} ${statement.to} ${statement.opening}`}>
              <td>{nameOf(statement.account)}{statement.bankAccount !== '' && <small> {statement.bankAccount}</small>}</td>
              <td><DateText date={statement.from} form="short" /> – <DateText date={statement.to} form="short" /></td>
              <td className="n">{statement.lines}</td><td className="n">{statement.added}</td>
              <td className="n"><Money value={statement.opening} currency={statement.currency} /></td><td className="n"><Money value={statement.closing} currency={statement.currency} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {trial.warnings.length > 0 && <ul className="bank-warnings" role="status">{trial.warnings.map((warning, index) => <li key={index}>{sentence(warning)}</li>)}</ul>}
    </>
  )
}
