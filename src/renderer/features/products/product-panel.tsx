import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newEvent, useCommand } from '../../client/index.ts'
import { Button, codeOfName, focusFirstError, Panel, RefusalList, refusalOf, restOf, TextField, useToday } from '../../kit/index.ts'
import { ProductExportFields, ProductFields, type ProductValues } from './product-fields.tsx'

interface ProductPanelProps {
  readonly text: string
  readonly onEnd: (made: { code: string; name: string } | null) => void
}

const shownFields = ['name', 'code', 'kind', 'inventory', 'costing', 'unit', 'salePrice', 'hsCode', 'weightKg']

/** Text of an event that is empty is not there. */
const filled = (values: ProductValues): Record<string, unknown> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

/** Makes a product without leaving the screen. */
export function ProductPanel({ text, onEnd }: ProductPanelProps) {
  const { t } = useTranslation(['products', 'common'])
  const today = useToday()
  const post = useCommand('event.post')
  const isCode = /^[A-Z]{1,4}[-.]?[0-9]{2,}/i.test(text)
  const [values, setValues] = useState<ProductValues>({ name: isCode ? '' : text, kind: 'goods', inventory: 'goods', unit: 'pcs', countryOrigin: 'ID', saleCurrency: 'USD' })
  const form = useRef<HTMLFormElement>(null)
  const [code, setCode] = useState<string | null>(isCode ? text.toUpperCase() : null)
  const name = typeof values.name === 'string' ? values.name : ''
  const proposed = code ?? codeOfName(name)
  const make = async (): Promise<void> => {
    const fields = filled(values)
    if (fields.kind === 'service') {
      delete fields.inventory
      delete fields.costing
    }
    const done = await post.run({ event: newEvent('product.add', today, { ...fields, code: proposed.trim(), name: name.trim() }) })
    if (done) onEnd({ code: proposed.trim(), name: name.trim() })
    else focusFirstError(form)
  }
  const set = (field: string, value: unknown): void => setValues((old) => ({ ...old, [field]: value }))
  return (
    <Panel
      title={t('products:new')} size="wide" onClose={() => onEnd(null)}
      actions={<><Button onPress={() => onEnd(null)}>{t('common:cancel')}</Button><Button variant="main" keys="Ctrl+Enter" isDisabled={post.busy} onPress={() => void make()}>{t('products:make')}</Button></>}
    >
      <form
        className="stack" ref={form} onSubmit={(event) => { event.preventDefault(); void make() }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void make() } }}
      >
        <RefusalList refusals={restOf(post.refusals, shownFields)} />
        <ProductFields values={values} onChange={set} refusals={post.refusals} isNew />
        <div className="form-grid"><TextField label={t('common:code')} value={proposed} onChange={setCode} isRequired error={refusalOf(post.refusals, 'code')} hint={t('products:hint.code')} /></div>
        {values.kind !== 'service' && <ProductExportFields values={values} onChange={set} refusals={post.refusals} />}
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
