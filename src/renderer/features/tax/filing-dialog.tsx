import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaxDueRow } from '../../../contract/index.ts'
import { useCommand } from '../../client/index.ts'
import { Button, DateField, Dialog, RefusalList, TextField, useFormat, useToday } from '../../kit/index.ts'
import { useAfterTyping } from './use-after-typing.ts'

/** Notes when a return was filed or a tax paid, with the number that the tax office gave. */
export function FilingDialog({ row, onClose }: { row: TaxDueRow; onClose: () => void }) {
  const { t } = useTranslation(['tax', 'common'])
  const format = useFormat()
  const today = useToday()
  const mark = useCommand('tax.markFiled')
  const [date, setDate] = useState<string | null>(row.filed?.date ?? today)
  const [reference, setReference] = useState(row.filed?.reference ?? '')
  const save = async (): Promise<void> => {
    if (date === null || mark.busy) return
    if ((await mark.run({ obligation: row.obligation, act: row.act, period: row.period, filing: { date, reference: reference.trim() } })) !== null) onClose()
  }
  const { run, onKeyDown } = useAfterTyping(save)
  return (
    <Dialog title={`${t(`tax:obligation.${row.obligation}.${row.act}` as 'tax:obligation.ppn.pay')} · ${format.month(row.period, 'long')}`} onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={date === null || mark.busy} onPress={run}>{t('tax:calendar.mark')}</Button></>}>
      <form noValidate className="form-grid" onSubmit={(event) => { event.preventDefault(); run() }} onKeyDown={onKeyDown}>
        <DateField label={t(row.act === 'pay' ? 'tax:filing.paidOn' : 'tax:filing.filedOn')} value={date} onChange={setDate} />
        <TextField label={t(row.act === 'pay' ? 'tax:filing.ntpn' : 'tax:filing.bpe')} value={reference} onChange={setReference} maxLength={60} />
        <button type="submit" hidden />
      </form>
      <RefusalList refusals={mark.refusals} />
    </Dialog>
  )
}
