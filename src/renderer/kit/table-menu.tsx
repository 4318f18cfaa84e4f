import { useTranslation } from 'react-i18next'
import { call, type ListResult, refusalsOf, shell } from '../client/index.ts'
import { Menu } from './menu.tsx'
import { useRefusalSentence } from './refusal-text.tsx'
import { useToast } from './toast.tsx'
import type { Column } from './table.tsx'

interface TableMenuProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly Column<Row>[]
  readonly hidden: Readonly<Record<string, boolean>>
  readonly onHidden: (hidden: Record<string, boolean>) => void
  readonly list: ListResult<Row>
}

/** Which columns are shown, and the list as a file: all rows that the filter lets through, in the order on screen. */
export function TableMenu<Row>({ label, columns, shown, hidden, onHidden, list }: TableMenuProps<Row>) {
  const { t } = useTranslation('kit')
  const toast = useToast()
  const sentence = useRefusalSentence()
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    try {
      const { search, filter, sort } = list.params
      const file = await call('list.export', {
        list: list.list, columns: shown.map((column) => column.id), headings: shown.map((column) => column.heading), format,
        ...(search ? { search } : {}), ...(filter ? { filter } : {}), ...(sort ? { sort } : {}),
      })
      const path = await shell.saveFile(file)
      if (path !== null) toast.say(t('savedAs', { file: path }))
    } catch (error) {
      const refusal = refusalsOf(error)[0]
      if (refusal) toast.say(sentence(refusal))
    }
  }
  const isHidden = (column: Column<Row>): boolean => hidden[column.id] ?? column.defaultHidden ?? false
  return (
    <div className="table-menu">
      <Menu
        label={label} className="button quiet square"
        items={[
          { heading: t('columns') },
          ...columns.map((column) => ({ id: column.id, label: column.heading, isOn: !isHidden(column), isDisabled: shown.length === 1 && !isHidden(column), run: () => onHidden({ ...hidden, [column.id]: !isHidden(column) }) })),
          { heading: t('export') },
          { id: 'export.xlsx', label: t('exportXlsx'), run: () => void save('xlsx') },
          { id: 'export.csv', label: t('exportCsv'), run: () => void save('csv') },
        ]}
      >⋯</Menu>
    </div>
  )
}
