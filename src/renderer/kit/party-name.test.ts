import { expect, test } from 'vitest'
import { partyNames } from './party-name.tsx'

test('each reader sees a party by the name in their own script first', () => {
  const buyer = { name: 'Shanghai Yijia', nameZh: '上海怡家' }
  expect(partyNames(buyer, 'en')).toEqual(['Shanghai Yijia', '上海怡家'])
  expect(partyNames(buyer, 'zh')).toEqual(['上海怡家', 'Shanghai Yijia'])
  expect(partyNames({ name: 'UD Rotan Jaya', nameZh: null }, 'zh')).toEqual(['UD Rotan Jaya', ''])
  expect(partyNames({ name: '怡家', nameZh: '怡家' }, 'en')).toEqual(['怡家', ''])
})
