import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import currencies from '../../../resources/tax/exchange-currencies.json' with { type: 'json' }
import dueDates from '../../../resources/tax/due-dates.json' with { type: 'json' }
import holidays from '../../../resources/tax/holidays.json' with { type: 'json' }
import rules from '../../../resources/tax/rules.json' with { type: 'json' }
import { addDays, isPlainDate } from '../calendar/index.ts'
import {
  type DueRule, type TaxRule, checkNitku, checkNpwp, doubtNik, dueDateOf, finalIncomeTaxOf, fractionOf, invoiceLineTax, isWorkingDay, nextWorkingDay, ppnOfNet, proceedsDue, rateWeekOf, readRateTable, taxObligations,
  taxRuleOn, taxValueOn, taxableTurnover, weekday,
} from './index.ts'

const taxRules = rules.rules as readonly TaxRule[]
const dueRules = dueDates.rules as readonly DueRule[]
const years = holidays.years

describe('the dated tables', () => {
  it('have sound rows: days, values, sources, and no two of a code at once', () => {
    for (const rule of [...taxRules, ...dueRules]) {
      expect(isPlainDate(rule.from) && (rule.to === null || (isPlainDate(rule.to) && rule.from <= rule.to))).toBe(true)
      expect(rule.source.length).toBeGreaterThan(5)
    }
    for (const rule of taxRules) {
      expect(fractionOf(rule.value)).not.toBeNull()
      for (const other of taxRules) if (other !== rule && other.code === rule.code) expect(other.from > (rule.to ?? '9999') || rule.from > (other.to ?? '9999')).toBe(true)
    }
    for (const obligation of taxObligations) expect(dueRules.some((rule) => rule.obligation === obligation)).toBe(true)
    for (const year of years) for (const day of [...year.holidays, ...year.jointLeave]) expect(isPlainDate(day) && day.startsWith(year.year)).toBe(true)
    for (const year of years) expect(new Set([...year.holidays, ...year.jointLeave]).size).toBe(year.holidays.length + year.jointLeave.length)
    expect(currencies.currencies).toHaveLength(25)
  })

  it('give the rate of a day', () => {
    expect(taxRuleOn(taxRules, 'ppn.rate', '2024-12-31')?.value).toBe('11')
    expect(taxRuleOn(taxRules, 'ppn.rate', '2025-01-01')?.value).toBe('12')
    expect(taxRuleOn(taxRules, 'ppn.rate', '1980-01-01')).toBeNull()
    expect(taxValueOn(taxRules, 'ppn.otherBase', '2026-11-24')).toEqual({ numerator: 11n, denominator: 12n })
  })

  it('agree with what the events contract posts', () => {
    const rate = taxValueOn(taxRules, 'ppn.rate', '2026-11-24')
    const base = taxValueOn(taxRules, 'ppn.otherBase', '2026-11-24')
    const final = taxValueOn(taxRules, 'pphFinal.rate', '2026-11-24')
    if (!rate || !base || !final) throw new Error('no rate today')
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (net) => {
      expect(ppnOfNet(net, { rate, base })).toBe(ppnOfNet(net))
      expect(finalIncomeTaxOf(net, final)).toBe(finalIncomeTaxOf(net))
      // The paper's own VAT differs from the posted one by a rupiah at most.
      expect(Math.abs(invoiceLineTax(net, { rate, base }).vat - ppnOfNet(net))).toBeLessThanOrEqual(100)
    }))
  })
})

it('takes a part of a person’s year out of final income tax', () => {
  const turnover = [180, 220, 175, 90].map((millions) => millions * 10 ** 8)
  let before = 0
  const taxed = turnover.map((month) => {
    const part = taxableTurnover(before, month, 500 * 10 ** 8)
    before += month
    return finalIncomeTaxOf(part)
  })
  expect(taxed).toEqual([0, 0, 375_000_00, 450_000_00])
})

