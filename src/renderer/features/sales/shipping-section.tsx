import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessEvent } from '../../../core/events/index.ts'
import { useActions } from '../../app/actions.ts'
import { type DraftLine, type Editor, listOf, textOf, useProducts, withField, withLine } from '../../document/index.ts'
import { Button, DateField, DecimalField, Select, TextArea, TextField } from '../../kit/index.ts'
import { proposePackages } from './invoice-lines.ts'

const modes = ['1 sea LCL', '1 sea FCL', '4 air', '5 courier'] as const
/** @source UN/ECE recommendation 21, the package types that small exporters use */
const packageTypes = ['CT', 'CS', 'PK', 'BG', 'BX', 'PX', 'RO', 'BE'] as const
const measures = ['quantityPerPackage', 'netPerPackageKg', 'grossPerPackageKg', 'lengthCm', 'widthCm', 'heightCm'] as const

/** How the goods travel and how they are packed: what the packing list and the shipping papers need beyond the invoice. */
export function ShippingSection({ editor, warehouse }: { editor: Editor; warehouse: ReactNode }) {
  const { t } = useTranslation('sales')
  const { draft, event } = editor
  const shipment = (event['shipment'] as DraftLine | undefined) ?? {}
  const [isOpen, setOpen] = useState(Object.keys(shipment).length > 0)
  const lines = listOf(event, 'lines')
  const products = useProducts(lines.map((line) => textOf(line, 'product')))
  useActions([{ id: 'invoice.shipping', labelKey: 'sales:shipping.title', keys: ['Alt+S'], run: () => setOpen((open) => !open) }])

  const set = (field: string, value: unknown) => draft.change((now) => {
    const next = withField((now['shipment'] as DraftLine | undefined) ?? {}, field, value)
    return withField(now, 'shipment', Object.keys(next).length > 0 ? next : undefined)
  }, `shipment.${field}`)
  const pack = (row: number, change: (packages: DraftLine) => DraftLine, field: string) => draft.change((now) => withLine(now, 'lines', row, (line) => ({ ...line, packages: change((line['packages'] as DraftLine | undefined) ?? {}) })), `lines.${row}.packages.${field}`)
  /** @param all  also those that have packages already */
  const propose = (all: boolean) => (now: BusinessEvent) => listOf(now, 'lines').reduce<BusinessEvent>((next, line, row) => {
    const product = products.get(textOf(line, 'product'))
    const wanted = product && textOf(line, 'quantity') !== '' && Object.keys(product.packaging).length > 0 && (all || line['packages'] === undefined)
    return wanted ? withLine(next, 'lines', row, (old) => ({ ...old, packages: proposePackages(old, product) })) : next
  }, now)
  useEffect(() => {
    if (isOpen) draft.complete(propose(false))
  }, [isOpen, lines, products])

  return (
    <section className="card shipping">
      <h2 className="card-title"><button type="button" className="shipping-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? '▾' : '▸'} {t('shipping.title')}</button><span>Alt S</span></h2>
      {isOpen && (
        <div className="shipping-body">
          <div className="shipping-fields">
            <Select label={t('shipping.mode')} value={textOf(shipment, 'mode') || null} placeholder="–" options={modes.map((id) => ({ id, label: t(`shipping.modes.${id}`) }))} onChange={(mode) => set('mode', mode)} />
            <TextField label={t('shipping.portLoading')} value={textOf(shipment, 'portLoading')} onChange={(port) => set('portLoading', port.toUpperCase())} placeholder="IDTPP" maxLength={5} />
            <TextField label={t('shipping.portDischarge')} value={textOf(shipment, 'portDischarge')} onChange={(port) => set('portDischarge', port.toUpperCase())} placeholder="CNSHA" maxLength={5} />
            <DateField label={t('shipping.etd')} value={textOf(shipment, 'etd') || null} today={event.date} onChange={(date) => set('etd', date)} />
            <TextField label={t('shipping.vessel')} value={textOf(shipment, 'vessel')} onChange={(vessel) => set('vessel', vessel)} />
            <TextField label={t('shipping.voyage')} value={textOf(shipment, 'voyage')} onChange={(voyage) => set('voyage', voyage)} />
            <TextField label={t('shipping.buyerOrderNo')} value={textOf(event, 'buyerOrderNo')} onChange={(number) => draft.change((now) => withField(now, 'buyerOrderNo', number), 'buyerOrderNo')} />
            {warehouse}
            <div className="shipping-marks"><TextArea label={t('shipping.marks')} rows={3} value={marksText(shipment)} onChange={(text) => set('marks', text === '' ? undefined : text.split('\n'))} /></div>
          </div>
          {lines.length > 0 && (
            <>
              <div className="shipping-packing"><h3>{t('shipping.packing')}</h3><Button variant="quiet" onPress={() => draft.change(propose(true), 'packages')}>{t('shipping.propose')}</Button></div>
              <div className="packing-scroll">
                <table className="lines-table packing-table">
                  <thead><tr><th className="figure">#</th><th>{t('shipping.good')}</th><th>{t('shipping.count')}</th><th>{t('shipping.typeCode')}</th>{measures.map((measure) => <th key={measure}>{t(`shipping.${measure}`)}</th>)}</tr></thead>
                  <tbody>
                    {lines.map((line, row) => {
                      const packages = (line['packages'] as DraftLine | undefined) ?? {}
                      const count = packages['count']
                      return (
                        <tr key={row}>
                          <td className="figure quiet">{row + 1}</td>
                          <td><b>{textOf(line, 'product')}</b></td>
                          <td><DecimalField hideLabel label={`${t('shipping.count')} ${row + 1}`} places={0} value={typeof count === 'number' ? String(count) : null} onChange={(value) => pack(row, (old) => withField(old, 'count', value === null ? undefined : Number(value)), 'count')} /></td>
                          <td><Select hideLabel label={`${t('shipping.typeCode')} ${row + 1}`} value={textOf(packages, 'typeCode') || null} placeholder="–" options={packageTypes.map((id) => ({ id, label: `${id} ${t(`shipping.types.${id}`)}` }))} onChange={(type) => pack(row, (old) => withField(old, 'typeCode', type), 'typeCode')} /></td>
                          {measures.map((measure) => <td key={measure}><DecimalField hideLabel label={`${t(`shipping.${measure}`)} ${row + 1}`} places={3} value={textOf(packages, measure) || null} onChange={(value) => pack(row, (old) => withField(old, measure, value), measure)} /></td>)}
                        </tr>
                      )
                    })}
                  </tbody>
                </table>
              </div>
            </>
          )}
        </div>
      )}
    </section>
  )
}

function marksText(shipment: DraftLine): string {
  const marks = shipment['marks']
  return Array.isArray(marks) ? marks.join('\n') : ''
}
