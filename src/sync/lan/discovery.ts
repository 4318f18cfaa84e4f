import { networkInterfaces } from 'node:os'
import createMulticastDns from 'multicast-dns'

const service = '_mendunia._tcp.local'
const findMs = 1500

/** A PC on the same network that waits for another. */
export interface NearbyPc {
  readonly name: string
  readonly address: string
  readonly port: number
}

type Mdns = ReturnType<typeof createMulticastDns>

/** Where no multicast goes (no network, forbidden): nobody is found, and the address is typed. */
function open(): Mdns | null {
  try {
    const mdns = createMulticastDns({ loopback: true })
    mdns.on('error', () => undefined)
    mdns.on('warning', () => undefined)
    return mdns
  } catch {
    return null
  }
}

/** Tells who asks on the network where this PC waits. @returns what ends it */
export function announce(name: string, port: number): () => void {
  const mdns = open()
  if (!mdns) return () => undefined
  const label = name.replace(/[.\\]/g, ' ').slice(0, 50)
  const instance = `${label}.${service}`
  const host = `mendunia-${port}.local`
  mdns.on('query', (query) => {
    if (!query.questions.some((question) => question.name === service && question.type === 'PTR')) return
    mdns.respond({
      answers: [{ name: service, type: 'PTR', ttl: 120, data: instance }, { name: instance, type: 'SRV', ttl: 120, data: { port, target: host } }, ...ownAddresses().map((data) => ({ name: host, type: 'A' as const, ttl: 120, data }))],
    })
  })
  return () => mdns.destroy()
}

/** PCs that wait on this network now. Nothing of what they say is believed before a line to them is proven. */
export async function findNearby(waitMs = findMs): Promise<readonly NearbyPc[]> {
  const mdns = open()
  if (!mdns) return []
  const found = new Map<string, NearbyPc>()
  mdns.on('response', (response) => {
    const records = [...response.answers, ...response.additionals]
    for (const record of records) {
      if (record.type !== 'SRV' || !record.name.endsWith(`.${service}`)) continue
      const { port, target } = record.data
      const address = records.flatMap((one) => (one.type === 'A' && one.name === target ? [one.data] : []))[0]
      if (address === undefined || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) continue
      found.set(`${address}:${port}`, { name: record.name.slice(0, -service.length - 1).slice(0, 60), address, port })
    }
  })
  mdns.query([{ name: service, type: 'PTR' }])
  await new Promise((resolve) => setTimeout(resolve, waitMs))
  mdns.destroy()
  return [...found.values()]
}

/** The addresses of this PC in its network, as others reach it. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address))
}
