import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useActions } from '../../app/actions.ts'
import { accountSource, BookingPanel, copyOf, currencyOfAccount, difference, DocumentScreen, type DraftLine, EditorFrame, type EditorProps, Hindrances, inBase, isNegative, isZero, listOf, negated, newEvent, RepeatSelect, sumOf, textOf, useAccounts, useBookRate, useEditor, withField, withFields, withLine, withoutLine } from '../../document/index.ts'
import { Button, Card, DateField, Tag, TextField, useFormat, useRefusalSentence, useToast } from '../../kit/index.ts'
import { type Column, LineGrid } from '../../kit/line-grid/index.ts'
import './journal.css'

const lists = { lines: ['account', 'debit', 'credit', 'description'] }

export function JournalEntryScreen() {
  const { t } = useTranslation('journal')
  return <DocumentScreen title={t('entry')} listPlace={{ screen: 'journal.list' }} begin={beginEntry} editor={EntryEditor} />
}

function beginEntry(today: string, params: Readonly<Record<string, string>>): BusinessEvent | Promise<BusinessEvent> {
  return params['copy'] ? copyOf(params['copy'], 'journal.post', today) : newEvent('journal.post', today, { lines: [] })
}

function EntryEditor({ beginning, onKey, onPosted, onDiscarded }: EditorProps) {
  const { t } = useTranslation('journal')
  const { t: d } = useTranslation('documents')
  const format = useFormat()
  const sentence = useRefusalSentence()
  const toast = useToast()
  const accounts = useAccounts()
  const editor = useEditor({ beginning, lists, onKey, onPosted, onDiscarded })
  const { draft, event } = editor
  const lines = listOf(event, 'lines')
  const isForeign = (line: DraftLine) => currencyOfAccount(accounts.byCode.get(textOf(line, 'account'))) !== 'IDR'
  const foreign = lines.find(isForeign)
  const bookRate = useBookRate(foreign ? currencyOfAccount(accounts.byCode.get(textOf(foreign, 'account'))) : 'IDR', event.date)
  const baseOf = (line: DraftLine, side: 'debit' | 'credit') => (isForeign(line) ? inBase(line[side], textOf(line, 'rate') || bookRate?.rate) : textOf(line, side))
  const debit = sumOf(lines.map((line) => baseOf(line, 'debit')))
  const credit = sumOf(lines.map((line) => baseOf(line, 'credit')))
  const apart = difference(debit, credit)
  const set = (field: string, value: unknown) => draft.change((now) => withField(now, field, value), field)

  /** Puts what is missing on the line that has no amount yet, or on a new one: the last line of an entry is never worked out by hand. */
  function fill(): void {
    if (isZero(apart)) return
    draft.change((now) => {
      const place = listOf(now, 'lines').findIndex((line) => textOf(line, 'debit') === '' && textOf(line, 'credit') === '')
      const side = isNegative(apart) ? 'debit' : 'credit'
      return withLine(now, 'lines', place < 0 ? listOf(now, 'lines').length : place, (line) => withField(line, side, isNegative(apart) ? negated(apart) : apart))
    }, 'fill')
  }
  useActions([{ id: 'journal.fill', labelKey: 'journal:fill', keys: ['Alt+B'], when: () => !isZero(apart), run: fill }])

  const amount = (side: 'debit' | 'credit', other: 'debit' | 'credit'): Column<DraftLine> => ({
    id: side, kind: 'decimal', heading: d(`field.${side}`), width: '150px', align: 'end', places: 3, value: (line) => textOf(line, side), passes: (line) => textOf(line, other) !== '',
    show: (line) => { const value = textOf(line, side); return value === '' ? '' : <span>{isForeign(line) && <span className="quiet">{currencyOfAccount(accounts.byCode.get(textOf(line, 'account')))} </span>}{format.amount(value, currencyOfAccount(accounts.byCode.get(textOf(line, 'account'))))}</span> },
    write: (line, value) => (value === '' ? withField(line, side, '') : withFields(line, { [side]: value, [other]: undefined })),
  })
  const columns: readonly Column<DraftLine>[] = [
    {
      id: 'account', kind: 'pick', heading: d('field.account'), width: '76px', placeholder: t('accountPlaceholder'), value: (line) => textOf(line, 'account'), show: (line) => <b>{textOf(line, 'account')}</b>, write: (line, value) => withField(line, 'account', value),
      source: accountSource((row, option) => draft.change((now) => withLine(now, 'lines', row, (line) => withField(line, 'account', option.id)), `lines.${row}.account`), 2, (code) => !(accounts.byCode.get(code)?.control ?? false)),
    },
    { id: 'name', kind: 'figure', heading: t('accountName'), width: 'minmax(140px, 1fr)', value: (line) => accounts.nameOf(textOf(line, 'account'), format.language), show: (line) => accounts.nameOf(textOf(line, 'account'), format.language) },
    { id: 'description', kind: 'text', heading: d('field.description'), width: 'minmax(110px, 1fr)', passWhenFilled: true, value: (line) => textOf(line, 'description'), write: (line, value) => withField(line, 'description', value) },
    amount('debit', 'credit'), amount('credit', 'debit'),
    ...(foreign ? [{ id: 'rate', kind: 'decimal', heading: d('field.rate'), width: '100px', align: 'end', places: 8, placeholder: bookRate ? format.decimal(bookRate.rate) : '', value: (line: DraftLine) => textOf(line, 'rate'), write: (line: DraftLine, value: string) => withField(line, 'rate', value) } satisfies Column<DraftLine>] : []),
  ]

  return (
    <EditorFrame title={t('entry')} editor={editor} noPaper footer={t('footLines', { count: lines.length })}>
      <div className="document-columns">
        <div className="document-main">
          <Card>
            <div className="journal-head">
              <DateField label={d('field.date')} value={event.date} autoFocus onChange={(date) => set('date', date)} error={editor.refusalAt('date')} />
              <TextField label={t('note')} value={textOf(event, 'note')} onChange={(note) => set('note', note)} placeholder={t('noteExample')} />
              <RepeatSelect value={textOf(event, 'repeat')} onChange={(repeat) => set('repeat', repeat)} />
            </div>
          </Card>
          <Card className="lines-card">
            <LineGrid label={d('lines')} columns={columns} lines={lines} language={format.language} emptyLabel={d('nothingFound')} refusals={editor.refusalsOf('lines')} refusalText={sentence}
              onEdit={(row, change, field) => draft.change((now) => withLine(now, 'lines', row, (line) => change(line)), `lines.${field}`)}
              onRemove={(row) => { draft.change((now) => withoutLine(now, 'lines', row), `remove.${row}.${lines.length}`); toast.say(d('lineRemoved', { number: row + 1 }), draft.undo) }} />
            <div className="document-foot">
              <Hindrances editor={editor} fields={['date']} />
              <dl className="totals">
                <div><dt>{d('field.debit')}</dt><dd>{format.money(debit, 'IDR')}</dd></div>
                <div><dt>{d('field.credit')}</dt><dd>{format.money(credit, 'IDR')}</dd></div>
                <div className="grand"><dt>{t('apart')}</dt><dd>{isZero(apart) ? <Tag tone="ok">✓ {d('balanced')}</Tag> : <span className="past-due">{format.money(apart, 'IDR')}</span>}</dd></div>
                <div><dt /><dd><Button keys="Alt+B" onPress={fill} isDisabled={isZero(apart)} disabledReason={d('balanced')}>{t('fill')}</Button></dd></div>
              </dl>
            </div>
          </Card>
        </div>
        <div className="document-side"><BookingPanel live={editor.live} /></div>
      </div>
    </EditorFrame>
  )
}
