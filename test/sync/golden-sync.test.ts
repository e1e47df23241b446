import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseSyncReply } from '../../kiosk/sync/sync-wire.ts'
import { nodeVerify, verifyDeviceSignature } from '../../server/keys/node-verify.ts'
import { parseSyncRequest } from '../../server/sync/parse-sync-request.ts'
import type { BundleParts, SignedManifest } from '../../shared/bundle/bundle.ts'
import { acceptBundle } from '../../shared/bundle/verify-bundle.ts'
import { emptyLog } from '../../shared/passage/chain.ts'
import { SIGNATURE_HEADER, type SyncReply, type SyncRequest, signedText } from '../../shared/sync/protocol.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'

interface GoldenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** SPKI of the tablet's key, base64url. */
  readonly publicKey: string
  /** As it went over the wire, byte for byte. */
  readonly body: string
}
interface GoldenBundle {
  readonly publicKey: string
  readonly signed: SignedManifest
  readonly parts: BundleParts
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const request = read('golden/sync-request.json') as GoldenRequest
const reply = read('golden/sync-reply.json') as SyncReply
/** The first that brought what changed in the revocations. */
const changesReply = read('golden/sync-reply-changes.json') as SyncReply
const bundle = read('../bundles/golden/bundle.json') as GoldenBundle
const sent: SyncRequest = JSON.parse(request.body)

let core: Core
beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

/** The kiosk that sent it, as enrolled back then. */
async function enrolled(): Promise<void> {
  const { checkpoint, kiosk, epoch } = sent
  const log = { epoch, acked_seq: 0, acked_hash: emptyLog(checkpoint, kiosk, epoch).hash, last_contact_at: null, last_record_at: null, queued: 0 }
  const device = { public_key: request.publicKey, state: 'active', enrolled_at: CORE_NOW, app_version: '0.1.0', bundle_version: 0 }
  await core.storage.write((tx) => {
    return tx
      .insertInto('kiosk')
      .values({ kiosk_id: kiosk, checkpoint_id: checkpoint, ...log, ...device })
      .execute()
  })
}

it('the signature of a request of version 1 still holds, and only over that request', () => {
  const signature = request.headers[SIGNATURE_HEADER] ?? ''
  expect(verifyDeviceSignature(request.publicKey, signature, signedText(request.path, request.body))).toBe(true)
  expect(verifyDeviceSignature(request.publicKey, signature, signedText(request.path, request.body.replace('"epoch":1', '"epoch":2')))).toBe(false)
  expect(verifyDeviceSignature(request.publicKey, signature, signedText('/api/kiosks/pin', request.body))).toBe(false)
})

it('a request of version 1 is still read whole, with the hashes its tablet wrote', () => {
  const parsed = parseSyncRequest(sent)
  if (!parsed.ok) throw new Error(parsed.error)
  const { records } = parsed.value
  expect(records.map(({ parked }) => parked)).toEqual(sent.records.map(() => null))
  expect(records.map(({ bodyHash }) => bodyHash)).toEqual(sent.records.map(({ header }) => header.bodyHash))
  expect(records.slice(0, -1).map(({ hash }) => hash)).toEqual(sent.records.slice(1).map(({ header }) => header.prev))
  expect(records.at(-1)?.hash).toBe(sent.head.hash)
})

it('a request of version 1 is still stored and acknowledged as then', async () => {
  await enrolled()
  const answer = await core.post(request.path, request.body, request.headers)
  expect(answer).toMatchObject({ status: 200, body: { protocol: reply.protocol, acked: reply.acked, parked: reply.parked } })
})

it('a reply of version 1 is still read by the tablet, which then holds the bundle it brings', async () => {
  const parsed = parseSyncReply(reply)
  if (!parsed) throw new Error('the tablet cannot read the golden reply')
  expect(parsed).toEqual(reply)
  const held = { manifest: bundle.signed.manifest, parts: bundle.parts }
  const trust = { publicKey: bundle.publicKey, checkpoint: 'bach-dang', verify: nodeVerify }
  const taken = await acceptBundle(held, { signed: parsed.bundle, parts: parsed.parts }, trust)
  expect(taken).toEqual({ ok: true, value: { manifest: reply.bundle.manifest, parts: { ...bundle.parts, ...reply.parts } } })
})

it('a reply that brings what changed is read by the tablet, which then holds the list that was signed', async () => {
  const parsed = parseSyncReply(changesReply)
  expect(parsed).toEqual(changesReply)
  const held = { manifest: bundle.signed.manifest, parts: bundle.parts }
  const trust = { publicKey: bundle.publicKey, checkpoint: 'bach-dang', verify: nodeVerify }
  const offer = { signed: changesReply.bundle, parts: changesReply.parts, changes: changesReply.changes }
  const revocations = { credentials: ['0123456789abcdef', '9988776655443322', 'fedcba9876543210'] }
  const taken = await acceptBundle(held, offer, trust)
  expect(taken).toEqual({ ok: true, value: { manifest: changesReply.bundle.manifest, parts: { ...bundle.parts, revocations } } })
})
