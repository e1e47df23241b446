import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { base64UrlOf } from '../../shared/base64url.ts'
import { type BundleParts, PART_NAMES, type SignedManifest } from '../../shared/bundle/bundle.ts'
import { acceptBundle, manifestText, partHash } from '../../shared/bundle/verify-bundle.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { testKey } from '../support/test-keys.ts'

interface GoldenBundle {
  readonly publicKey: string
  readonly signed: SignedManifest
  readonly signedText: string
  readonly parts: BundleParts
}

/** As a server of version 1 signed it, with the ninth test key; its officers are from before PINs were counted. */
const golden: GoldenBundle = JSON.parse(readFileSync(new URL('golden/bundle.json', import.meta.url), 'utf8'))
const { signed, parts, publicKey } = golden

it.each([
  ['the tablet', verifyByJavaScript],
  ['Node.js', nodeVerify],
])('a bundle of version 1 is still taken, verified by %s', async (_who, verify) => {
  const taken = await acceptBundle(null, { signed, parts }, { publicKey, checkpoint: 'bach-dang', verify })
  expect(taken).toEqual({ ok: true, value: { manifest: signed.manifest, parts } })
})

it('is still signed over the same text, and signed again is the same', async () => {
  expect(manifestText(signed.manifest)).toBe(golden.signedText)
  expect(base64UrlOf(await testKey(9).signer.sign(utf8Bytes(golden.signedText)))).toBe(signed.signature)
})

it.each(PART_NAMES)('has the same hash of its part %s', (name) => {
  expect(partHash(parts[name])).toBe(signed.manifest.parts[name].hash)
})
