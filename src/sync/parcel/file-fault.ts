import { dirname } from 'node:path'
import { RefusalError, refuse } from '../../core/errors/index.ts'

/** What the system says of a file on a stick, as a refusal; what is none stays what it is. */
export function fileFault(error: unknown, file: string): unknown {
  if (error instanceof RefusalError) return error
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new RefusalError(refuse('DISK_FULL', { file }))
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new RefusalError(refuse('FOLDER_READ_ONLY', { folder: dirname(file) }))
    case 'ENOENT':
    case 'ENOTDIR':
      return new RefusalError(refuse('FILE_NOT_FOUND', { file }))
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'EBADF':
    case 'ESTALE':
    case 'EHOSTDOWN':
      return new RefusalError(refuse('PARCEL_LOST', { file }))
    default:
      return error
  }
}
