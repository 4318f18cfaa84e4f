import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RefusalError } from '../../core/errors/index.ts'
import { createBook } from './book.ts'

it('a document that no server would take does not come in, and nothing that is written with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-too-large-'))
  const book = createBook(join(folder, 'book.mendunia'), { book: 'b', device: { code: 'A', id: 'a' } })
  const write = (text: string): string => {
    try {
      book.transaction(() => book.write([{ _id: 'taxNote:small', text: 's' }, { _id: 'taxNote:large', text }]))
      return ''
    } catch (error) {
      return error instanceof RefusalError ? JSON.stringify(error.refusals) : String(error)
    }
  }
  // Signs of three bytes: the limit is one of bytes.
  expect(write('椅'.repeat(2_700_000))).toMatch(/"DOCUMENT_TOO_LARGE","params":\{"size":8100\d+,"max":8000000\}/)
  expect(book.document('taxNote:small')).toBeUndefined()
  expect(write('x'.repeat(7_900_000))).toBe('')
  book.close()
  rmSync(folder, { recursive: true, force: true })
})
