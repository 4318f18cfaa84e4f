import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OneSidedDocuments } from '../../../contract/index.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, Dialog, RefusalList, Skeleton, useFormat, useToast } from '../../kit/index.ts'
import { useFocusKept } from './keep-focus.ts'

/** The server is another one than before: what each side has that the other lacks, and the three answers. */
export function ReplacedCard({ isBusy, onServerFollows, onStop }: { isBusy: boolean; onServerFollows: () => void; onStop: () => void }) {
  useFocusKept()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const toast = useToast()
  const compared = useCall('sync.compare', {})
  const follow = useCommand('sync.follow')
  const [asks, setAsks] = useState(false)
  const off = isBusy || follow.busy
  const onFollow = async (): Promise<void> => {
    setAsks(false)
    const done = await follow.run({})
    if (done) toast.say(t('replaced.followed', { device: done.info.device, file: done.kept }))
  }
  return (
    <Card title={t('replaced.title')} tone="bad">
      <p>{t('replaced.text')}</p>
      {compared.isPending ? <Skeleton rows={3} /> : compared.data && (
        <div className="sync-sides">
          <Side title={t('replaced.onlyHere')} side={compared.data.onlyHere} isHere />
          <Side title={t('replaced.onlyThere')} side={compared.data.onlyThere} isHere={false} />
          <p className="muted">{t('replaced.same', { number: format.decimal(String(compared.data.same)) })}</p>
        </div>
      )}
      <RefusalList refusals={[...compared.refusals, ...follow.refusals]} />
      <div className="buttons">
        <Button isDisabled={off} disabledReason={t('about.syncing')} onPress={onStop}>{t('replaced.stop')}</Button>
        <Button isDisabled={off} disabledReason={t('about.syncing')} onPress={onServerFollows}>{t('replaced.follow')}</Button>
        <Button variant="danger" isDisabled={off} disabledReason={t('about.syncing')} onPress={() => setAsks(true)}>{t('replaced.followServer')}</Button>
      </div>
      {asks && (
        <Dialog
          title={t('replaced.sure')} onClose={() => setAsks(false)}
          actions={<><Button onPress={() => setAsks(false)} autoFocus>{t('replaced.no')}</Button><Button variant="danger" onPress={() => void onFollow()}>{t('replaced.yes')}</Button></>}
        ><p>{t('replaced.followText', { count: compared.data?.onlyHere.count ?? 0 })}</p></Dialog>
      )}
    </Card>
  )
}

const shown = 8

function Side({ title, side, isHere }: { title: string; side: OneSidedDocuments; isHere: boolean }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const more = side.count - Math.min(shown, side.documents.length)
  return (
    <section>
      <h3>{title} <span className="n">{format.decimal(String(side.count))}</span></h3>
      <ul className="sync-side">
        {side.documents.slice(0, shown).map(({ id, label }) => <li key={id}>{isHere ? <button type="button" onClick={() => openDocument(id)}>{label ?? id}</button> : <span>{label ?? id}</span>}</li>)}
        {more > 0 && <li className="muted">{t('replaced.more', { number: format.decimal(String(more)) })}</li>}
      </ul>
    </section>
  )
}
