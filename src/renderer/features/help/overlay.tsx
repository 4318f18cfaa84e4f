// The keys of the screen in sight, read from the actions that are in force. Imports kit, app.
// Invariant: lists what the keyboard really does now; nothing is written by hand but what every list can do.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionLabel } from '../../app/action-button.tsx'
import { type Action, actionsNow } from '../../app/actions.ts'
import { isDesktop } from '../../client/index.ts'
import { Dialog, Kbd } from '../../kit/index.ts'
import './help.css'

const listKeys = [
  { id: 'move', keys: ['ArrowUp', 'ArrowDown'] }, { id: 'open', keys: ['Enter'] }, { id: 'select', keys: ['Space', 'Shift+ArrowDown'] }, { id: 'page', keys: ['PageUp', 'PageDown'] }, { id: 'ends', keys: ['Home', 'End'] },
] as const

/** Keys of this screen (`?`, F1): what was registered when it was opened, the screen's own before what works everywhere. */
export function HelpOverlay({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('help')
  const label = useActionLabel()
  // Taken once: the overlay itself must not change what it describes.
  const [actions] = useState(() => actionsNow().filter((action) => (action.keys?.length ?? 0) > 0))
  const [typed, setTyped] = useState('')
  const fits = (words: string): boolean => words.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase())
  const shown = actions.filter((action) => fits(label(action)))
  const here = shown.filter((action) => !action.isGlobal)
  const everywhere = shown.filter((action) => action.isGlobal)
  const lists = listKeys.filter((entry) => fits(t(`list.${entry.id}`)))
  return (
    <Dialog title={t('title')} onClose={onClose} size="wide">
      <div className="help">
        <input className="input" type="search" aria-label={t('search')} placeholder={t('search')} value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
        <div className="help-columns">
          <div>
            {here.length > 0 && <Keys title={t('here')} rows={here.map((action) => ({ id: action.id, words: label(action), keys: keysOf(action) }))} />}
            {lists.length > 0 && <Keys title={t('tables')} rows={lists.map((entry) => ({ id: entry.id, words: t(`list.${entry.id}`), keys: entry.keys }))} />}
          </div>
          <div>{everywhere.length > 0 && <Keys title={t('everywhere')} rows={everywhere.map((action) => ({ id: action.id, words: label(action), keys: keysOf(action) }))} />}</div>
        </div>
        {here.length + everywhere.length + lists.length === 0 && <p className="muted">{t('none')}</p>}
        <p className="muted help-foot">{t('footer')}</p>
      </div>
    </Dialog>
  )
}

/** In a browser tab the first key may belong to the browser: there the second is shown as well. */
function keysOf(action: Action): readonly string[] {
  const keys = action.keys ?? []
  return isDesktop() ? keys.slice(0, 1) : keys.slice(0, 2)
}

const named = (keys: string): string => keys.split('+').map((key) => (/^[a-z]$/.test(key) ? key.toUpperCase() : key)).join('+')

function Keys({ title, rows }: { title: string; rows: readonly { readonly id: string; readonly words: string; readonly keys: readonly string[] }[] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl>{rows.map((row) => <div key={row.id}><dt>{row.words}</dt><dd><span className="for-readers">{row.keys.map(named).join(', ')}</span>{row.keys.map((keys) => <Kbd key={keys} keys={named(keys)} />)}</dd></div>)}</dl>
    </section>
  )
}
