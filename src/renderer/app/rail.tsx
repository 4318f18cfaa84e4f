import { useTranslation } from 'react-i18next'
import type { BookInfo } from '../../contract/index.ts'
import { useList } from '../client/index.ts'
import { navigation, usePlace } from './navigation.ts'
import { sectionOf, sections } from './sections.ts'

/** The sections, with the number of things that wait in the inbox. */
export function Rail({ book }: { book: BookInfo }) {
  const { t } = useTranslation('common')
  const place = usePlace()
  const here = sectionOf(place.screen)
  const waiting = useList('attention').total
  return (
    <nav className="rail" aria-label={t('sections')}>
      <div className="book" title={book.file}>{book.company}<small>{book.readOnly ? t('bookReadOnly') : t('bookOpen', { device: book.device })}</small></div>
      {sections.map((section) => (
        <a
          key={section.id} href={`#/${section.screen}`} className={`${section.id === here ? 'on' : ''} ${section.id}`} aria-current={section.id === here ? 'page' : undefined} title={section.key === '' ? t(`section.${section.id}`) : `${t(`section.${section.id}`)} (${section.key})`}
          onClick={(event) => {
            event.preventDefault()
            navigation.go({ screen: section.screen })
          }}
        >
          <svg className="icon" viewBox="0 0 20 20" aria-hidden="true"><path d={section.icon} /></svg><span className="word">{t(`section.${section.id}`)}</span>
          {section.id === 'inbox' && waiting > 0 && <b>{waiting}</b>}
        </a>
      ))}
    </nav>
  )
}
