import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall, useCommand } from '../../client/index.ts'
import { Button, Card, RefusalList, Select, TextField, refusalOf, restOf, useFormat } from '../../kit/index.ts'

/** Another PC on the same network: one waits and shows a code, the other comes with it. */
export function Nearby() {
  const { t } = useTranslation('parcels')
  const format = useFormat()
  const { data } = useCall('nearby.state', {})
  const wait = useCommand('nearby.wait')
  const find = useCommand('nearby.find')
  const exchange = useCommand('nearby.exchange')
  const [found, setFound] = useState<readonly { readonly name: string; readonly address: string; readonly port: number }[] | null>(null)
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const waiting = data?.waiting ?? null
  async function look(): Promise<void> {
    if (find.busy) return
    const pcs = await find.run({})
    setFound(pcs)
    if (pcs?.[0]) setAddress(`${pcs[0].address}:${pcs[0].port}`)
  }
  async function go(): Promise<void> {
    if (exchange.busy || address.trim() === '') return
    if (await exchange.run({ address: address.trim(), ...(code.trim() === '' ? {} : { code: code.trim() }) })) setCode('')
  }
  return (
    <Card title={t('nearby.title')} className="parcel-nearby">
      <p>{t('nearby.text')}</p>
      <div className="parcel-ways">
        <section>
          <div className="buttons"><Button isDisabled={wait.busy} onPress={() => void wait.run({ on: waiting === null })}>{t(waiting ? 'nearby.stop' : 'nearby.wait')}</Button></div>
          <RefusalList refusals={wait.refusals} />
          {waiting && (
            <div role="status">
              <p className="parcel-code"><span className="muted">{t('nearby.code')}</span> <b>{waiting.code}</b></p>
              <p className="muted">{t('nearby.waitingAt', { addresses: (waiting.addresses.length > 0 ? waiting.addresses : ['127.0.0.1']).map((one) => `${one}:${waiting.port}`).join(', '), time: format.time(waiting.until), tries: waiting.triesLeft })}</p>
            </div>
          )}
        </section>
        <form noValidate onSubmit={(event) => { event.preventDefault(); void go() }}>
          <div className="buttons"><Button isDisabled={find.busy} onPress={() => void look()}>{t('nearby.find')}</Button></div>
          {found && found.length === 0 && <p className="muted" role="status">{t('nearby.none')}</p>}
          {found && found.length > 1 && <Select label={t('nearby.find')} value={address} onChange={setAddress} options={found.map((pc) => ({ id: `${pc.address}:${pc.port}`, label: `${pc.name} · ${pc.address}:${pc.port}` }))} />}
          <TextField label={t('nearby.address')} hint={t('nearby.addressHint')} value={address} onChange={setAddress} error={refusalOf(exchange.refusals, 'address')} />
          <TextField label={t('nearby.code')} hint={t('nearby.codeHint')} value={code} onChange={setCode} error={refusalOf(exchange.refusals, 'code')} />
          <div className="buttons"><Button type="submit" variant="main" isDisabled={exchange.busy || address.trim() === ''} disabledReason={t('nearby.addressHint')}>{t('nearby.exchange')}</Button></div>
          <RefusalList refusals={restOf(exchange.refusals, ['address', 'code'])} />
        </form>
      </div>
      {data?.last && <p role="status" className="parcel-done">{t('nearby.done', { device: data.last.device, sent: format.decimal(String(data.last.sent)), fresh: format.decimal(String(data.last.received.fresh)) })}</p>}
    </Card>
  )
}
