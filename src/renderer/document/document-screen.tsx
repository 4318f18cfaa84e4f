import { type ComponentType, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { ActionButton } from '../app/action-button.tsx'
import { contextNow } from '../app/actions.ts'
import { hashOf, navigation, type Place, usePlace } from '../app/navigation.ts'
import { call, refusalsOf } from '../client/index.ts'
import { Button, RefusalList, Screen, Skeleton, Tag, useFormat, useRefusalSentence, useToast, useToday } from '../kit/index.ts'
import { PaperPreview } from '../kit/preview/index.ts'
import { PostedDocument } from './posted-document.tsx'
import type { Beginning, Editor } from './use-editor.ts'
import './document.css'

export interface EditorProps {
  readonly beginning: Beginning
  readonly place: Place
  onKey(id: string): void
  onPosted(docId: string, number: string | null): void
  onDiscarded(): void
}

interface DocumentScreenProps {
  readonly title: string
  readonly listPlace: Place
  /** The event that a new document starts from; `params` of the place say from what (an order, a copy). */
  begin(today: string, params: Readonly<Record<string, string>>): BusinessEvent | Promise<BusinessEvent>
  readonly editor: ComponentType<EditorProps>
}

type Shown = { readonly kind: 'draft'; readonly beginning: Beginning } | { readonly kind: 'posted'; readonly id: string } | { readonly kind: 'failed'; readonly refusals: readonly Refusal[] }

/** A document at its place: a new one, a draft that was begun before, or what was posted. */
export function DocumentScreen({ title, listPlace, begin, editor: EditorOf }: DocumentScreenProps) {
  const { t } = useTranslation('documents')
  const place = usePlace()
  const today = useToday()
  const toast = useToast()
  const wanted = JSON.stringify([place.screen, place.id ?? null, place.id === undefined ? place.params ?? {} : {}])
  const [shown, setShown] = useState<{ of: string; what: Shown } | null>(null)
  /** The place of what is in the editor now. */
  const own = useRef<string | null>(null)

  useEffect(() => {
    if (own.current === wanted) return
    own.current = wanted
    let current = true
    const show = (what: Shown) => { if (current && own.current === wanted) setShown({ of: wanted, what }) }
    const id = place.id
    const read = async (): Promise<Shown> => {
      if (id === undefined) return { kind: 'draft', beginning: { event: await begin(today, place.params ?? {}), key: null, savedAt: null } }
      if (!id.startsWith('draft:')) return { kind: 'posted', id }
      const draft = await call('draft.get', { id })
      return draft.posted !== null ? { kind: 'posted', id: draft.posted } : { kind: 'draft', beginning: { event: draft.event, key: { id: draft.id, rev: draft.rev }, savedAt: draft.savedAt } }
    }
    read().then(show, (error: unknown) => show({ kind: 'failed', refusals: refusalsOf(error) }))
    return () => { current = false }
  }, [wanted])

  const onKey = useCallback((id: string) => {
    // Only the address: the screen stays as it is, with the hand where it was.
    history.replaceState(history.state, '', hashOf({ screen: place.screen, id }))
  }, [place.screen])

  if (shown === null) return <Screen title={title}><Skeleton rows={12} /></Screen>
  if (shown.what.kind === 'failed') return <Screen title={title}><RefusalList refusals={shown.what.refusals} /></Screen>
  if (shown.what.kind === 'posted') return <PostedDocument key={shown.what.id} id={shown.what.id} />
  return (
    <EditorOf key={shown.of} beginning={shown.what.beginning} place={place} onKey={onKey}
      onPosted={(docId, number) => {
        toast.say(number === null ? t('postedToast') : t('postedToastNumber', { number }))
        // A step of something larger goes back to it.
        if (place.params?.['then'] === 'back') navigation.back(listPlace)
        else navigation.replace({ screen: place.screen, id: docId })
      }}
      onDiscarded={() => {
        toast.say(t('discarded'))
        navigation.back(listPlace)
      }} />
  )
}

interface EditorFrameProps {
  readonly title: string
  readonly editor: Editor
  readonly footer?: ReactNode
  readonly footerEnd?: ReactNode
  readonly actions?: ReactNode
  /** Documents without a paper. */
  readonly noPaper?: boolean
  readonly children: ReactNode
}

/** Frame of every editor: what it is, that it is a draft and saved, what hinders it, and the way to post it. */
export function EditorFrame({ title, editor, footer, footerEnd, actions, noPaper, children }: EditorFrameProps) {
  const { t } = useTranslation('documents')
  const hindrances = editor.refusals.length
  return (
    <>
      <Screen title={title}
        subtitle={<><Tag tone="draft">{t('status.draft')}</Tag><SavedAt editor={editor} /></>}
        actions={(
          <>
            <span aria-live="polite" className="hindrances">
              {hindrances > 0 ? <Tag tone="bad">{t('hindrances', { count: hindrances })}</Tag> : editor.missing > 0 ? <Tag tone="draft">{t('missing', { count: editor.missing })}</Tag> : null}
            </span>
            {actions}
            {!noPaper && <ActionButton action={editor.actions.paper} />}
            <Button variant="main" keys="Ctrl+Enter" isDisabled={editor.isPosting} onPress={() => editor.actions.post.run(contextNow())}>{t('post')}</Button>
          </>
        )}
        footer={footer} footerEnd={footerEnd ?? t('editorKeys')}>
        {editor.draft.saved.kind === 'failed' && <SaveFailed editor={editor} />}
        {children}
      </Screen>
      {editor.paperId !== null && <PaperPreview id={editor.paperId} onClose={editor.closePaper} />}
    </>
  )
}

function SavedAt({ editor }: { editor: Editor }) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const saved = editor.draft.saved
  if (saved.kind === 'new') return <span className="quiet saved-at">{t('notBegun')}</span>
  if (saved.kind === 'failed') return <Tag tone="bad">{t('notSaved')}</Tag>
  return <span className="quiet saved-at" role="status">{saved.kind === 'saved' ? t('savedAt', { time: format.time(saved.at) }) : t('saving')}</span>
}

