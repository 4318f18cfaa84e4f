import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WarehouseRow } from '../../../contract/index.ts'
import { newEvent, useCommand, useList } from '../../client/index.ts'
import { Button, type Column, Empty, RefusalList, refusalOf, restOf, Table, TextField, useToast, useToday } from '../../kit/index.ts'

/** Where goods lie. */
export function Warehouses() {
  const { t } = useTranslation(['settings', 'common'])
  const today = useToday()
  const toast = useToast()
  const post = useCommand('event.post')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const list = useList('warehouses')
  const add = async (): Promise<void> => {
    const done = await post.run({ event: newEvent('warehouse.add', today, { code: code.trim(), name: name.trim() }) })
    if (done === null) return
    toast.say(t('settings:warehouses.added', { name: name.trim() }))
    setCode('')
    setName('')
  }
  const columns: readonly Column<WarehouseRow>[] = [
    { id: 'code', heading: t('common:code'), width: 160, cell: (row) => <b>{row.code}</b> },
    { id: 'name', heading: t('common:name'), width: 'minmax(240px, 1fr)', cell: (row) => row.name },
  ]
  return (
    <>
      <form className="add-row" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
        <TextField label={t('common:code')} value={code} onChange={(value) => setCode(value.toUpperCase())} isRequired error={refusalOf(post.refusals, 'code')} />
        <TextField label={t('common:name')} value={name} onChange={setName} isRequired error={refusalOf(post.refusals, 'name')} />
        <Button type="submit" variant="main" isDisabled={post.busy}>{t('common:add')}</Button>
      </form>
      <RefusalList refusals={restOf(post.refusals, ['code', 'name'])} />
      <Table label={t('settings:tab.warehouses')} columns={columns} list={list} rowKey={(row) => row.id} emptyState={<Empty text={t('settings:warehouses.empty')} />} />
    </>
  )
}
