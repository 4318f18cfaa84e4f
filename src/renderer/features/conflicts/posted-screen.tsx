import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentView, DoublePosting } from '../../../contract/index.ts'
import { ActionButton } from '../../app/action-button.tsx'
import { type Action, useActions } from '../../app/actions.ts'
import type { Place } from '../../app/navigation.ts'
import { openDocument } from '../../app/targets.ts'
import { useCall, useCommand } from '../../client/index.ts'
import { newEvent } from '../../document/index.ts'
import { DateText, Money, RefusalList, Screen, Skeleton, Tag, localDateOf, useFormat, useToast, useToday } from '../../kit/index.ts'

/** Both documents of a draft that two devices posted while apart; one key reverses one of them. */
export function PostedScreen({ place }: { place: Place }) {
  const { t } = useTranslation('conflicts')
  const { data, isPending, refusals } = useCall('conflict.posted', { id: place.id ?? '' }, { keepPrevious: true })
  if (isPending) return <Screen title={t('posted.title')}><Skeleton rows={8} /></Screen>
  if (!data) return <Screen title={t('posted.title')}><RefusalList refusals={refusals} /></Screen>
  return <Pair posting={data} />
}

const stands = (document: DocumentView): boolean => document.status !== 'reversed' && document.status !== 'void'

function Pair({ posting }: { posting: DoublePosting }) {
  const { t } = useTranslation('conflicts')
  const toast = useToast()
  const today = useToday()
  const post = useCommand('event.post')
  const group = useRef<HTMLDivElement>(null)
  const { documents } = posting
  // The later one is the likelier mistake.
  const [picked, setPicked] = useState(documents.length - 1)
  const isOpen = documents.filter(stands).length > 1
  const target = documents[Math.min(picked, documents.length - 1)]
  useEffect(() => { group.current?.focus({ preventScroll: true }) }, [])
  async function reverseIt(): Promise<void> {
    if (!target || !isOpen || !stands(target) || post.busy) return
    // By its document: the event's id is the same in both.
    const done = await post.run({ event: newEvent('reverse', today < target.date ? target.date : today, { target: target.id }) })
    if (done) toast.say(t('posted.reversed', { number: target.number ?? target.eventId }))
  }
  const reverse: Action = { id: 'posted.reverse', labelKey: 'conflicts:posted.reverse', labelParams: { number: target?.number ?? '' }, keys: ['Ctrl+Enter'], when: () => isOpen && target !== undefined && stands(target) && !post.busy, run: () => void reverseIt() }
  useActions([reverse])
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault()
      setPicked(Math.min(documents.length - 1, Math.max(0, picked + (event.key === 'ArrowLeft' ? -1 : 1))))
    } else if (event.key === 'Enter' && target) {
      event.preventDefault()
      openDocument(target.id)
    }
  }
  return (
    <Screen title={t('posted.title')} actions={isOpen ? <ActionButton action={reverse} variant="danger" /> : undefined} footerEnd={t('posted.hint')}>
      <RefusalList refusals={post.refusals} />
      <p className="alike-effect" role="status">{t(isOpen ? 'posted.text' : 'posted.settled')}</p>
      <div className="alike" role="group" tabIndex={0} ref={group} aria-label={target === undefined ? t('posted.title') : isOpen ? t('posted.reverse', { number: target.number ?? target.eventId }) : (target.number ?? target.eventId)} onKeyDown={onKeyDown}>
        {documents.map((document, index) => <Side key={document.id} document={document} isPicked={isOpen && index === picked} onPick={() => setPicked(index)} />)}
      </div>
    </Screen>
  )
}

function Side({ document, isPicked, onPick }: { document: DocumentView; isPicked: boolean; onPick: () => void }) {
  const { t } = useTranslation(['conflicts', 'documents'])
  const format = useFormat()
  const tag = isPicked ? <Tag tone="warn">{t('conflicts:posted.willReverse')}</Tag> : stands(document) ? <Tag tone="ok">{t('conflicts:posted.stands')}</Tag> : <Tag>{t('conflicts:posted.isReversed')}</Tag>
  return (
    <section className={`card alike-side ${isPicked ? 'picked' : ''}`} onClick={onPick}>
      <h2><span>{t(`documents:type.${document.type}`)} {document.number}</span>{tag}</h2>
      <dl className="alike-fields">
        <div><dt>{t('conflicts:posted.by')}</dt><dd>{t('conflicts:posted.byText', { author: document.author, device: document.device, time: `${format.date(localDateOf(document.postedAt))} ${format.time(document.postedAt)}` })}</dd></div>
        <div><dt>{t('conflicts:posted.date')}</dt><dd><DateText date={document.date} /></dd></div>
        {document.partyName !== null && <div><dt>{t('conflicts:posted.party')}</dt><dd>{document.partyName}</dd></div>}
        {document.totals && <div><dt>{t('conflicts:posted.total')}</dt><dd><Money value={document.totals.total} currency={document.totals.currency} /></dd></div>}
      </dl>
      <table className="posted-ledger"><tbody>
        {document.ledger.map((line, index) => <tr key={index}><td>{line.account}</td><td>{format.language === 'zh' ? line.accountName.zh : format.language === 'en' ? line.accountName.en : line.accountName.id}</td><td className="n"><Money value={line.base} currency="IDR" bare /></td></tr>)}
      </tbody></table>
    </section>
  )
}
