import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTable, readCells, readPastedLines } from './paste.ts'

const indonesian = (text: string) => (/^-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?$|^-?[0-9]+(,[0-9]+)?$/.test(text) ? text.replaceAll('.', '').replace(',', '.') : null)

describe('paste from a spreadsheet', () => {
  it('reads good, quantity and price as the language writes them', () => {
    expect(readPastedLines('RC-101\t48\t42,50\r\nKursi santai\t1.200\tRp 78.000\r\n', indonesian)).toEqual([
      { text: 'RC-101', quantity: '48', unit: null, price: '42.50' },
      { text: 'Kursi santai', quantity: '1200', unit: null, price: '78000' },
    ])
  })

  it('passes the heading and a running number, and finds the unit', () => {
    expect(readPastedLines('No\tBarang\tJumlah\tSatuan\tHarga\n1\tRC-101\t48\tpcs\t42,5\n', indonesian)).toEqual([{ text: 'RC-101', quantity: '48', unit: 'pcs', price: '42.5' }])
  })

  it('keeps what looks like a figure and is none, for a person to look at', () => {
    expect(readPastedLines('RC-101\t12,34,5\tRp 78.000\n', indonesian)).toEqual([{ text: 'RC-101', quantity: '12,34,5', unit: null, price: '78000' }])
  })

  it('takes a bar code in the first cell for the good', () => {
    expect(readPastedLines('8991234567890\t3\n', indonesian)).toEqual([{ text: '8991234567890', quantity: '3', unit: null, price: null }])
  })

  it('keeps tabs, line ends and quotes inside quoted cells', () => {
    expect(readCells('"Kursi ""Bali""\nbesar"\t2\n')).toEqual([['Kursi "Bali"\nbesar', '2']])
  })

  it('leaves one cell of ordinary text to the field', () => {
    expect(isTable('RC-101')).toBe(false)
    expect(isTable('RC-101\n')).toBe(false)
    expect(isTable('RC-101\t2')).toBe(true)
  })

  it('gives back the cells that a spreadsheet wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'B', '1', ',', '"', '\t', '\n', 'é', '藤') }).map((text) => text.trim()).filter((text) => text !== '')
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const written = rows.map((cells) => cells.map((text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t')).join('\r\n')
      expect(readCells(written)).toEqual(rows)
    }))
  })
})
