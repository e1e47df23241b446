import { pbkdf2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { webSlowHash } from '../../kiosk/bundle/web-slow-hash.ts'
import { nodeSlowHash } from '../../server/lists/node-slow-hash.ts'
import type { DocumentKind } from '../../shared/declaration/vocabulary.ts'
import { documentKey, employerKey, plateKey } from '../../shared/lists/list-key.ts'
import { hashListKey, SLOW_HASH_ITERATIONS, saltText } from '../../shared/lists/slow-hash.ts'

test.each([
  ['030085123456', '030 085 123 456'],
  ['030085123456', '030.085.123.456'],
])('one card is one key however it is typed: %s, %s', (a, b) => {
  expect(documentKey({ kind: 'citizen-id', country: 'VN', number: b })).toBe(documentKey({ kind: 'citizen-id', country: 'vn', number: a }))
})

test('a card of Việt Nam is known by its length, whatever kind was picked', () => {
  expect(documentKey({ kind: 'old-id', country: 'VN', number: '030085123456' })).toBe('document:citizen-id:VN:030085123456')
  expect(documentKey({ kind: 'citizen-id', country: 'VN', number: '141234567' })).toBe('document:old-id:VN:141234567')
  expect(documentKey({ kind: 'other', country: 'LA', number: '141234567' })).toBe('document:other:LA:141234567')
})

test('a personal number is that of its card under whatever paper it was typed, and a guardian’s is the guardian’s', () => {
  const key = (kind: DocumentKind, country = 'VN') => documentKey({ kind, country, number: '030085123456' })
  const kinds = ['citizen-id', 'old-id', 'passport', 'birth-certificate', 'other'] as const
  expect(new Set(kinds.map((kind) => key(kind)))).toEqual(new Set(['document:citizen-id:VN:030085123456']))
  expect(documentKey({ kind: 'passport', country: 'VN', number: '141234567' })).toBe('document:old-id:VN:141234567')
  expect(key('guardian')).toBe('document:guardian:VN:030085123456')
  expect(key('passport', 'LA')).toBe('document:passport:LA:030085123456')
  // A register number of as many digits is none.
  expect(documentKey({ kind: 'birth-certificate', country: 'VN', number: '0300/85123456' })).toBe('document:birth-certificate:VN:0300/85123456')
})

test('numbers of two countries, kinds or registers are different people', () => {
  const keys = [
    documentKey({ kind: 'passport', country: 'VN', number: 'C1234567' }),
    documentKey({ kind: 'passport', country: 'LA', number: 'C1234567' }),
    documentKey({ kind: 'other', country: 'VN', number: 'C1234567' }),
    documentKey({ kind: 'birth-certificate', country: 'VN', number: '12/3' }),
    documentKey({ kind: 'birth-certificate', country: 'VN', number: '1/23' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('plates and names of employers lose what writers differ in', () => {
  expect(plateKey('14a-123.45')).toBe('plate:14A12345')
  expect(employerKey(' công ty  Hoà Phát')).toBe('employer:CONG TY HOA PHAT')
})

test('tablet and server make the same hash, and it is PBKDF2', async () => {
  const salt = saltText(
    Uint8Array.from({ length: 16 }, (_, index) => index),
    SLOW_HASH_ITERATIONS,
  )
  const byServer = await hashListKey('plate:14A12345', salt, nodeSlowHash)
  expect(byServer).toBe(pbkdf2Sync('plate:14A12345', Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'), 100_000, 16, 'sha256').toString('hex'))
  expect(await hashListKey('plate:14A12345', salt, webSlowHash)).toBe(byServer)
})

test.each([
  'pbkdf2-sha256:0:0001020304050607',
  'pbkdf2-sha256:5000001:0001020304050607',
  'pbkdf2-sha256:2:00010203040506',
  'pbkdf2-sha512:2:0001020304050607',
  '0001020304050607',
])('a salt of another making, %s, hashes nothing', async (salt) => {
  expect(await hashListKey('plate:14A12345', salt, nodeSlowHash)).toBeNull()
})

test('the most iterations that a salt may ask for are still hashed', async () => {
  const asked: number[] = []
  await hashListKey('x', 'pbkdf2-sha256:5000000:0001020304050607', async (_key, _salt, iterations) => {
    asked.push(iterations)
    return new Uint8Array(16)
  })
  expect(asked).toEqual([5_000_000])
})