describe('numbers of the tax office', () => {
  it('tell what is wrong with an NPWP', () => {
    expect(checkNpwp('0991234567890000')).toBeNull()
    expect(checkNpwp('09.912.345.6-789.0000')).toBeNull()
    expect(checkNpwp('99.123.456.7-890.000', 'npwp')).toEqual({ code: 'NPWP_LENGTH', params: { npwp: '991234567890000' }, field: 'npwp' })
    expect(checkNpwp('09912345678900001')).toEqual({ code: 'NPWP_DIGITS', params: { count: 17 } })
    expect(checkNpwp('099123456789O000')?.code).toBe('NPWP_DIGITS')
    expect(checkNpwp('０９９１２３４５６７８９００００')?.code).toBe('NPWP_DIGITS')
  })
  it('tell whose an NITKU is', () => {
    expect(checkNitku('0991234567890000000000', '0991234567890000')).toBeNull()
    expect(checkNitku('0991234567890000000000', '')).toBeNull()
    expect(checkNitku('0111111111111111000001', '0991234567890000')).toEqual({ code: 'NITKU_PREFIX', params: { npwp: '0991234567890000' } })
    expect(checkNitku('000001', '0991234567890000')).toEqual({ code: 'NITKU_LENGTH', params: { count: 6 } })
  })
  it('doubt a NIK whose day of birth cannot be', () => {
    expect(doubtNik('3201150180000001')?.code).toBe('W_NIK_DATE')
    expect(doubtNik('3201151280000001')?.code).toBe('W_NIK_DATE')
    expect(doubtNik('3201011501800001')).toBeNull()
    expect(doubtNik('3201015501800001')).toBeNull()
    expect(doubtNik('3201012902000001')).toBeNull()
    expect(doubtNik('3201012902010001')?.code).toBe('W_NIK_DATE')
    expect(doubtNik('12')).toBeNull()
  })
  it('never throw, whatever is typed', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, other) => { checkNpwp(text); checkNitku(text, other); doubtNik(text) })))
})

describe('due dates', () => {
  const due = (obligation: DueRule['obligation'], act: DueRule['act'], period: string) => dueDateOf(dueRules, years, obligation, act, period)
  it('are the 15th, the 20th and the last day of the next month, moved by holidays and weekends', () => {
    expect(due('finalIncome', 'pay', '2026-10')).toMatchObject({ nominal: '2026-11-15', due: '2026-11-16', isCertain: true })
    expect(due('withholding', 'report', '2026-10')).toMatchObject({ due: '2026-11-20' })
    expect(due('ppn', 'pay', '2026-10')).toMatchObject({ nominal: '2026-11-30', due: '2026-11-30' })
    // 31 May 2026 is Waisak and a Sunday, 1 June is Pancasila.
    expect(due('ppn', 'report', '2026-04')).toMatchObject({ nominal: '2026-05-31', due: '2026-06-02' })
    // The 20th of March 2026 lies in the leave around Idul Fitri, which ends on Tuesday the 24th.
    expect(due('withholding', 'report', '2026-02')).toMatchObject({ nominal: '2026-03-20', due: '2026-03-25' })
    expect(due('annualCompany', 'report', '2025-12')).toMatchObject({ due: '2026-04-30' })
    expect(due('annualPerson', 'report', '2025-12')).toMatchObject({ due: '2026-03-31' })
    expect(due('ppn', 'pay', '2026-12')).toMatchObject({ nominal: '2027-01-31', due: '2027-02-01', isCertain: false })
    expect(due('ppn', 'pay', '2010-12')).toBeNull()
  })
  it('move forward only, to a day on which offices work', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1100 }), (days) => {
      const date = addDays('2025-01-01', days)
      const moved = nextWorkingDay(date, years)
      expect(moved >= date && isWorkingDay(moved, years) && weekday(moved) < 5).toBe(true)
    }))
  })
  it('begin the week of a rate on Wednesday', () => {
    expect(rateWeekOf('2026-11-24')).toEqual({ from: '2026-11-18', to: '2026-11-24' })
    expect(rateWeekOf('2026-11-25')).toEqual({ from: '2026-11-25', to: '2026-12-01' })
    expect(weekday('2026-11-25')).toBe(2)
  })
  it('give export proceeds three months', () => expect(proceedsDue('2026-11-05')).toBe('2027-02-28'))
})

