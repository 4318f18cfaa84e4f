import { describe, expect, it } from 'vitest'
import { formatAmount, formatCompact, formatDate, formatDecimal, formatMoney, formatMonth, formatQuantity } from './format.ts'

describe('figures in the reader’s language', () => {
  it('shows whole rupiah without decimals and other currencies with theirs', () => {
    expect(formatMoney('18450000.00', 'IDR', 'id')).toBe('Rp 18.450.000')
    expect(formatMoney('18450000.50', 'IDR', 'id')).toBe('Rp 18.450.000,50')
    expect(formatMoney('12480', 'USD', 'id')).toBe('USD 12.480,00')
    expect(formatMoney('12480.5', 'USD', 'zh')).toBe('USD 12,480.50')
    expect(formatMoney('855830', 'JPY', 'en')).toBe('JPY 855,830')
    expect(formatAmount('-8736.00', 'USD', 'id')).toBe('−8.736,00')
    expect(formatAmount('18.905', 'USD', 'id')).toBe('18,905')
  })
  it('shortens for tiles', () => {
    expect([formatCompact('418200000', 'id'), formatCompact('418200000', 'en'), formatCompact('418200000', 'zh')]).toEqual(['418,2 jt', '418.2M', '4.18亿'])
    expect(formatCompact('3840000000', 'id')).toBe('3,84 M')
    expect(formatCompact('999', 'id')).toBe('999')
    expect(formatCompact('-1500000', 'id')).toBe('−1,5 jt')
    expect(formatCompact('512000000', 'id')).toBe('512 jt')
  })
  it('writes dates and months', () => {
    expect(['short', 'medium', 'long'].map((form) => formatDate('2026-11-24', 'id', form as 'short'))).toEqual(['24 Nov', '24 Nov 2026', 'Selasa, 24 November 2026'])
    expect(formatDate('2026-11-24', 'zh', 'long')).toBe('2026年11月24日星期二')
    expect(formatMonth('2026-12', 'id')).toBe('Desember 2026')
    expect(formatMonth('2026-12', 'zh')).toBe('2026年12月')
  })
  it('keeps every digit of quantities and plain decimals', () => {
    expect(formatQuantity('1184.200', 'id')).toBe('1.184,2')
    expect(formatQuantity('1200', 'id')).toBe('1.200')
    expect(formatDecimal('0.5', 'id', 2)).toBe('0,50')
  })
})
