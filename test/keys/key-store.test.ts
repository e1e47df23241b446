import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openKeyStore } from '../../server/keys/key-store.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { writeOnce } from '../../server/keys/write-once.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { CREDENTIAL_TYPES } from '../../shared/credential/credential.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { aCredential, ISSUED_AT } from '../support/a-credential.ts'
import { testTrust } from '../support/test-keys.ts'

const issuer = asAuthorityId('VN-22')
const realNow = Date.UTC(2026, 0, 15)
let parent = ''
let folder = ''
let file = ''

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'chot-keys-'))
  folder = join(parent, 'keys')
  file = join(folder, 'keys.json')
})
afterEach(() => rmSync(parent, { recursive: true }))

it('makes keys at the first start, for their owner alone, and leaves nothing else behind', () => {
  openKeyStore(folder, 'demo', issuer, realNow)
  expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  expect(readdirSync(folder)).toEqual(['keys.json', 'sealing.json'])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ v: 1, kind: 'demo', specimen: true, issuer, madeAt: realNow })
})

it('has the same keys at the second start, and touches no byte of the file', () => {
  const first = openKeyStore(folder, 'production', issuer, realNow)
  const before = readFileSync(file)
  const second = openKeyStore(folder, 'production', issuer, realNow + DAY_MS)
  expect([first.sealingMade, second.sealingMade]).toEqual(['now', 'before'])
  expect(second.trustedKey).toEqual(first.trustedKey)
  expect(second.bundlePublicKey).toBe(first.bundlePublicKey)
  expect(readFileSync(file)).toEqual(before)
})

it('signs credentials and bundles by two different keys that verify', async () => {
  const keys = openKeyStore(folder, 'production', issuer, realNow)
  const credentialKey = bytesOfBase64Url(keys.trustedKey.publicKey) ?? new Uint8Array()
  const bundleKey = bytesOfBase64Url(keys.bundlePublicKey) ?? new Uint8Array()
  const message = utf8Bytes('a bundle')
  expect(keys.trustedKey.keyId).toBe(keyIdOf(credentialKey))
  expect(keys.signCredential.keyId).toBe(keys.trustedKey.keyId)
  expect(await nodeVerify(bundleKey, await keys.signBundle(message), message)).toBe(true)
  expect(await nodeVerify(credentialKey, await keys.signBundle(message), message)).toBe(false)
  expect(await nodeVerify(credentialKey, await keys.signCredential.sign(message), message)).toBe(true)
  expect(await nodeVerify(credentialKey, await keys.signCredential.sign(message), utf8Bytes('a bundlf'))).toBe(false)
})

it('lets a demo sign in the year its clock stands in, and marks what it signs', async () => {
  const { trustedKey, signCredential } = openKeyStore(folder, 'demo', issuer, realNow)
  const text = await issueCredential(aCredential(), signCredential)
  const trust = { keys: [trustedKey], types: CREDENTIAL_TYPES }
  expect(await openCredential(text, testTrust({ ...trust, specimens: 'accept' }), ISSUED_AT)).toMatchObject({ ok: true, value: { specimen: true } })
  expect(await openCredential(text, testTrust({ ...trust, specimens: 'refuse' }), ISSUED_AT)).toMatchObject({ error: { code: 'specimen' } })
})

it('opens nothing with a production key that was issued before the key was made, but for a day of a wrong clock', () => {
  expect(openKeyStore(folder, 'production', issuer, realNow).trustedKey).toMatchObject({
    validFrom: realNow - DAY_MS,
    validTo: null,
    specimen: false,
  })
})

it('refuses demo keys in production, by name, and production keys in a demo', () => {
  openKeyStore(folder, 'demo', issuer, realNow)
  expect(() => openKeyStore(folder, 'production', issuer, realNow)).toThrow(/keys\.json holds demo keys.*production.*fresh data folder/)
  const other = join(parent, 'other')
  openKeyStore(other, 'production', issuer, realNow)
  expect(() => openKeyStore(other, 'demo', issuer, realNow)).toThrow(/holds production keys.*demo.*DATA_DIR/)
})

it('refuses the keys of another authority', () => {
  openKeyStore(folder, 'production', issuer, realNow)
  expect(() => openKeyStore(folder, 'production', asAuthorityId('VN-30'), realNow)).toThrow(/belongs to VN-22, and this installation is VN-30/)
})

const spoilt: readonly [name: string, change: (text: string) => string, says: RegExp][] = [
  ['empty', () => '', /cut off or is no JSON.*backup/],
  ['half-written', (text) => text.slice(0, text.length / 2), /cut off or is no JSON.*backup/],
  ['foreign', () => '{"hello":"world"}', /no key file of version 1|not a key file of version 1/],
  ['of a later version', (text) => text.replace('"v": 1', '"v": 2'), /not a key file of version 1 \(at v\)/],
  ['edited to be production', (text) => text.replace('"kind": "demo"', '"kind": "production"'), /contradict/],
  [
    'with one key swapped',
    (text) => text.replace(/"publicKey": "./, (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`),
    /does not belong/,
  ],
]
it.each(spoilt)('does not start on a key file that is %s, and does not replace it', (_, change, says) => {
  openKeyStore(folder, 'demo', issuer, realNow)
  const text = change(readFileSync(file, 'utf8'))
  writeFileSync(file, text)
  expect(() => openKeyStore(folder, 'demo', issuer, realNow)).toThrow(says)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

it.each([0o640, 0o604, 0o660])('does not start on a key file that others can reach (%o)', (mode) => {
  openKeyStore(folder, 'demo', issuer, realNow)
  chmodSync(file, mode)
  expect(() => openKeyStore(folder, 'demo', issuer, realNow)).toThrow(/chmod 600/)
})

it.each([0o750, 0o701])('nor in a key folder that others can enter (%o)', (mode) => {
  openKeyStore(folder, 'demo', issuer, realNow)
  chmodSync(folder, mode)
  expect(() => openKeyStore(folder, 'demo', issuer, realNow)).toThrow(/chmod 700/)
})

it('makes no new keys where a folder has lost its key file', () => {
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(join(folder, 'keys.json.bak'), 'x')
  expect(() => openKeyStore(folder, 'demo', issuer, realNow)).toThrow(/no keys\.json.*keys\.json\.bak.*backup/)
  expect(readdirSync(folder)).toEqual(['keys.json.bak'])
})

it('starts anew after a first start that was stopped midway', () => {
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(join(folder, 'keys.json.123.tmp'), '{"v": 1, "ki')
  expect(openKeyStore(folder, 'demo', issuer, realNow).trustedKey.specimen).toBe(true)
})

it('never writes over a file that is there', () => {
  const target = join(parent, 'once')
  expect(writeOnce(target, 'first')).toBe(true)
  expect(writeOnce(target, 'second')).toBe(false)
  expect(readFileSync(target, 'utf8')).toBe('first')
  expect(readdirSync(parent)).toEqual(['once'])
})
