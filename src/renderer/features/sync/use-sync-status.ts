import type { SyncStatus } from '../../../contract/index.ts'
import { useCall } from '../../client/index.ts'

/** The state of replication; the client keeps it as the backend tells it. Undefined until the first answer. */
export function useSyncStatus(): SyncStatus | undefined {
  return useCall('sync.status', {}).data
}
