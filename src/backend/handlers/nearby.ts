import { findNearby } from '../../sync/lan/index.ts'
import type { Handlers } from '../context.ts'

export const nearbyHandlers: Handlers<'nearby.state' | 'nearby.wait' | 'nearby.find' | 'nearby.exchange'> = {
  'nearby.state': ({ nearby }) => nearby.state(),
  'nearby.wait': async ({ nearby }, { on, host, port }) => {
    if (on) return nearby.wait(host, port)
    nearby.stop()
    return nearby.state()
  },
  'nearby.find': () => findNearby(),
  'nearby.exchange': ({ nearby, jobs }, { address, code }) => jobs.run('nearby.exchange', (job) => nearby.exchange(address, code, { progress: (done, total) => job.progress(done, total, ''), breathe: () => job.breathe() })),
}
