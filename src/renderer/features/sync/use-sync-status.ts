import { useEffect, useState } from 'react'
import type { SyncStatus } from '../../../contract/index.ts'
import { subscribe, useCall } from '../../client/index.ts'

/** The state of replication, as the backend tells it while it happens; undefined until the first answer. */
export function useSyncStatus(): SyncStatus | undefined {
  const asked = useCall('sync.status', {})
  const [told, setTold] = useState<SyncStatus | null>(null)
  useEffect(() => subscribe((event) => { if (event.event === 'sync') setTold(event.status) }), [])
  // An answer that was asked for later is newer than what was told before it.
  useEffect(() => { if (asked.data) setTold(null) }, [asked.data])
  return told ?? asked.data
}
