import { describe, expect, it } from 'vitest'
import type { Language } from './format.ts'
import { parseDate } from './parse-date.ts'

const today = '2026-11-24'

describe('dates as people type them', () => {
  it.each<[string, Language, string | null]>([
    ['3/11', 'id', '2026-11-03'], ['3-11-26', 'id', '2026-11-03'], ['3.11.2026', 'en', '2026-11-03'], ['11/3', 'zh', '2026-11-03'], ['5/1', 'id', '2027-01-05'],
    ['3 nov', 'id', '2026-11-03'], ['3 Des 26', 'id', '2026-12-03'], ['17agt', 'id', '2026-08-17'], ['3 Mei 2026', 'id', '2026-05-03'], ['031126', 'id', '2026-11-03'],
    ['11月3日', 'zh', '2026-11-03'], ['2026年11月3日', 'zh', '2026-11-03'], ['2026-11-03', 'en', '2026-11-03'], ['2026/11/3', 'zh', '2026-11-03'],
    ['kemarin', 'id', '2026-11-23'], ['Yesterday', 'en', '2026-11-23'], ['昨天', 'zh', '2026-11-23'], ['hari ini', 'id', today], ['today', 'en', today], ['今天', 'zh', today],
    ['+7', 'id', '2026-12-01'], ['-1', 'en', '2026-11-23'], ['15', 'id', '2026-11-15'], ['29/2/28', 'id', '2028-02-29'], ['29/2', 'id', null],
    ['31/11', 'id', null], ['0/11', 'id', null], ['', 'id', null], ['besok pagi', 'id', null], ['32', 'id', null],
  ])('reads %s in %s as %s', (text, language, date) => expect(parseDate(text, today, language)).toBe(date))
})
