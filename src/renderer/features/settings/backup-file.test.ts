import { expect, it } from 'vitest'
import { backupFileFor } from './backup-file.ts'

it('proposes a backup beside the book under a name of its own', () => {
  expect(backupFileFor('/books/CV Rotan.mendunia', '2026-11-24', new Date(2026, 10, 24, 8, 5, 9))).toBe('/books/CV Rotan 2026-11-24 08.05.09.mendunia-backup')
})
