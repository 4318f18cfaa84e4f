import { expect, it } from 'vitest'
import { bookFileFor } from './book-file.ts'

it('proposes a file that every system can hold', () => {
  expect(bookFileFor('/home/sari/Mendunia', 'CV Rotan Samudra')).toBe('/home/sari/Mendunia/CV Rotan Samudra.mendunia')
  expect(bookFileFor('C:\\Users\\Sari\\Mendunia', 'PT A/B: "C"?')).toBe('C:\\Users\\Sari\\Mendunia\\PT A B C.mendunia')
  expect(bookFileFor('/books/', '  ')).toBe('/books/buku.mendunia')
  expect(bookFileFor('/books', 'Toko...')).toBe('/books/Toko.mendunia')
})
