import { createECDH } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import { makeSealingFile, sealingKeyOf } from '../../server/keys/sealing-file.ts'
import { nodeOpenPort } from '../../server/sealing/node-open-port.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { asCheckpointId, asKioskId, asPassageId } from '../../shared/ids.ts'
import { type OpeningKey, openSealed, type SealedPlace, sealBody } from '../../shared/sealing/seal-body.ts'
import { decodeBox } from '../../shared/sealing/sealed-box.ts'

function aKey(): OpeningKey {
  const file = makeSealingFile(0)
  const publicKey = bytesOfBase64Url(file.publicKey) ?? new Uint8Array()
  return { keyId: keyIdOf(publicKey), publicKey, port: nodeOpenPort(sealingKeyOf(file)) }
}

const key = aKey()
const passage = asPassageId('0123456789abcdef0123456789abcdef')
const place: SealedPlace = { checkpoint: asCheckpointId('bach-dang'), kiosk: asKioskId('00112233aabbccdd'), epoch: 1, kind: 'claims' }
const value = { name: 'Nguyễn Thị Hoàng Phương Ánh', documentNumber: '022084001234' }

const seal = (change: Partial<typeof value> = {}) => sealBody({ value: { ...value, ...change }, passage, place }, key, webSealPort)

describe('a sealed body', () => {
  it('made by a tablet’s WebCrypto is opened by the server', async () => {
    expect(await openSealed(await seal(), place, [key])).toEqual({ ok: true, value: { passage, value } })
  })

  it('names its key and its passage in the open, and nothing of its content', async () => {
    const box = await seal()
    expect(decodeBox(box)).toMatchObject({ keyId: key.keyId, passage })
    const bytes = Buffer.from(box, 'base64url')
    expect([bytes.includes('Nguy'), bytes.includes('022084')]).toEqual([false, false])
  })

  it('of a short name is as long as that of a long one', async () => {
    expect((await seal({ name: 'An' })).length).toBe((await seal()).length)
  })

  it('is another text each time', async () => {
    expect(await seal()).not.toBe(await seal())
  })

  const elsewhere: readonly [string, Partial<SealedPlace>][] = [
    ['another checkpoint', { checkpoint: asCheckpointId('da-bac') }],
    ['another kiosk', { kiosk: asKioskId('00112233aabbccde') }],
    ['another epoch', { epoch: 2 }],
    ['another kind of record', { kind: 'slip' }],
  ]
  it.each(elsewhere)('moved to %s does not open', async (_where, change) => {
    expect(await openSealed(await seal(), { ...place, ...change }, [key])).toEqual({ ok: false, error: 'altered' })
  })

  it('whose passage was exchanged does not open', async () => {
    const bytes = Buffer.from(await seal(), 'base64url')
    bytes[5] = 0xff
    expect(await openSealed(bytes.toString('base64url'), place, [key])).toEqual({ ok: false, error: 'altered' })
  })

  it('with any one byte changed opens no more', async () => {
    const bytes = Buffer.from(await seal(), 'base64url')
    const opened = new Set<string>()
    for (let at = 0; at < bytes.length; at += 1) {
      const copy = Buffer.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ 1
      const answer = await openSealed(copy.toString('base64url'), place, [key])
      opened.add(answer.ok ? 'opened' : answer.error)
    }
    expect([...opened].sort()).toEqual(['altered', 'unknown-key'])
  })

  it('for a key that is not ours is told apart from a broken one', async () => {
    expect(await openSealed(await seal(), place, [aKey()])).toEqual({ ok: false, error: 'unknown-key' })
  })

  const noBoxes = ['', 'A', 'không phải', '!!!!', Buffer.alloc(200).toString('base64url'), `AQ${'A'.repeat(100)}`, 'A'.repeat(100_000)]
  it.each(noBoxes.map((text) => [text.slice(0, 12), text] as const))('"%s" is no box', async (_start, text) => {
    expect(await openSealed(text, place, [key])).toEqual({ ok: false, error: 'altered' })
  })
})

it('makes a key whose scalar has all its 32 bytes', () => {
  const files = Array.from({ length: 600 }, () => makeSealingFile(0))
  for (const file of files) {
    const pair = createECDH('prime256v1')
    pair.setPrivateKey(Buffer.from(file.privateKey, 'base64url'))
    expect([file.privateKey.length, pair.getPublicKey('base64url')]).toEqual([43, file.publicKey])
  }
})
