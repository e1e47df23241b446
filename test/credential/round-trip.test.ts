import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asCarried } from '../../shared/credential/carried-instants.ts'
import { encodeCbor } from '../../shared/credential/cbor.ts'
import { decodeClaims } from '../../shared/credential/decode-claims.ts'
import { digitsOf } from '../../shared/credential/digits.ts'
import { encodeClaims } from '../../shared/credential/encode-claims.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCredential, areaCode, ISSUED_AT } from '../support/a-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'
import { arbitraryCredential } from './arbitrary-credential.ts'

it('opens to exactly what was issued, whatever that was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCredential, async (content) => {
      const trust = testTrust({ keys: [testKey(1, { issuer: content.issuer }).trusted], specimens: 'accept' })
      const text = await issueCredential(content, testKey().signer)
      expect(text).toMatch(/^KB1:[0-9]+$/)
      expect(await openCredential(text, trust, content.issuedAt)).toEqual({ ok: true, value: content })
    }),
    { numRuns: 1000 },
  )
})

it('reads any bytes at all without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      decodeClaims(bytes)
    }),
    { numRuns: 5000 },
  )
})

it('answers any bytes at all with a value, signed or not', async () => {
  const trust = testTrust({ verify: async () => true })
  const parts = fc.tuple(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 70 }))
  const likely = parts.map(([header, payload, signature]) => encodeCbor([header, new Map(), payload, signature]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(likely, fc.uint8Array({ minLength: 1, maxLength: 200 })), async (bytes) => {
      expect(await openCredential(`KB1:${digitsOf(bytes)}`, trust, ISSUED_AT)).toMatchObject({ ok: false })
    }),
    { numRuns: 2000 },
  )
})

it('reads any altered payload without throwing, and never half of one', () => {
  const payload = encodeClaims(aCredential())
  for (let at = 0; at < payload.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const altered = Uint8Array.from(payload, (byte, i) => (i === at ? byte ^ (1 << bit) : byte))
      const read = decodeClaims(altered)
      if (read !== undefined) expect(decodeClaims(encodeClaims(read))).toEqual(read)
    }
    expect(decodeClaims(payload.slice(0, at))).toBeUndefined()
  }
})

it('rounds instants down: issue to the second, life, sampling and result to the minute', () => {
  const claims = { tests: [{ kind: 'pcr', result: 'negative', sampledAt: ISSUED_AT - 59_999, resultAt: ISSUED_AT + 1, evidence: 'seen' }] } as const
  const carried = asCarried(aCredential({ issuedAt: ISSUED_AT + 1999, expiresAt: ISSUED_AT + 1000 + HOUR_MS + 59_999 }, claims))
  expect(carried.issuedAt).toBe(ISSUED_AT + 1000)
  expect(carried.expiresAt).toBe(ISSUED_AT + 1000 + HOUR_MS)
  expect(carried.claims.tests[0]).toMatchObject({ sampledAt: ISSUED_AT - 60_000, resultAt: ISSUED_AT })
  expect(asCarried(carried)).toEqual(carried)
})

it('keeps unanswered apart from none where the form knows both', async () => {
  const none = decodeClaims(encodeClaims(aCredential({}, { symptoms: [], exposures: [] })))
  const unanswered = decodeClaims(encodeClaims(aCredential({}, { symptoms: null, exposures: null })))
  expect(none?.claims).toMatchObject({ symptoms: [], exposures: [] })
  expect(unanswered?.claims).toMatchObject({ symptoms: null, exposures: null })
})

const unreadable: readonly [name: string, change: Partial<Claims>][] = [
  ['a stop that ends before it begins', { stops: [{ place: areaCode(310_930), from: '2021-02-10', to: '2021-02-08' }] }],
  ['a name longer than any form takes', { name: 'x'.repeat(201) }],
  ['a head-count of none', { travel: { means: 'car', personsAboard: 0 } }],
  ['a fraction of a year', { birthYear: 1984.5 }],
]
it.each(unreadable)('refuses to make a code that no kiosk would open: %s', async (_, change) => {
  await expect(issueCredential(aCredential({}, change), testKey().signer)).rejects.toThrow()
})

it('carries places of 2025 as numbers where most are, else written out, and mixed ones as they were', async () => {
  const [tanTruong, maoDien, haiPhong] = [areaCode(310_930), areaCode(310_930, '2025'), areaCode(100_031, '2025')]
  const stays = [
    { from: '2021-02-03', to: '2021-02-10' },
    { from: '2021-02-10', to: '2021-02-17' },
  ]
  const lengths = []
  for (const [first, second] of [
    [maoDien, haiPhong],
    [maoDien, tanTruong],
    [tanTruong, maoDien],
  ] as const) {
    const stops = [first, second].map((place, i) => ({ place, from: stays[i]?.from ?? '', to: stays[i]?.to ?? '' }))
    const content = aCredential({}, { stops, destination: second, residence: first })
    const text = await issueCredential(content, testKey().signer)
    const opened = await openCredential(text, testTrust(), content.issuedAt)
    expect(opened.ok && opened.value.claims).toEqual(content.claims)
    lengths.push(text.length)
  }
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(0)
})
