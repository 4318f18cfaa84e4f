import { expect, it } from 'vitest'
import { bookFileFor, isBackupFile, restoredFileFor } from './book-file.ts'

it('proposes a file that every system can hold', () => {
  expect(bookFileFor('/home/sari/Mendunia', 'CV Rotan Samudra')).toBe('/home/sari/Mendunia/CV Rotan Samudra.mendunia')
  expect(bookFileFor('C:\\Users\\Sari\\Mendunia', 'PT A/B: "C"?')).toBe('C:\\Users\\Sari\\Mendunia\\PT A B C.mendunia')
  expect(bookFileFor('/books/', '  ')).toBe('/books/buku.mendunia')
  expect(bookFileFor('/books', 'Toko...')).toBe('/books/Toko.mendunia')
})

it('knows a backup by its ending and proposes a book for it', () => {
  expect(isBackupFile('E:\\rotan 2026-11-24 22.34.00.mendunia-backup')).toBe(true)
  expect(isBackupFile('/home/sari/rotan.mendunia')).toBe(false)
  expect(restoredFileFor('C:\\Mendunia', 'E:\\rotan 2026-11-24 22.34.00.mendunia-backup')).toBe('C:\\Mendunia\\rotan 2.mendunia')
  expect(restoredFileFor('/home/sari/Mendunia', '/media/usb/cadangan.mendunia-backup')).toBe('/home/sari/Mendunia/cadangan 2.mendunia')
})
