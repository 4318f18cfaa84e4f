import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentView } from '../../contract/index.ts'
import { useCommand } from '../client/index.ts'
import { Button, DateField, Dialog, refusalOf, RefusalList, restOf, useToast, useToday } from '../kit/index.ts'
import { LedgerTable, withoutExchangePairs } from './booking-panel.tsx'
import { newEvent } from './event-fields.ts'
import { usePreview } from './use-preview.ts'

/** Takes a posting back by its opposite, with what that will do before it is done. */
export function ReverseDialog({ document, onClose }: { document: DocumentView; onClose(): void }) {
  const { t } = useTranslation('documents')
  const today = useToday()
  const toast = useToast()
  const [date, setDate] = useState<string | null>(today < document.date ? document.date : today)
  const begun = useMemo(() => newEvent('reverse', document.date, { target: document.eventId }), [document.eventId, document.date])
  const event = useMemo(() => ({ ...begun, date: date ?? '' }), [begun, date])
  const live = usePreview(event, {})
  const post = useCommand('event.post')
  const refusals = post.refusals.length > 0 ? post.refusals : live.refusals

  async function reverse(): Promise<void> {
    const done = await post.run({ event })
    if (!done) return
    toast.say(t('reversedToast', { number: document.number ?? document.eventId }))
    onClose()
  }

  return (
    <Dialog title={t('reverseTitle', { number: document.number ?? '' })} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('reverseNot')}</Button>
        <Button variant="danger" onPress={() => void reverse()} isDisabled={post.busy || date === null || live.refusals.length > 0} disabledReason={t('reverseHindered')}>{t('reverse')}</Button>
      </>
    )}>
      <p>{t('reverseText')}</p>
      <DateField label={t('field.date')} value={date} onChange={setDate} error={refusalOf(refusals, 'date')} />
      <RefusalList refusals={restOf(refusals, ['date'])} />
      {live.preview && live.preview.ledger.length > 0 && (
        <div className="booking card"><h2 className="card-title"><span>{t('willBook')}</span></h2><LedgerTable lines={withoutExchangePairs(live.preview.ledger)} /></div>
      )}
    </Dialog>
  )
}
