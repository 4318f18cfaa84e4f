import { useTranslation } from 'react-i18next'
import type { AttentionRow } from '../../../contract/index.ts'
import { navigation } from '../../app/navigation.ts'
import { openAttention } from '../../app/targets.ts'
import { Card, Kbd, Skeleton } from '../../kit/index.ts'
import { useAttentionText } from '../../app/attention-text.ts'

export const shownMax = 7

const signs = { error: '⚠', warning: '●', info: '○' } as const

/** What needs a person: the first of the inbox, each with its key. */
export function AttentionCard({ rows, total }: { rows: readonly AttentionRow[] | undefined; total: number }) {
  const { t } = useTranslation('home')
  const textOf = useAttentionText()
  const open = (row: AttentionRow): void => openAttention(row)
  return (
    <Card className="home-attention" title={t('attention.title')} end={rows ? String(Math.max(total, rows.length)) : ''}>
      {rows === undefined && <Skeleton rows={5} />}
      {rows?.length === 0 && <div className="home-calm"><p>{t('attention.none')}</p><p className="muted">{t('attention.noneNote')}</p></div>}
      {rows !== undefined && rows.length > 0 && (
        <ul className="home-list">
          {rows.slice(0, shownMax).map((row, index) => {
            const text = textOf(row)
            return (
              <li key={row.id}>
                <button type="button" onClick={() => open(row)}>
                  <span className={`home-sign ${row.severity}`} role="img" aria-label={t(`attention.severity.${row.severity}`)}>{signs[row.severity]}</span>
                  <span className="home-words">{text.title}{text.note !== '' && <small>{text.note}</small>}</span>
                  <Kbd keys={String(index + 1)} />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {rows !== undefined && Math.max(total, rows.length) > shownMax && <button type="button" className="home-more" onClick={() => navigation.go({ screen: 'inbox' })}>{t('attention.more', { count: Math.max(total, rows.length) - shownMax })}</button>}
    </Card>
  )
}
