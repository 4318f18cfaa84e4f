import { expect, test } from 'vitest'
import { RefusalError } from '../core/errors/index.ts'
import { type InvitationCode, newInvitationSecret, readInvitation, writeInvitation } from './invitation-code.ts'

const code: InvitationCode = {
  url: 'https://books.example/rotan-jaya', user: 'rotan-jaya-b', secret: newInvitationSecret(), root: 'x'.repeat(43), book: '01HZZZZZZZZZZZZZZZZZZZZZZZ', device: 'B', until: '2026-12-01T00:00:00.000Z', company: 'CV Rotan Jaya 藤',
}

function refusal(text: string): string | undefined {
  try {
    readInvitation(text)
    return undefined
  } catch (error) {
    return (error as RefusalError).refusals[0]?.code
  }
}

test('a code says again what it was made of, however it was handed on', () => {
  const text = writeInvitation(code)
  expect(text).toMatch(/^MENDUNIA1:[0-9A-Z]+$/)
  expect(text.length).toBeLessThan(500)
  for (const pasted of [text, ` ${text}\n`, text.toLowerCase(), (text.match(/.{1,32}/g) ?? []).join('\r\n'), `Kode: ${text}`, text.replaceAll('0', 'O').replaceAll('1', 'I').replace(/^MENDUNIAI/, 'MENDUNIA1')]) expect(readInvitation(pasted)).toEqual(code)
  const withLine = { ...code, line: { ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', pin: 'ab'.repeat(32), login: 'session' as const } }
  expect(readInvitation(writeInvitation(withLine))).toEqual(withLine)
})

test('whatever was lost or changed on the way is noticed', () => {
  const text = writeInvitation(code)
  for (let at = 'MENDUNIA1:'.length; at < text.length; at += 7) {
    const other = text[at] === 'Q' ? 'R' : 'Q'
    expect(refusal(text.slice(0, at) + other + text.slice(at + 1)), `sign ${at}`).toBe('INVITATION_DAMAGED')
    expect(refusal(text.slice(0, at) + text.slice(at + 1))).toBe('INVITATION_DAMAGED')
  }
  expect(refusal(text.replace('MENDUNIA1', 'MENDUNIA2'))).toBe('INVITATION_NEWER')
  for (const nothing of ['', 'MENDUNIA1:', 'halo', 'MENDUNIA1:ZZ', 'x'.repeat(10_000)]) expect(refusal(nothing)).toBe('INVITATION_DAMAGED')
})
