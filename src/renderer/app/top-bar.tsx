import { useTranslation } from 'react-i18next'
import { languages } from '../../locales/index.ts'
import { Kbd, Tip } from '../kit/index.ts'
import { SyncIndicator } from './features.ts'
import { useLook } from './look.ts'

export function TopBar({ onFind }: { onFind: () => void }) {
  const { t } = useTranslation('common')
  return (
    <header className="top">
      <button type="button" className="find" onClick={onFind} aria-keyshortcuts="Control+K"><span>{t('findOrRun')}</span><Kbd keys="Ctrl+K" /></button>
      <div className="right">
        <SyncIndicator />
        <LookButtons />
      </div>
    </header>
  )
}

/** Language and theme. */
export function LookButtons() {
  const { t } = useTranslation('common')
  const look = useLook()
  const themeWish = t(look.theme === 'dark' ? 'theme.toLight' : 'theme.toDark')
  const now = languages.find((entry) => entry.id === look.language) ?? languages[0]
  const next = languages[(languages.indexOf(now) + 1) % languages.length] ?? languages[0]
  return (
    <>
      <Tip text={t('languageNow', { name: now.name, next: next.name })} keys="Ctrl+Shift+L"><button type="button" className="bar-button" onClick={look.nextLanguage} aria-label={`${now.sign} · ${t('languageNow', { name: now.name, next: next.name })}`}>{now.sign}</button></Tip>
      <Tip text={themeWish}><button type="button" className="bar-button" onClick={look.nextTheme} aria-label={themeWish}>{look.theme === 'dark' ? '☀' : '☾'}</button></Tip>
    </>
  )
}
