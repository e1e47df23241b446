import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { importCertificatesCommand, listCertificatesCommand } from '../../server/cli/certificates.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { aCore, type Core } from '../support/a-core.ts'

/** A certificate of our own making: P-256, C=VN, for tests only, from 22 November 2026 to 2051. */
const DER =
  'MIIBvzCCAWWgAwIBAgIUW8wQR0gAeIH9Ix+/LMa9ED9HlHkwCgYIKoZIzj0EAwIwQTELMAkGA1UEBhMCVk4xHTAbBgNVBAoMFEJvIFkgdGUgKHRodSBuZ2hpZW0pMRMwEQYDVQQDDApUZXN0IERTQyAxMCAXDTI2MTEyMjA0MDEyMVoYDzIwNTEwNzE0MDQwMTIxWjBBMQswCQYDVQQGEwJWTjEdMBsGA1UECgwUQm8gWSB0ZSAodGh1IG5naGllbSkxEzARBgNVBAMMClRlc3QgRFNDIDEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASHBXmj/kwHjZtkSiDqN95VAcKg/Cmy8Z6ANR8YD6PBitt5O/yQxv1aNzK6bt9xlQf0OkGRkimObybhsmVtaGXiozkwNzAWBgNVHSUEDzANBgsrBgEEAY43j2UBATAdBgNVHQ4EFgQUyMQOkQmVZcZQCr7WaiHQHfCLVOswCgYIKoZIzj0EAwIDSAAwRQIhAMJcg+U4bY/GibUX8ydcbf1BjfiiHpEubotnaMBmVJdzAiBMBZzDEhWGdM92qhEjbQCG6uNU5YRhIOrx7qwBqa5xQA=='
const KID = createHash('sha256').update(Buffer.from(DER, 'base64')).digest().subarray(0, 8).toString('base64')

let core: Core
let folder: string
beforeEach(async () => {
  core = await aCore()
  folder = mkdtempSync(join(tmpdir(), 'chot-trust-'))
})
afterEach(async () => {
  await core.close()
  rmSync(folder, { recursive: true })
})

function take(content: unknown) {
  const file = join(folder, 'list.json')
  writeFileSync(file, JSON.stringify(content))
  return importCertificatesCommand(core.deps, file)
}

async function bundled() {
  return (await currentBundle(core.deps, asCheckpointId('bach-dang'))).parts.keys.certificates
}

it('has none of its own: nobody is believed by default', async () => {
  expect(await bundled()).toBeUndefined()
  expect((await listCertificatesCommand(core.deps)).text).toContain('could not check')
})

it('brings the keys of a trust list to every kiosk, with what each may sign', async () => {
  const answer = await take({
    certificates: [
      { kid: KID, country: 'VN', certificateType: 'DSC', rawData: DER },
      { certificateType: 'CSCA', rawData: 'x' },
    ],
  })
  expect(answer).toMatchObject({ kind: 'done', json: { keys: 1, countries: ['VN'] } })
  expect(await bundled()).toEqual([
    {
      keyId: KID,
      country: 'VN',
      algorithm: 'es256',
      publicKey: expect.stringMatching(/^MFkw[A-Za-z0-9_-]+$/),
      usages: ['test'],
      validFrom: Date.parse('2026-11-22T04:01:21Z'),
      validTo: Date.parse('2051-07-14T04:01:21Z'),
    },
  ])
  expect((await listCertificatesCommand(core.deps)).json).toEqual({ keys: 1, countries: { VN: 1 } })
})

it('takes the country from the certificate, one certificate once, and puts a new list in the place of the old', async () => {
  expect(await take([{ rawData: DER }, { rawData: DER }])).toMatchObject({ kind: 'done', json: { keys: 1, countries: ['VN'] } })
  expect(await take([])).toMatchObject({ kind: 'done', json: { keys: 0 } })
  expect(await bundled()).toBeUndefined()
})

it.each([
  ['another key id than the certificate has', [{ rawData: DER, kid: 'AAAAAAAAAAA=' }], 'certificate 1: "kid"'],
  ['no certificate', [{ rawData: DER }, { rawData: 'eA==' }], 'certificate 2: "rawData" is no certificate'],
  ['no data', [{}], 'certificate 1: has no "rawData"'],
  ['a country that there is not', [{ rawData: DER, country: 'QQ' }], 'certificate 1: "country"'],
  ['another layout', { keys: [] }, 'a trust list is'],
])('takes nothing of a list with %s', async (_name, content, words) => {
  const answer = await take(content)
  expect(answer.kind).toBe('refused')
  expect(answer.text).toContain(words)
  expect(await bundled()).toBeUndefined()
})
