import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, it } from 'vitest'
import { verifyWithPlatform } from '../../kiosk/bundle/verify-with.ts'
import type { TrustedKey } from '../../shared/credential/credential.ts'
import { issueCredential, type Signer } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { aCredential, ISSUED_AT } from '../support/a-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'

/** A kiosk's key for slips, as its tablet would make it. */
function kioskKey(): { readonly signer: Signer; readonly trusted: TrustedKey } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from(jwk.y ?? '', 'base64url')])
  const keyId = createHash('sha256').update(point).digest('hex').slice(0, 8)
  const signer: Signer = {
    keyId,
    algorithm: 'es256',
    sign: async (message) => new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  }
  const trusted: TrustedKey = {
    keyId,
    issuer: asAuthorityId('VN-22'),
    publicKey: point.toString('base64url'),
    algorithm: 'es256',
    types: ['slip'],
    validFrom: 0,
    validTo: null,
    specimen: false,
  }
  return { signer, trusted }
}

const kiosk = kioskKey()
const slip = aCredential({ type: 'slip' })
const trusting = (keys: readonly TrustedKey[]) => testTrust({ keys, verifyWith: verifyWithPlatform })

it('opens a slip signed by a kiosk whose key the bundle lists', async () => {
  const text = await issueCredential(slip, kiosk.signer)
  expect(await openCredential(text, trusting([testKey().trusted, kiosk.trusted]), ISSUED_AT)).toEqual({ ok: true, value: slip })
})

it('says that it could not check the slip of a kiosk it does not know yet', async () => {
  const text = await issueCredential(slip, kiosk.signer)
  const unknown = { ok: false, error: { kind: 'unchecked', code: 'unknown-key' } }
  expect(await openCredential(text, trusting([testKey().trusted]), ISSUED_AT)).toEqual(unknown)
  expect(await openCredential(text, testTrust({ keys: [kiosk.trusted] }), ISSUED_AT)).toEqual(unknown)
})

it('refuses a slip that another key made, or that was altered', async () => {
  const other = kioskKey()
  const forged = await issueCredential(slip, { ...other.signer, keyId: kiosk.signer.keyId })
  expect(await openCredential(forged, trusting([kiosk.trusted]), ISSUED_AT)).toEqual({ ok: false, error: { kind: 'bad', code: 'signature-invalid' } })
})

it("lets a kiosk's key sign slips and nothing else", async () => {
  const person = await issueCredential(aCredential(), kiosk.signer)
  expect(await openCredential(person, trusting([kiosk.trusted]), ISSUED_AT)).toEqual({ ok: false, error: { kind: 'bad', code: 'wrong-type' } })
})

it('never tries a key under another algorithm than its own, whatever the header says', async () => {
  const swapped = { ...testKey().trusted, keyId: kiosk.signer.keyId }
  const text = await issueCredential(slip, kiosk.signer)
  const calls: string[] = []
  const trust = {
    ...trusting([swapped]),
    verify: async () => calls.push('ed25519') > 0,
    verifyWith: async () => calls.push('es256') > 0,
  }
  expect(await openCredential(text, trust, ISSUED_AT)).toEqual({ ok: false, error: { kind: 'unchecked', code: 'unknown-key' } })
  expect(calls).toEqual([])
})
