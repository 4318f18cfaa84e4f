import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../kit/index.ts'

interface PictureCardProps {
  readonly title: string
  readonly end?: string | undefined
  readonly className: string
  readonly figure?: string | undefined
  readonly note?: string | undefined
  readonly asTable: boolean
  readonly onToggle: () => void
  readonly picture: ReactNode
  readonly table: ReactNode
}

/** A card with a picture and, one key away, the table of the same figures in the same room. */
export function PictureCard({ title, end, className, figure, note, asTable, onToggle, picture, table }: PictureCardProps) {
  const { t } = useTranslation('home')
  return (
    <Card
      className={`home-picture ${className}`} title={title}
      end={<>{end}<button type="button" className="home-toggle" aria-pressed={asTable} aria-label={`${title}: ${t(asTable ? 'table.hide' : 'table.show')}`} title={`${t(asTable ? 'table.hide' : 'table.show')} (T)`} onClick={onToggle}><span aria-hidden="true">{asTable ? '▤' : '▦'}</span></button></>}
    >
      {figure !== undefined && <div className="home-figure">{figure}</div>}
      {note !== undefined && <div className="home-note">{note}</div>}
      {asTable ? table : picture}
    </Card>
  )
}
