import { expect, it } from 'vitest'
import type { Credential, OpenError } from '../../shared/credential/credential.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import type { OpenTrust } from '../../shared/credential/open-trust.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCredential, ISSUED_AT } from '../support/a-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'

const key = testKey().trusted
const id = aCredential().id
const EXPIRES_AT = aCredential().expiresAt
const noon = ISSUED_AT + HOUR_MS

interface Case {
  readonly name: string
  readonly now?: number
  readonly trust?: Partial<OpenTrust>
  readonly content?: Partial<Credential>
  readonly change?: (text: string) => string
  readonly expected: OpenError | 'opens'
}

const cases: readonly Case[] = [
  { name: 'the base code opens', expected: 'opens' },

  { name: 'five minutes before its issue it opens: clocks drift', now: ISSUED_AT - 5 * MINUTE_MS, expected: 'opens' },
  {
    name: 'and not one millisecond earlier',
    now: ISSUED_AT - 5 * MINUTE_MS - 1,
    expected: { kind: 'bad', code: 'not-yet-valid', at: ISSUED_AT, credentialId: id },
  },
  { name: 'one millisecond before its expiry it opens', now: EXPIRES_AT - 1, expected: 'opens' },
  { name: 'and not at its expiry', now: EXPIRES_AT, expected: { kind: 'bad', code: 'expired', at: EXPIRES_AT, credentialId: id } },
  {
    name: 'a doubtful clock never says expired',
    now: EXPIRES_AT,
    trust: { clock: 'doubtful' },
    expected: { kind: 'unchecked', code: 'clock-doubtful', credentialId: id },
  },
  { name: 'a time that is no number is no clock', now: Number.NaN, expected: { kind: 'unchecked', code: 'clock-doubtful', credentialId: id } },
  { name: 'nor that all is well', trust: { clock: 'doubtful' }, expected: { kind: 'unchecked', code: 'clock-doubtful', credentialId: id } },

  { name: 'a revoked code', trust: { isRevoked: (asked) => asked === id }, expected: { kind: 'bad', code: 'revoked', credentialId: id } },
  { name: "another code's revocation", trust: { isRevoked: (asked) => asked !== id }, expected: 'opens' },
  {
    name: 'a revoked code by a doubtful clock is revoked all the same',
    trust: { isRevoked: () => true, clock: 'doubtful' },
    expected: { kind: 'bad', code: 'revoked', credentialId: id },
  },
  {
    name: 'a revoked code that has expired is told as revoked',
    now: EXPIRES_AT,
    trust: { isRevoked: () => true },
    expected: { kind: 'bad', code: 'revoked', credentialId: id },
  },
  {
    name: 'revocations too old to rely on',
    trust: { isRevoked: () => 'unknown' },
    expected: { kind: 'unchecked', code: 'revocations-stale', credentialId: id },
  },
  {
    name: 'an expired code needs no revocations',
    now: EXPIRES_AT,
    trust: { isRevoked: () => 'unknown' },
    expected: { kind: 'bad', code: 'expired', at: EXPIRES_AT, credentialId: id },
  },

  { name: 'no keys held', trust: { keys: null }, expected: { kind: 'unchecked', code: 'keys-missing' } },
  { name: 'an empty list of keys', trust: { keys: [] }, expected: { kind: 'unchecked', code: 'unknown-key' } },
  { name: 'only a stranger’s key', trust: { keys: [testKey(2).trusted] }, expected: { kind: 'unchecked', code: 'unknown-key' } },
  {
    name: 'another key under the same key id',
    trust: { keys: [{ ...testKey(2).trusted, keyId: key.keyId }] },
    expected: { kind: 'bad', code: 'signature-invalid' },
  },
  { name: 'two keys under the same key id', trust: { keys: [{ ...testKey(2).trusted, keyId: key.keyId }, key] }, expected: 'opens' },
  {
    name: 'a key in the list that is no key',
    trust: { keys: [{ ...key, publicKey: '!' }] },
    expected: { kind: 'bad', code: 'signature-invalid' },
  },
  {
    name: 'a key of one authority speaking for another',
    content: { issuer: asAuthorityId('VN-30') },
    expected: { kind: 'bad', code: 'signature-invalid' },
  },
  { name: 'issued as the key came into service', trust: { keys: [{ ...key, validFrom: ISSUED_AT }] }, expected: 'opens' },
  {
    name: 'issued before the key was in service',
    trust: { keys: [{ ...key, validFrom: ISSUED_AT + 1 }] },
    expected: { kind: 'bad', code: 'signature-invalid' },
  },
  { name: 'issued while the key was in service, shown after', trust: { keys: [{ ...key, validTo: ISSUED_AT + 1 }] }, expected: 'opens' },
  {
    name: 'issued when the key had retired',
    trust: { keys: [{ ...key, validTo: ISSUED_AT }] },
    expected: { kind: 'bad', code: 'signature-invalid' },
  },

  {
    name: 'a type this door does not take',
    content: { type: 'vehicle-pass' },
    trust: { types: ['person'] },
    expected: { kind: 'bad', code: 'wrong-type' },
  },
  { name: 'a type this door takes', content: { type: 'vehicle-pass' }, trust: { types: ['vehicle-pass'] }, expected: 'opens' },
  {
    name: 'a type its key may not sign',
    trust: { keys: [{ ...key, types: ['vehicle-pass'] }] },
    expected: { kind: 'bad', code: 'wrong-type' },
  },

  { name: 'a specimen where specimens do not count', content: { specimen: true }, expected: { kind: 'bad', code: 'specimen' } },
  {
    name: 'a specimen that denies it: the key tells',
    trust: { keys: [{ ...key, specimen: true }] },
    expected: { kind: 'bad', code: 'specimen' },
  },
  { name: 'a specimen in a demo', content: { specimen: true }, trust: { specimens: 'accept' }, expected: 'opens' },

  { name: 'a scanner’s Enter after it', change: (text) => `${text}\r\n`, expected: 'opens' },
  { name: 'spaces and tabs around it', change: (text) => ` \t${text} \t`, expected: 'opens' },
  { name: 'a space within', change: (text) => `${text.slice(0, 50)} ${text.slice(50)}`, expected: { kind: 'bad', code: 'malformed' } },
  { name: 'a space behind the prefix', change: (text) => text.replace(':', ': '), expected: { kind: 'bad', code: 'malformed' } },
  { name: 'the prefix in small letters', change: (text) => text.toLowerCase(), expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'the prefix of a later layout', change: (text) => text.replace('KB1', 'KB2'), expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'no prefix', change: (text) => text.slice(4), expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'a code of the European Union', change: () => 'HC1:6BFOXN%TS3DH', expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'a web address', change: () => 'https://example.org/?KB1:12', expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'nothing', change: () => '', expected: { kind: 'bad', code: 'not-ours' } },
  { name: 'the prefix alone', change: () => 'KB1:', expected: { kind: 'bad', code: 'truncated' } },
  { name: 'without its last digit', change: (text) => text.slice(0, -1), expected: { kind: 'bad', code: 'truncated' } },
  { name: 'its first half', change: (text) => text.slice(0, text.length / 2), expected: { kind: 'bad', code: 'truncated' } },
  { name: 'some digits lost in the middle', change: (text) => text.slice(0, 99) + text.slice(104), expected: { kind: 'bad', code: 'truncated' } },
  { name: 'a digit too many', change: (text) => `${text}0`, expected: { kind: 'bad', code: 'malformed' } },
  { name: 'twice in a row', change: (text) => text + text, expected: { kind: 'bad', code: 'malformed' } },
  { name: 'twice in a row without the second prefix', change: (text) => text + text.slice(4), expected: { kind: 'bad', code: 'malformed' } },
  { name: 'letters among the digits', change: (text) => text.replace(/5/, 'S'), expected: { kind: 'bad', code: 'malformed' } },
  { name: 'far more digits than any code', change: () => `KB1:${'7'.repeat(100_000)}`, expected: { kind: 'bad', code: 'malformed' } },
  {
    name: 'a changed last digit',
    change: (text) => text.slice(0, -1) + ((Number(text.slice(-1)) + 1) % 10),
    expected: { kind: 'bad', code: 'signature-invalid' },
  },
]

it.each(cases)('$name', async ({ now = noon, trust, content, change = (text) => text, expected }) => {
  const issued = aCredential(content)
  const text = change(await issueCredential(issued, testKey().signer))
  const opened = await openCredential(text, testTrust(trust), now)
  if (expected === 'opens') expect(opened).toEqual({ ok: true, value: issued })
  else expect(opened).toEqual({ ok: false, error: expected })
})

it('marks what a demo key signed, even where the claims do not say so', async () => {
  const text = await issueCredential(aCredential({ specimen: false }), testKey().signer)
  const opened = await openCredential(text, testTrust({ keys: [{ ...key, specimen: true }], specimens: 'accept' }), noon)
  expect(opened).toMatchObject({ ok: true, value: { specimen: true } })
})

it('asks nothing of a text that is not ours, and checks no signature before it knows a key', async () => {
  const asked: string[] = []
  const trust = testTrust({
    verify: async () => {
      asked.push('verify')
      return true
    },
    isRevoked: () => {
      asked.push('revoked')
      return false
    },
  })
  await openCredential('KB1:123', trust, noon)
  await openCredential('HC1:123', trust, noon)
  await openCredential(await issueCredential(aCredential(), testKey(2).signer), trust, noon)
  expect(asked).toEqual([])
})