describe('the table of the weekly decree', () => {
  const names = ['Dolar Amerika Serikat (USD)', 'Dolar Australia (AUD)', 'Dolar Kanada (CAD)', 'Kroner Denmark (DKK)', 'Dolar Hongkong (HKD)', 'Ringgit Malaysia (MYR)', 'Dolar Selandia Baru (NZD)', 'Kroner Norwegia (NOK)',
    'Poundsterling Inggris (GBP)', 'Dolar Singapura (SGD)', 'Kroner Swedia (SEK)', 'Franc Swiss (CHF)', 'Yen Jepang (JPY)', 'Kyat Myanmar (MMK)', 'Rupee India (INR)', 'Dinar Kuwait (KWD)', 'Rupee Pakistan (PKR)', 'Peso Philipina (PHP)',
    'Riyal Saudi Arabia (SAR)', 'Rupee Sri Lanka (LKR)', 'Baht Thailand (THB)', 'Dolar Brunei Darussalam (BND)', 'Euro Euro (EUR)', 'Yuan Renminbi Tiongkok (CNY)', 'Won Korea (KRW)']
  const figures = ['16.250,00', '10.788,81', '11.058,43', '2.331,37', '1.835,14', '3.504,43', '10.097,90', '1.643,45', '19.218,04', '10.692,28', '1.717,19', '15.991,55', '10.737,57', '10,65', '193,00', '46.864,30', '88,69', '296,01', '3.791,53',
    '76,62', '472,29', '10.689,39', '17.342,79', '2.180,76', '12,89']
  const rate = (text: string, code: string): string | undefined => readRateTable(text, currencies.currencies).rates.find((each) => each.code === code)?.rate
  const head = 'Kurs Pajak\nKMK Nomor 56/KM.10/2026\nTanggal Berlaku: 18 November 2026 - 24 November 2026\n'

  it('is read in each way that it is copied: rows, cells on lines of their own, nothing between', () => {
    const rows = head + names.map((name, index) => `${index + 1}\t${name}\t${figures[index]}\t68,00`).join('\n') + '\nNote: untuk JPY adalah Nilai Rupiah per 100'
    const cells = head + names.map((name, index) => `${index + 1}\n${name}\n${figures[index]}\n-0,47`).join('\n')
    const joined = head + 'NoMata UangNilaiPerubahan\n' + names.map((name, index) => `${index + 1}${name}${figures[index]}0,06`).join('\n')
    for (const text of [rows, cells, joined]) {
      const table = readRateTable(text, currencies.currencies)
      expect(table).toMatchObject({ from: '2026-11-18', to: '2026-11-24', decree: '56/KM.10/2026', unread: [] })
      expect(table.rates.map(({ code }) => code)).toEqual(currencies.currencies.map(({ code }) => code))
      expect(table.rates.map(({ quoted }) => quoted)).toEqual(figures.map((figure) => figure.replace('.', '').replace(',', '.').replace(/\.00$/, '').replace(/(\.\d)0$/, '$1')))
    }
    expect(rate(rows, 'JPY')).toBe('107.3757')
    expect(rate(rows, 'USD')).toBe('16250')
    expect(readRateTable(rows, currencies.currencies).rates.filter(({ currency }) => currency !== null).map(({ code }) => code).sort()).toEqual(['AUD', 'CNY', 'EUR', 'GBP', 'HKD', 'JPY', 'KRW', 'KWD', 'MYR', 'SGD', 'USD'])
  })
  it('is read by code or name, with either decimal mark, and a year that is named once', () => {
    expect(rate('USD 16,250.00\nEUR 17.342,79', 'USD')).toBe('16250')
    expect(rate('USD 16,250.00\nEUR 17.342,79', 'EUR')).toBe('17342.79')
    expect(rate('Dolar AS Rp 14.154,00; Yen Jepang Rp 13.140,00', 'JPY')).toBe('131.4')
    expect(rate('setiap USD senilai Rp15.563. Sebelumnya Rp15.651', 'USD')).toBe('15563')
    expect(readRateTable('periode 30 Desember - 5 Januari 2027, USD 16.250,00', currencies.currencies)).toMatchObject({ from: '2026-12-30', to: '2027-01-05' })
    expect(readRateTable('berlaku 18-11-2026 s.d. 24-11-2026 USD', currencies.currencies)).toMatchObject({ from: '2026-11-18', to: '2026-11-24', rates: [], unread: ['USD'] })
  })
  it('never throws, whatever is pasted', () => fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...names, 'USD', '1.234,56', '12/34/2026', '99 Mei 2026 - 31 Juni 2026'), fc.string({ unit: 'grapheme' }))), (parts) => void readRateTable(parts.join(' '), currencies.currencies))))
})