function SaveFailed({ editor }: { editor: Editor }) {
  const { t } = useTranslation('documents')
  const saved = editor.draft.saved
  if (saved.kind !== 'failed') return null
  const changedElsewhere = saved.refusals.some((refusal) => refusal.code === 'DRAFT_CHANGED')
  return (
    <div className="save-failed">
      <RefusalList refusals={saved.refusals} title={t('notSaved')} />
      {changedElsewhere
        ? <><Button onPress={() => void editor.draft.keepMine()}>{t('keepMine')}</Button><Button onPress={() => void editor.draft.takeTheirs()}>{t('takeTheirs')}</Button></>
        : <Button onPress={() => void editor.draft.flush()}>{t('tryAgain')}</Button>}
    </div>
  )
}

/** Refusals that belong to no row and no field in sight, and those of rows with the row's number before them. */
export function Hindrances({ editor, list = 'lines', fields = [] }: { editor: Editor; list?: string; fields?: readonly string[] }) {
  const { t } = useTranslation('documents')
  const shown = editor.refusals.filter((refusal) => refusal.field === undefined || !fields.includes(refusal.field))
  return (
    <div className="hindrance-list" aria-live="polite">
      {shown.map((refusal, index) => {
        const [name, row] = refusal.field?.split('.') ?? []
        const isRow = name === list && row !== undefined && /^[0-9]+$/.test(row)
        return <HindranceText key={index} refusal={refusal} before={isRow ? t('row', { number: Number(row) + 1 }) : ''} />
      })}
    </div>
  )
}

function HindranceText({ refusal, before }: { refusal: Refusal; before: string }) {
  const sentence = useRefusalSentence()
  return <p className="hindrance"><span aria-hidden="true">⚠ </span>{before === '' ? '' : `${before} `}{sentence(refusal)}</p>
}
